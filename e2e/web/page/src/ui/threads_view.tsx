import {getPostThread} from 'mattermost-redux/actions/posts';
import {getAllPosts} from 'mattermost-redux/selectors/entities/posts';
import {getThreadOrderInCurrentTeam} from 'mattermost-redux/selectors/entities/threads';
import React, {useState} from 'react';

import {useAppDispatch, useAppSelector} from '../store';

import {Thread} from './rhs';

/** The threads that the person follows. There is no current channel here, and plugins must cope with that. */
export function ThreadsView() {
    const [selected, setSelected] = useState('');
    const posts = useAppSelector(getAllPosts);
    const threadIds = useAppSelector(getThreadOrderInCurrentTeam);
    const dispatch = useAppDispatch();
    const select = async (id: string) => {
        await dispatch(getPostThread(id));
        setSelected(id);
    };
    return (
        <main className="center threads">
            <header className="channel-header">
                <h1>Threads</h1>
            </header>
            <nav aria-label="Threads">
                {threadIds.map((id) => (
                    <button key={id} className="style--none" aria-pressed={id === selected} onClick={() => select(id)}>
                        {posts[id]?.message ?? id}
                    </button>
                ))}
            </nav>
            <section aria-label="Thread">{selected && <Thread postId={selected} />}</section>
        </main>
    );
}

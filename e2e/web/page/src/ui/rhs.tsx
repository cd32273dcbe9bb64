import type {Post} from '@mattermost/types/posts';
import {getChannel} from 'mattermost-redux/selectors/entities/channels';
import {getAllPosts, getPostsInThreadOrdered} from 'mattermost-redux/selectors/entities/posts';
import React from 'react';

import {useAppDispatch, useAppSelector} from '../store';
import {closeRhs} from '../view_state';

import {Composer} from './composer';
import {PostView} from './post';

/** The right-hand sidebar: a thread, or the results of a search. */
export function Rhs() {
    const rhs = useAppSelector((state) => state.views.rhs);
    const dispatch = useAppDispatch();
    if (rhs.kind === 'closed') {
        return null;
    }
    return (
        <aside className="sidebar--right" aria-label={rhs.kind === 'thread' ? 'Thread' : 'Search results'}>
            <header className="channel-header">
                <h2>{rhs.kind === 'thread' ? 'Thread' : `Search: ${rhs.terms}`}</h2>
                <button className="btn btn-icon btn-sm" aria-label="Close" onClick={() => dispatch(closeRhs())}>
                    <i className="icon icon-close" aria-hidden="true" />
                </button>
            </header>
            {rhs.kind === 'thread' ? <Thread postId={rhs.postId} /> : <SearchResults postIds={rhs.postIds} />}
        </aside>
    );
}

/** A post with its replies and a message box for more. */
export function Thread({postId}: {postId: string}) {
    const posts = useAppSelector(getAllPosts);
    const replies = useAppSelector((state) => getPostsInThreadOrdered(state, postId))
        .filter((id) => id !== postId)
        .reverse();
    const root = posts[postId];
    const channel = useAppSelector((state) => getChannel(state, root?.channel_id));
    if (!root || !channel) {
        return null;
    }
    return (
        <>
            <div className="post-list" tabIndex={0}>
                <PostView post={root} location="RHS_ROOT" />
                {replies.map((id) => (
                    <PostView key={id} post={posts[id]} location="RHS_COMMENT" />
                ))}
            </div>
            <Composer key={postId} channel={channel} rootId={postId} />
        </>
    );
}

function SearchResults({postIds}: {postIds: string[]}) {
    const posts = useAppSelector(getAllPosts);
    const found = postIds.map((id): Post | undefined => posts[id]).filter((post) => post !== undefined);
    return (
        <div className="post-list" tabIndex={0}>
            {found.length === 0 && <p>No results</p>}
            {found.map((post) => (
                <PostView key={post.id} post={post} location="SEARCH" />
            ))}
        </div>
    );
}

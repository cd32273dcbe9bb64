import {getCurrentChannel} from 'mattermost-redux/selectors/entities/channels';
import {getAllPosts, getPostIdsInChannel} from 'mattermost-redux/selectors/entities/posts';
import {isCollapsedThreadsEnabled} from 'mattermost-redux/selectors/entities/preferences';
import React, {useLayoutEffect, useRef} from 'react';

import {useAppSelector} from '../store';

import {ChannelHeader} from './channel_header';
import {Composer} from './composer';
import {Pluggable} from './pluggable';
import {PostView} from './post';

/** A channel in the centre: header, posts, message box. */
export function ChannelView() {
    const channel = useAppSelector(getCurrentChannel);
    if (!channel) {
        return <main className="center" aria-busy="true" />;
    }
    return (
        <main className="center">
            <ChannelHeader channel={channel} />
            <Pluggable name="ChannelToast" />
            <PostList channelId={channel.id} />
            <Composer key={channel.id} channel={channel} />
        </main>
    );
}

function PostList({channelId}: {channelId: string}) {
    const collapsed = useAppSelector(isCollapsedThreadsEnabled);
    const posts = useAppSelector(getAllPosts);
    const newestFirst = useAppSelector((state) => getPostIdsInChannel(state, channelId)) ?? [];
    const shown = newestFirst
        .map((id) => posts[id])
        .filter((post) => post && !(collapsed && post.root_id))
        .reverse();

    const list = useRef<HTMLDivElement>(null);
    const last = shown.at(-1)?.id;
    // biome-ignore lint/correctness/useExhaustiveDependencies: it scrolls when there is a new post
    useLayoutEffect(() => {
        list.current?.scrollTo(0, list.current.scrollHeight);
    }, [last]);

    return (
        <div className="post-list" role="feed" aria-label="Messages" tabIndex={0} ref={list}>
            {shown.map((post) => (
                <PostView key={post.id} post={post} location="CENTER" />
            ))}
        </div>
    );
}

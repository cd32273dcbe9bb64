import {WebSocketClient, type WebSocketMessage} from '@mattermost/client';
import type {Post} from '@mattermost/types/posts';
import {PostTypes, PreferenceTypes, UserTypes} from 'mattermost-redux/action_types';
import {postDeleted, receivedNewPost, receivedPost} from 'mattermost-redux/actions/posts';
import {getMissingProfilesByIds} from 'mattermost-redux/actions/users';
import {Client4} from 'mattermost-redux/client';
import {isCollapsedThreadsEnabled} from 'mattermost-redux/selectors/entities/preferences';

import {getState, store} from './store';

const client = new WebSocketClient();
const handlers = new Map<string, Array<(message: any) => void>>();

/** Calls handler with every message of an event: the server's own events, and plugins' `custom_<id>_…`. */
export function onEvent(event: string, handler: (message: any) => void): void {
    handlers.set(event, [...(handlers.get(event) ?? []), handler]);
}

export function onReconnect(handler: () => void): void {
    client.addReconnectListener(handler);
}

/** Resolves once the server sends events. Data that are loaded after that miss no event. */
export function connect(): Promise<void> {
    return new Promise((resolve) => {
        onEvent('hello', () => resolve());
        client.initialize(Client4.getWebSocketUrl().replace(/^http/, 'ws'));
    });
}

client.addMessageListener((message: WebSocketMessage) => {
    for (const handler of handlers.get(message.event) ?? []) {
        handler(message);
    }
});

function showNewPost({data}: {data: {post: string}}): void {
    const post: Post = JSON.parse(data.post);
    store.dispatch(getMissingProfilesByIds([post.user_id]));
    store.dispatch(receivedNewPost(post, isCollapsedThreadsEnabled(getState())));
}

onEvent('posted', showNewPost);
onEvent('ephemeral_message', showNewPost);
onEvent('post_edited', ({data}) => store.dispatch(receivedPost(JSON.parse(data.post))));
onEvent('post_deleted', ({data}) => store.dispatch(postDeleted(JSON.parse(data.post))));
onEvent('reaction_added', ({data}) =>
    store.dispatch({type: PostTypes.RECEIVED_REACTION, data: JSON.parse(data.reaction)}),
);
onEvent('reaction_removed', ({data}) =>
    store.dispatch({type: PostTypes.REACTION_DELETED, data: JSON.parse(data.reaction)}),
);
onEvent('user_updated', ({data}) => store.dispatch({type: UserTypes.RECEIVED_PROFILE, data: data.user}));
onEvent('preferences_changed', ({data}) =>
    store.dispatch({type: PreferenceTypes.RECEIVED_PREFERENCES, data: JSON.parse(data.preferences)}),
);

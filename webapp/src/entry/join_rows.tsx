import type {GlobalState} from '@mattermost/types/store';
import React from 'react';

import {postType} from '../manifest';
import type {ClientStore} from '../mattermost/registry';
import {modules} from '../modules';
import {type Settings, selectSettings, servicesIn} from '../settings';
import {lazy} from './lazy';

/** It has the height of the later row, so that nothing below moves. */
const rowHeight = 50 + 2 * 4;

const JoinRow = lazy(
    async () => (await modules.join_row()).JoinRow,
    () => <div style={{height: rowHeight}} />,
);

/**
 * The component below each message. It shows a button if the message has a link to a meeting. Each post has one, so
 * they must be cheap: all share one subscription to the store, which looks only at relevant changes.
 */
export function joinRows(store: ClientStore) {
    const listeners = new Set<() => void>();
    let unsubscribe = () => {};
    let seen: unknown[] = [];

    const notify = () => {
        const state = store.getState();
        const looksAt = [state.entities.posts.posts, selectSettings(state)];
        if (looksAt.some((part, i) => part !== seen[i])) {
            seen = looksAt;
            for (const listener of [...listeners]) {
                listener();
            }
        }
    };

    const subscribe = (listener: () => void) => {
        if (listeners.size === 0) {
            unsubscribe = store.subscribe(notify);
        }
        listeners.add(listener);
        return () => {
            listeners.delete(listener);
            if (listeners.size === 0) {
                unsubscribe();
            }
        };
    };

    return ({postId}: {postId: string}) => {
        const message = React.useSyncExternalStore(subscribe, () => messageWithLink(store.getState(), postId));
        return message === '' ? null : <JoinRow message={message} />;
    };
}

/** The message of a post that may have a link to a meeting. Empty for other posts. */
function messageWithLink(state: GlobalState, postId: string): string {
    const post = state.entities.posts.posts[postId];
    const settings = selectSettings(state);
    if (!settings || !post?.message.includes('://') || String(post.type) === postType || post.state === 'DELETED') {
        return '';
    }
    return hostPattern(settings).test(post.message) ? post.message : '';
}

let latest: {settings: Settings; pattern: RegExp} | undefined;

/** Matches the hosts of all services in a link. */
function hostPattern(settings: Settings): RegExp {
    if (latest?.settings !== settings) {
        const hosts = servicesIn(settings).flatMap(({hosts = []}) => hosts);
        const patterns = hosts.map((name) => name.replace(/[^\w*-]/g, '\\$&').replace('*', '[\\w.-]+'));
        latest = {settings, pattern: new RegExp(`://(?:${patterns.join('|')})[/?#]`, 'i')};
    }
    return latest.pattern;
}

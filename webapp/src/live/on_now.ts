import React from 'react';

/** A meeting that is on: an item of the answer of GET /live. */
export interface OnNow {
    channel_id: string;
    post_id: string;
    /** When the first person joined, in milliseconds since 1970. */
    since: number;
    /** The IDs of the people who joined from here, in the order in which they did. */
    joined: string[];
}

/** What a channel is told by the websocket event: all that is on in it. */
export interface ChannelOnNow {
    channel_id: string;
    /** A number that grows: an event that is late has a smaller one. */
    revision: number;
    live: OnNow[];
}

const nothing: OnNow[] = [];

let channels = new Map<string, {revision: number; live: OnNow[]}>();

const listeners = new Set<() => void>();

/** What is on in a channel, the meeting that began last first. The same list as long as nothing changes. */
export function onNowIn(channelId: string): OnNow[] {
    return channels.get(channelId)?.live ?? nothing;
}

/** Calls a listener at each change, until the returned function is called. */
export function subscribeOnNow(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
}

export function useOnNow(channelId: string): OnNow[] {
    return React.useSyncExternalStore(subscribeOnNow, () => onNowIn(channelId));
}

/** Takes what one channel was told. */
export function receivedChannel({channel_id, revision, live}: ChannelOnNow) {
    if (revision >= (channels.get(channel_id)?.revision ?? 0)) {
        channels.set(channel_id, {revision, live});
        notify();
    }
}

/** Takes what is on in all of the person's channels, in place of what was known. */
export function receivedAll(list: OnNow[]) {
    const before = channels;
    channels = new Map();
    for (const meeting of list) {
        const {channel_id} = meeting;
        const {live = [], revision = before.get(channel_id)?.revision ?? 0} = channels.get(channel_id) ?? {};
        channels.set(channel_id, {revision, live: [...live, meeting]});
    }
    notify();
}

/** Tells everybody who shows what is on. */
export function notify() {
    for (const listener of [...listeners]) {
        listener();
    }
}

import React from 'react';

/** A meeting that is on, from the answer of GET /live. */
export interface OnNow {
    channel_id: string;
    post_id: string;
    /** The time of the first join, in milliseconds since 1970. */
    since: number;
    /** The IDs of the people who joined, in the order of their joins. */
    joined: string[];
}

/** The data of the websocket event: all meetings that are on in a channel. */
export interface ChannelOnNow {
    channel_id: string;
    /** It grows, so an event that is late has a smaller one. */
    revision: number;
    live: OnNow[];
}

const nothing: OnNow[] = [];

/** event is the number of the last event about the channel; 0 if there was none. */
let channels = new Map<string, {revision: number; live: OnNow[]; event: number}>();

const listeners = new Set<() => void>();

/**
 * The meetings that are on in a channel. The one that began last comes first. The list stays the same object until
 * something changes.
 */
export function onNowIn(channelId: string): OnNow[] {
    return channels.get(channelId)?.live ?? nothing;
}

/** Calls a listener at each change. Returns a function that ends this. */
export function subscribeOnNow(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
}

export function useOnNow(channelId: string): OnNow[] {
    return React.useSyncExternalStore(subscribeOnNow, () => onNowIn(channelId));
}

/** Takes over the data of an event. The browser numbers the events as they arrive. */
export function receivedChannel({channel_id, revision, live}: ChannelOnNow, event: number) {
    if (revision >= (channels.get(channel_id)?.revision ?? 0)) {
        channels.set(channel_id, {revision, live, event});
        notify();
    }
}

/**
 * Replaces the meetings of all channels. askedAfter is the number of the last event before the list was asked for: a later
 * event about a channel is newer than the list.
 */
export function receivedAll(list: OnNow[], askedAfter: number) {
    const before = channels;
    channels = new Map([...before].filter(([, {event}]) => event > askedAfter));
    const newer = new Set(channels.keys());
    for (const meeting of list.filter(({channel_id}) => !newer.has(channel_id))) {
        const {channel_id} = meeting;
        const {live = [], revision = before.get(channel_id)?.revision ?? 0} = channels.get(channel_id) ?? {};
        channels.set(channel_id, {revision, live: [...live, meeting], event: 0});
    }
    notify();
}

/** Tells all listeners. */
export function notify() {
    for (const listener of [...listeners]) {
        listener();
    }
}

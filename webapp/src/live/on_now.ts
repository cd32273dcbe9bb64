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

let channels = new Map<string, {revision: number; live: OnNow[]}>();

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

/** Takes over the data of an event. */
export function receivedChannel({channel_id, revision, live}: ChannelOnNow) {
    if (revision >= (channels.get(channel_id)?.revision ?? 0)) {
        channels.set(channel_id, {revision, live});
        notify();
    }
}

/** Replaces the meetings of all channels. */
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

/** Tells all listeners. */
export function notify() {
    for (const listener of [...listeners]) {
        listener();
    }
}

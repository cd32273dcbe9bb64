import type {Post} from '@mattermost/types/posts';

import {host} from './host/globals';
import {pluginId} from './manifest';
import type {Rooms} from './rooms/rooms';
import type {SettingsBody} from './settings';

/** An invitation to be posted: the body of POST /invitations. */
export interface NewInvitation {
    channel_id: string;
    root_id: string;
    meeting: string;
    topic: string;
    password: string;
    /** The same for every attempt at one invitation, so that the server posts it once. */
    pending_post_id: string;
}

/** The server refused. The message is in the person's language, fit to be shown. */
export class RefusedError extends Error {}

export function fetchSettings(): Promise<SettingsBody> {
    return request('GET', `${api()}/settings`);
}

export function postInvitation(invitation: NewInvitation): Promise<Post> {
    return request('POST', `${api()}/invitations`, invitation);
}

export function endInvitation(postId: string): Promise<Post> {
    return request('POST', `${api()}/invitations/${encodeURIComponent(postId)}/end`);
}

/** The rooms to choose from in a channel. */
export function fetchRooms(channelId: string): Promise<Rooms> {
    return request('GET', `${api()}/rooms?channel_id=${encodeURIComponent(channelId)}`);
}

export function setMyRoom(meeting: string): Promise<unknown> {
    return request('PUT', `${api()}/rooms/mine`, {meeting});
}

export function clearMyRoom(): Promise<unknown> {
    return request('DELETE', `${api()}/rooms/mine`);
}

export function setChannelRoom(channelId: string, meeting: string): Promise<unknown> {
    return request('PUT', `${api()}/rooms/channels/${encodeURIComponent(channelId)}`, {meeting});
}

/** How many people are in a channel, from Mattermost's own API. */
export async function fetchMemberCount(channelId: string): Promise<number> {
    const path = `/api/v4/channels/${encodeURIComponent(channelId)}/stats`;
    const stats = await request<{member_count: number}>('GET', path);
    return stats.member_count;
}

/** The address of a file in the bundle's public folder. */
export function publicFile(name: string): string {
    return `${host.basename ?? ''}/plugins/${pluginId}/public/${name}`;
}

function api(): string {
    return `/plugins/${pluginId}/api/v1`;
}

async function request<T>(method: string, path: string, body?: object): Promise<T> {
    const response = await fetch((host.basename ?? '') + path, {
        method,
        headers: {
            'Content-Type': 'application/json',
            'X-CSRF-Token': cookie('MMCSRF'),
            'X-Requested-With': 'XMLHttpRequest',
        },
        body: body && JSON.stringify(body),
    });
    const answer = await response.json();
    if (!response.ok) {
        throw new RefusedError(answer?.error?.message);
    }
    return answer;
}

function cookie(name: string): string {
    const pair = document.cookie.split('; ').find((pair) => pair.startsWith(`${name}=`));
    return pair ? pair.slice(name.length + 1) : '';
}

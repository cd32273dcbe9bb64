import type {Post} from '@mattermost/types/posts';
import type {UserProfile} from '@mattermost/types/users';

import {host} from './host/globals';
import {pluginId} from './manifest';
import type {Rooms} from './rooms/rooms';
import type {SettingsBody} from './settings';

const api = `/plugins/${pluginId}/api/v1`;

/** An invitation to be posted: the body of POST /invitations. */
export interface NewInvitation {
    channel_id: string;
    root_id: string;
    meeting: string;
    topic: string;
    password: string;
    /** Milliseconds since 1970; 0 for now. */
    starts_at: number;
    /** 0 where nothing is said of it. */
    duration_minutes: number;
    /** The value of an RRULE property; empty for a meeting that takes place once. */
    repeat: string;
    /** The same for every attempt at one invitation, so that the server posts it once. */
    pending_post_id: string;
}

/** The server refused. The message is in the person's language, fit to be shown. */
export class RefusedError extends Error {
    constructor(
        message: string | undefined,
        /** What was wrong, where the plugin's own server says so: "invalid_start". */
        readonly code = '',
    ) {
        super(message);
    }
}

export function fetchSettings(): Promise<SettingsBody> {
    return request('GET', `${api}/settings`);
}

export function postInvitation(invitation: NewInvitation): Promise<Post> {
    return request('POST', `${api}/invitations`, invitation);
}

export function endInvitation(postId: string): Promise<Post> {
    return request('POST', `${api}/invitations/${encodeURIComponent(postId)}/end`);
}

/** The rooms to choose from in a channel. */
export function fetchRooms(channelId: string): Promise<Rooms> {
    return request('GET', `${api}/rooms?channel_id=${encodeURIComponent(channelId)}`);
}

export function setMyRoom(meeting: string): Promise<unknown> {
    return request('PUT', `${api}/rooms/mine`, {meeting});
}

export function clearMyRoom(): Promise<unknown> {
    return request('DELETE', `${api}/rooms/mine`);
}

export function setChannelRoom(channelId: string, meeting: string): Promise<unknown> {
    return request('PUT', `${api}/rooms/channels/${encodeURIComponent(channelId)}`, {meeting});
}

/** How many people are in a channel, from Mattermost's own API. */
export async function fetchMemberCount(channelId: string): Promise<number> {
    const path = `/api/v4/channels/${encodeURIComponent(channelId)}/stats`;
    const stats = await request<{member_count: number}>('GET', path);
    return stats.member_count;
}

/** People, from Mattermost's own API. */
export function fetchProfiles(userIds: string[]): Promise<UserProfile[]> {
    return request('POST', '/api/v4/users/ids', userIds);
}

/** Reacts to a post, by Mattermost's own API. */
export function addReaction(userId: string, postId: string, emoji: string): Promise<unknown> {
    return request('POST', '/api/v4/reactions', {user_id: userId, post_id: postId, emoji_name: emoji});
}

/** Takes a reaction back. */
export function removeReaction(userId: string, postId: string, emoji: string): Promise<unknown> {
    const [user, post] = [userId, postId].map(encodeURIComponent);
    return request('DELETE', `/api/v4/users/${user}/posts/${post}/reactions/${emoji}`);
}

/** The address of a person's picture. */
export function profilePicture(userId: string): string {
    return address(`/api/v4/users/${encodeURIComponent(userId)}/image`);
}

/** The address of an invitation's calendar file. */
export function calendarFile(postId: string): string {
    return address(`${api}/invitations/${encodeURIComponent(postId)}/calendar.ics`);
}

/** The address of a file in the bundle's public folder. */
export function publicFile(name: string): string {
    return address(`/plugins/${pluginId}/public/${name}`);
}

/** A path under the one that Mattermost is served under. */
function address(path: string): string {
    return (host.basename ?? '') + path;
}

async function request<T>(method: string, path: string, body?: object): Promise<T> {
    const response = await fetch(address(path), {
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
        // Mattermost's own errors are not in an envelope.
        throw new RefusedError(answer?.error?.message ?? answer?.message, answer?.error?.code);
    }
    return answer;
}

function cookie(name: string): string {
    const pair = document.cookie.split('; ').find((pair) => pair.startsWith(`${name}=`));
    return pair ? pair.slice(name.length + 1) : '';
}

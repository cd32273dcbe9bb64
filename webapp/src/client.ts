import type {Post} from '@mattermost/types/posts';
import type {UserProfile} from '@mattermost/types/users';
import type {OnNow} from './live/on_now';
import {pluginId} from './manifest';
import {host} from './mattermost/globals';
import type {Room, Rooms} from './rooms/rooms';
import type {Settings} from './settings';
import type {Definition} from './settings_page/definition';

const api = `/plugins/${pluginId}/api/v1`;

/** In milliseconds. */
const longestPost = 30_000;

/** What can be said of an invitation. Times are in milliseconds since 1970; what is absent is not said. */
export interface InvitationFields {
    /** An ID in any spelling, a join link, or a whole pasted invitation. */
    meeting?: string;
    topic?: string;
    password?: string;
    /** 0 or absent for now. */
    starts_at?: number;
    duration_minutes?: number;
    /** An RRULE value of RFC 5545. */
    repeat?: string;
}

/** Says that the person knows of the key in the meeting's link, and wants to use it. */
export interface Confirmation {
    confirmed?: boolean;
}

/** An invitation to be posted: the body of POST /invitations. */
export interface NewInvitation extends InvitationFields, Confirmation {
    channel_id: string;
    root_id?: string;
    /** The same for every attempt at one invitation, so that the server posts it once. */
    pending_post_id?: string;
}

/** What would be posted, or how it would read after a change: the answer of POST /invitations/check and of POST /invitations/{post_id}/check. */
export interface CheckedInvitation {
    /** The service's key. */
    service: string;
    /** Empty for a whole link. */
    meeting_id: string;
    display_id: string;
    join_url: string;
    topic: string;
    password: string;
    starts_at: number;
    duration_minutes: number;
    repeat: string;
    message: string;
}

/** A command that names a topic and no meeting: the answer of POST /commands/topic. */
export interface Typed {
    /** Whether it is one, and there is a room for it; if not, all else is empty. */
    is_topic: boolean;
    topic: string;
    password: string;
    starts_at: number;
    duration_minutes: number;
    repeat: string;
}

/** What a person has set for themselves: the body of GET and PUT /me. */
export interface Mine {
    /** 0 for no reminder. */
    remind_before_minutes: number;
    show_status: boolean;
    /** As long as the status tells of a meeting. */
    do_not_disturb: boolean;
    /** Whether others see that the person joined a meeting from here. */
    show_joined: boolean;
}

/** One thing that is wrong with settings that are not saved yet. */
export interface SettingError {
    /** The setting's key, such as "Services". */
    setting: string;
    /** The service's place in the list, from 0; -1 where it is no single one. */
    service: number;
    /** The service's field, such as "hosts"; it may be empty. */
    field: string;
    code: string;
    /** In the person's language. */
    message: string;
}

/** What is wrong with settings, and what a text would become with them: the answer of POST /settings/check. */
export interface CheckedSettings {
    errors: SettingError[];
    preview: CheckedInvitation | null;
    text_error: string;
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

export function fetchSettings(): Promise<Settings> {
    return request('GET', `${api}/settings`);
}

/** Posts an invitation. Gives up after half a minute: the same pending_post_id makes the next attempt safe. */
export function postInvitation(invitation: NewInvitation): Promise<Post> {
    return request('POST', `${api}/invitations`, invitation, AbortSignal.timeout(longestPost));
}

/** Says what posting the invitation would do, or refuses as posting would. Posts nothing. */
export function checkInvitation(invitation: NewInvitation, signal: AbortSignal): Promise<CheckedInvitation> {
    return request('POST', `${api}/invitations/check`, invitation, signal);
}

/** Reads a command that may name a topic alone. */
export function readTopic(channelId: string, command: string, signal: AbortSignal): Promise<Typed> {
    return request('POST', `${api}/commands/topic`, {channel_id: channelId, command}, signal);
}

/** What is to be changed of an invitation; with an occurrence, one of its starts, that one alone. */
export type Changes = InvitationFields & Confirmation & {occurrence?: number};

export function changeInvitation(postId: string, changes: Changes): Promise<Post> {
    return request('PATCH', invitationPath(postId), changes, AbortSignal.timeout(longestPost));
}

/** Says what the changes would make of an invitation, or refuses as changing would. Changes nothing. */
export function checkChange(postId: string, changes: Changes, signal: AbortSignal): Promise<CheckedInvitation> {
    return request('POST', `${invitationPath(postId)}/check`, changes, signal);
}

/** Leaves one start of a series out. */
export function skipStart(postId: string, startsAt: number): Promise<Post> {
    return request('POST', `${invitationPath(postId)}/skip`, {starts_at: startsAt});
}

export function endInvitation(postId: string): Promise<Post> {
    return request('POST', `${invitationPath(postId)}/end`);
}

/**
 * Says that the person joins, beside the link that they follow: the request outlives the page. Whether it arrives changes
 * nothing for the person.
 */
export function tellJoined(postId: string) {
    send('POST', `${invitationPath(postId)}/joined`, {keepalive: true}).catch(() => {});
}

/** What is on in the person's channels. */
export function fetchOnNow(): Promise<OnNow[]> {
    return request('GET', `${api}/live`);
}

function invitationPath(postId: string): string {
    return `${api}/invitations/${encodeURIComponent(postId)}`;
}

/** Says what is wrong with settings that are not saved, and tries a text with them. */
export function checkSettings(
    settings: {services: string; service_name: string; join_url_template: string; text: string},
    signal: AbortSignal,
): Promise<CheckedSettings> {
    return request('POST', `${api}/settings/check`, settings, signal);
}

/** The services that an administrator can choose from. */
export function fetchPresets(): Promise<{presets: Definition[]}> {
    return request('GET', `${api}/services/presets`);
}

export function fetchMine(): Promise<Mine> {
    return request('GET', `${api}/me`);
}

export function setMine(mine: Mine): Promise<unknown> {
    return request('PUT', `${api}/me`, mine);
}

/** The rooms to choose from in a channel. */
export function fetchRooms(channelId: string, signal?: AbortSignal): Promise<Rooms> {
    return request('GET', `${api}/rooms?channel_id=${encodeURIComponent(channelId)}`, undefined, signal);
}

export function setMyRoom(meeting: string, confirmed?: boolean): Promise<Room> {
    return request('PUT', `${api}/rooms/mine`, {meeting, ...(confirmed && {confirmed})});
}

export function clearMyRoom(): Promise<unknown> {
    return request('DELETE', `${api}/rooms/mine`);
}

export function setChannelRoom(channelId: string, meeting: string, confirmed?: boolean): Promise<Room> {
    return request('PUT', `${api}/rooms/channels/${encodeURIComponent(channelId)}`, {
        meeting,
        ...(confirmed && {confirmed}),
    });
}

export function clearChannelRoom(channelId: string): Promise<unknown> {
    return request('DELETE', `${api}/rooms/channels/${encodeURIComponent(channelId)}`);
}

/** How many people are in a channel, from Mattermost's own API. */
export async function fetchMemberCount(channelId: string): Promise<number> {
    const path = `/api/v4/channels/${encodeURIComponent(channelId)}/stats`;
    const stats = await request<{member_count: number}>('GET', path);
    return stats.member_count;
}

/** A post, from Mattermost's own API. */
export function fetchPost(postId: string): Promise<Post> {
    return request('GET', `/api/v4/posts/${encodeURIComponent(postId)}`);
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
    return address(`${invitationPath(postId)}/calendar.ics`);
}

/** The address of a file in the bundle's public folder. */
export function publicFile(name: string): string {
    return address(`/plugins/${pluginId}/public/${name}`);
}

/** A path under the one that Mattermost is served under. */
function address(path: string): string {
    return (host.basename ?? '') + path;
}

async function request<T>(method: string, path: string, body?: object, signal?: AbortSignal): Promise<T> {
    const response = await send(method, path, {body: body && JSON.stringify(body), signal});
    const answer = await response.json();
    if (!response.ok) {
        // Mattermost's own errors are not in an envelope.
        throw new RefusedError(answer?.error?.message ?? answer?.message, answer?.error?.code);
    }
    return answer;
}

function send(method: string, path: string, init: RequestInit): Promise<Response> {
    return fetch(address(path), {
        method,
        headers: {
            'Content-Type': 'application/json',
            'X-CSRF-Token': cookie('MMCSRF'),
            'X-Requested-With': 'XMLHttpRequest',
        },
        ...init,
    });
}

function cookie(name: string): string {
    const pair = document.cookie.split('; ').find((pair) => pair.startsWith(`${name}=`));
    return pair ? pair.slice(name.length + 1) : '';
}

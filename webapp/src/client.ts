import type {Post} from '@mattermost/types/posts';
import type {UserProfile} from '@mattermost/types/users';
import type {OnNow} from './live/on_now';
import {pluginId} from './manifest';
import {webClient} from './mattermost/globals';
import type {Room, Rooms} from './rooms/rooms';
import type {Settings} from './settings';
import type {Definition} from './settings_page/definition';

const api = `/plugins/${pluginId}/api/v1`;

/** In milliseconds. */
const longestPost = 30_000;

/** Fields of an invitation. Times are in milliseconds since 1970. Absent fields have no value. */
export interface InvitationFields {
    /** An ID in any spelling, a join link, or a whole pasted invitation. */
    meeting?: string;
    topic?: string;
    password?: string;
    /** 0 or absent for now. */
    starts_at?: number;
    duration_minutes?: number;
    /** The value of an RRULE property (RFC 5545). */
    repeat?: string;
}

/** Whether the person wants to post a link that holds a key. */
export interface Confirmation {
    confirmed?: boolean;
}

/** The body of POST /invitations. */
export interface NewInvitation extends InvitationFields, Confirmation {
    channel_id: string;
    root_id?: string;
    /** The same for each try to post one invitation, so that the server posts it once. */
    pending_post_id?: string;
}

/** A preview of an invitation: the answer of POST /invitations/check and of POST /invitations/{post_id}/check. */
export interface CheckedInvitation {
    /** The service's key. */
    service: string;
    /** Empty for a meeting that is a whole link. */
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

/** A command that has only a topic: the answer of POST /commands/topic. */
export interface Typed {
    /** Whether the command has only a topic, and there is a room for it. If not, all else is empty. */
    is_topic: boolean;
    topic: string;
    password: string;
    starts_at: number;
    duration_minutes: number;
    repeat: string;
}

/** A person's choices: the body of GET and PUT /me. */
export interface Mine {
    /** 0 for no reminder. */
    remind_before_minutes: number;
    show_status: boolean;
    /** Whether the person gets no notifications while the status names a meeting. */
    do_not_disturb: boolean;
    /** Whether others see that the person joined a meeting. */
    show_joined: boolean;
}

/** One error in settings that are not saved yet. */
export interface SettingError {
    /** The setting's key, such as "Services". */
    setting: string;
    /** The service's index in the list; -1 if the error is about no single service. */
    service: number;
    /** The service's field, such as "hosts"; it may be empty. */
    field: string;
    code: string;
    /** In the person's language. */
    message: string;
}

/** The errors in settings, and a preview of a text with them: the answer of POST /settings/check. */
export interface CheckedSettings {
    errors: SettingError[];
    preview: CheckedInvitation | null;
    text_error: string;
}

/** The server refused. The message is in the person's language and can be shown. */
export class RefusedError extends Error {
    constructor(
        message: string | undefined,
        /** The code of the plugin's error, such as "invalid_start". Empty for other errors. */
        readonly code = '',
    ) {
        super(message);
    }
}

export function fetchSettings(): Promise<Settings> {
    return request('GET', `${api}/settings`);
}

/** Posts an invitation. Gives up after half a minute. The same pending_post_id makes another try safe. */
export function postInvitation(invitation: NewInvitation): Promise<Post> {
    return request('POST', `${api}/invitations`, invitation, AbortSignal.timeout(longestPost));
}

/** Returns a preview of an invitation, or the error that posting would give. Posts nothing. */
export function checkInvitation(invitation: NewInvitation, signal: AbortSignal): Promise<CheckedInvitation> {
    return request('POST', `${api}/invitations/check`, invitation, signal);
}

/** Reads a command that may have only a topic. */
export function readTopic(channelId: string, command: string, signal: AbortSignal): Promise<Typed> {
    return request('POST', `${api}/commands/topic`, {channel_id: channelId, command}, signal);
}

/** Changes of an invitation. With an occurrence, they are for that start alone. */
export type Changes = InvitationFields & Confirmation & {occurrence?: number};

export function changeInvitation(postId: string, changes: Changes): Promise<Post> {
    return request('PATCH', invitationPath(postId), changes, AbortSignal.timeout(longestPost));
}

/** Returns a preview of the changes, or the error that changing would give. Changes nothing. */
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

/** Tells the server that the person joins. The request goes on after the page is closed. The link works without it. */
export function tellJoined(postId: string) {
    send('POST', `${invitationPath(postId)}/joined`, {keepalive: true}).catch(() => {});
}

/** The meetings that are on in the person's channels. */
export function fetchOnNow(): Promise<OnNow[]> {
    return request('GET', `${api}/live`);
}

function invitationPath(postId: string): string {
    return `${api}/invitations/${encodeURIComponent(postId)}`;
}

/** Returns the errors in unsaved settings, and a preview of a text with them. */
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

/** The meetings to choose from in a channel. */
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

/** The number of people in a channel, from Mattermost's own API. */
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

/** Adds a reaction, with Mattermost's own API. */
export function addReaction(userId: string, postId: string, emoji: string): Promise<unknown> {
    return request('POST', '/api/v4/reactions', {user_id: userId, post_id: postId, emoji_name: emoji});
}

/** Removes a reaction. */
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

/** A path below Mattermost's own path. */
function address(path: string): string {
    return (webClient.basename ?? '') + path;
}

async function request<T>(method: string, path: string, body?: object, signal?: AbortSignal): Promise<T> {
    const response = await send(method, path, {body: body && JSON.stringify(body), signal});
    const answer = await response.json();
    if (!response.ok) {
        // Mattermost's own errors have no envelope.
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

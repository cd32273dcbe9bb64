import type {Channel} from '@mattermost/types/channels';
import type {Post} from '@mattermost/types/posts';
import type {Reaction} from '@mattermost/types/reactions';
import type {GlobalState} from '@mattermost/types/store';
import type {UserProfile} from '@mattermost/types/users';
import type {UnknownAction} from 'redux';

import {isTimeZone} from '../time_zone';

/** Reads the web client's state. Any part of it may not be loaded. */

export function currentUserId(state: GlobalState): string {
    return state.entities.users.currentUserId;
}

/** The language of the person, as "de" or "pt-BR". Before a login, it is the server's. */
export function currentLocale(state: GlobalState): string {
    const user = state.entities.users.profiles[currentUserId(state)];
    return user?.locale || state.entities.general.config.DefaultClientLocale || 'en';
}

/** The open channel. Empty if there is none, as in the Threads view. */
export function currentChannelId(state: GlobalState): string {
    return state.entities.channels.currentChannelId;
}

/** The name of a person, in the format that the viewer has chosen. Undefined if the person isn't loaded. */
export function personName(state: GlobalState, userId: string): string {
    const user = state.entities.users.profiles[userId];
    return user ? nameByFormat(user, nameFormat(state)) : '';
}

/** When the person's picture was last changed. The picture's address contains it. */
export function pictureUpdate(state: GlobalState, userId: string): number | undefined {
    return state.entities.users.profiles[userId]?.last_picture_update;
}

/** Adds people to the web client's store, with its own action. */
export function receivedProfiles(profiles: UserProfile[]): UnknownAction {
    return {type: 'RECEIVED_PROFILES_LIST', data: profiles};
}

/**
 * Updates a post in the web client's store, with its own action. That takes the reactions from the post's metadata, so
 * they are added there: without them, the store would forget all reactions.
 */
export function changedPost(state: GlobalState, post: Post, changed: Post): UnknownAction {
    const {message, props, update_at} = changed;
    const reactions = Object.values(reactionsTo(state, post.id) ?? {});
    const metadata = {...post.metadata, reactions};
    return {type: 'RECEIVED_POST', data: {...post, message, props, update_at, metadata}};
}

/** The format of names: the person's choice, unless a licensed server locks it to the administrator's. */
function nameFormat(state: GlobalState): string {
    const {config, license} = state.entities.general;
    const isLocked = license?.LockTeammateNameDisplay === 'true' && config.LockTeammateNameDisplay === 'true';
    const wish = isLocked ? undefined : preference(state, 'name_format');
    return wish ?? config.TeammateNameDisplay ?? 'username';
}

function nameByFormat(user: UserProfile, format: string): string {
    const fullName = `${user.first_name} ${user.last_name}`.trim();
    switch (format) {
        case 'nickname_full_name':
            return user.nickname || fullName || user.username;
        case 'full_name':
            return fullName || user.username;
        default:
            return user.username;
    }
}

/** The channel's name. For a direct message it is the other person's name. */
export function channelName(state: GlobalState, channelId: string): string {
    const channel: Channel | undefined = state.entities.channels.channels[channelId];
    if (channel?.type !== 'D') {
        return channel?.display_name ?? '';
    }
    const [one = '', other = ''] = channel.name.split('__');
    return personName(state, one === currentUserId(state) ? other : one);
}

/** Whether the channel is archived. Nothing in it can be changed then. */
export function isArchived(state: GlobalState, channelId: string): boolean {
    return Boolean(state.entities.channels.channels[channelId]?.delete_at);
}

/**
 * Whether the person may post in the channel. Right after a page has loaded, the person's roles in the channel may be
 * missing. Then it is true, and only the server knows.
 */
export function mayPost(state: GlobalState, channelId: string): boolean {
    if (isArchived(state, channelId)) {
        return false;
    }
    const {channels, roles} = state.entities;
    const names = channels.myMembers[channelId]?.roles.split(' ').filter(Boolean) ?? [];
    const areLoaded = names.length > 0 && names.every((name) => roles.roles[name]);
    return !areLoaded || hasChannelPermission(state, channelId, 'create_post');
}

/** The other people of a direct or group message. Empty for other channels. */
export function othersInMessage(state: GlobalState, channelId: string): string[] {
    const {channels} = state.entities.channels;
    const {type, name = ''} = channels[channelId] ?? {};
    const me = currentUserId(state);
    const members = {
        D: () => name.split('__'),
        G: () => [...(state.entities.users.profilesInChannel?.[channelId] ?? [])],
    }[String(type)];
    return members?.().filter((userId) => userId !== me) ?? [];
}

/** The number of people in the channel, if the web client knows it. */
export function memberCount(state: GlobalState, channelId: string): number | undefined {
    return state.entities.channels.stats[channelId]?.member_count;
}

/** The reactions to a post. Undefined if the post isn't loaded, as in a preview in another post. */
export function reactionsTo(state: GlobalState, postId: string): Record<string, Reaction> | undefined {
    const {posts, reactions} = state.entities.posts;
    return posts[postId] && (reactions[postId] ?? noReactions);
}

const noReactions: Record<string, Reaction> = {};

/** Whether the person has a permission in the channel, by a role in the system, the team or the channel. */
export function hasChannelPermission(state: GlobalState, channelId: string, permission: string): boolean {
    const {users, teams, channels, roles} = state.entities;
    const teamId = channels.channels[channelId]?.team_id ?? '';
    const held = [
        users.profiles[users.currentUserId]?.roles,
        teams.myMembers[teamId]?.roles,
        channels.myMembers[channelId]?.roles,
    ];
    return held
        .flatMap((names) => names?.split(' ') ?? [])
        .some((name) => roles.roles[name]?.permissions.includes(permission));
}

/** The viewer's format of times: options for Intl.DateTimeFormat. */
export function timeFormat(state: GlobalState): Intl.DateTimeFormatOptions {
    const zone = state.entities.users.profiles[currentUserId(state)]?.timezone;
    const isManual = String(zone?.useAutomaticTimezone) === 'false';
    const name = isManual ? zone?.manualTimezone : zone?.automaticTimezone;
    return {
        timeZone: isTimeZone(name) ? name : undefined,
        hourCycle: preference(state, 'use_military_time') === 'true' ? 'h23' : 'h12',
    };
}

function preference(state: GlobalState, name: string): string | undefined {
    return state.entities.preferences.myPreferences[`display_settings--${name}`]?.value;
}

import type {Channel} from '@mattermost/types/channels';
import type {Post} from '@mattermost/types/posts';
import {fetchChannelsAndMembers, getChannelStats, selectChannel} from 'mattermost-redux/actions/channels';
import {getClientConfig} from 'mattermost-redux/actions/general';
import {getPosts} from 'mattermost-redux/actions/posts';
import {loadRolesIfNeeded} from 'mattermost-redux/actions/roles';
import {selectTeam} from 'mattermost-redux/actions/teams';
import {getMissingProfilesByIds, getProfilesInChannel, loadMe} from 'mattermost-redux/actions/users';
import {Client4} from 'mattermost-redux/client';
import {isCollapsedThreadsEnabled} from 'mattermost-redux/selectors/entities/preferences';
import {getMyTeams, getTeamMemberships} from 'mattermost-redux/selectors/entities/teams';
import {getCurrentUser} from 'mattermost-redux/selectors/entities/users';

import {getState, store} from './store';
import {sessionLoaded} from './view_state';
import {connect} from './websocket';

/** Restores the session from the browser's cookies, if they have one. */
export async function resume(): Promise<void> {
    Client4.setUrl(window.location.origin);
    await store.dispatch(getClientConfig());
    if (document.cookie.includes('MMUSERID=')) {
        await loadSession();
    }
}

/** Logs in. Throws the server's error. */
export async function login(name: string, password: string): Promise<void> {
    await Client4.login(name, password);
    await loadSession();
}

async function loadSession(): Promise<void> {
    const {error} = await store.dispatch(loadMe());
    if (error) {
        return;
    }
    const state = getState();
    const teams = getMyTeams(state);
    await Promise.all(teams.map((team) => store.dispatch(fetchChannelsAndMembers(team.id))));
    const memberships = Object.values(getTeamMemberships(state));
    const roles = [getCurrentUser(state), ...memberships].flatMap((holder) => holder.roles.split(' '));
    await store.dispatch(loadRolesIfNeeded(roles));
    if (teams.length > 0) {
        store.dispatch(selectTeam(teams[0]));
    }
    await connect();
    store.dispatch(sessionLoaded());
}

/** Makes a channel the current one and loads its data. It loads the people first, so that each post has its author. */
export async function enterChannel(channel: Channel): Promise<void> {
    await store.dispatch(getProfilesInChannel(channel.id, 0));
    store.dispatch(selectChannel(channel.id));
    const crt = isCollapsedThreadsEnabled(getState());
    const [{data}] = await Promise.all([
        store.dispatch(getPosts(channel.id, 0, 60, true, crt)),
        store.dispatch(getChannelStats(channel.id)),
    ]);
    const authors = Object.values<Post>(data?.posts ?? {}).map((post) => post.user_id);
    await store.dispatch(getMissingProfilesByIds([...new Set(authors)]));
}

import type {Channel} from '@mattermost/types/channels';
import {ChannelTypes, UserTypes} from 'mattermost-redux/action_types';
import {selectChannel} from 'mattermost-redux/actions/channels';
import {getPostThread} from 'mattermost-redux/actions/posts';
import {selectTeam} from 'mattermost-redux/actions/teams';
import {getThreadsForCurrentTeam} from 'mattermost-redux/actions/threads';
import {Client4} from 'mattermost-redux/client';
import {getTeamByName} from 'mattermost-redux/selectors/entities/teams';
import {getCurrentUserId} from 'mattermost-redux/selectors/entities/users';

import {enterChannel} from './session';
import {getState, store} from './store';
import {closeRhs, showThread} from './view_state';

export type Place = {team: string; view: 'channels' | 'messages' | 'threads' | 'pl'; name?: string};

/** Opens an address: a channel, `messages/@user`, the Threads view, or a post's permalink. */
export async function go({team, view, name = ''}: Place): Promise<void> {
    const {id: teamId} = getTeamByName(getState(), team)!;
    store.dispatch(selectTeam(teamId));
    store.dispatch(closeRhs());
    switch (view) {
        case 'channels':
            return enterChannel(await Client4.getChannelByName(teamId, name));
        case 'messages':
            return enterChannel(await directChannel(name));
        case 'threads':
            store.dispatch(selectChannel(''));
            await store.dispatch(getThreadsForCurrentTeam());
            return undefined;
        case 'pl':
            return enterPost(name);
    }
}

async function directChannel(name: string): Promise<Channel> {
    if (!name.startsWith('@')) {
        return Client4.getChannelByName('', name);
    }
    const other = await Client4.getUserByUsername(name.slice(1));
    const channel = await Client4.createDirectChannel([getCurrentUserId(getState()), other.id]);
    store.dispatch({type: UserTypes.RECEIVED_PROFILE, data: other});
    store.dispatch({type: ChannelTypes.RECEIVED_CHANNEL, data: channel});
    return channel as Channel;
}

async function enterPost(postId: string): Promise<void> {
    const post = await Client4.getPost(postId);
    await enterChannel(await Client4.getChannel(post.channel_id));
    await store.dispatch(getPostThread(post.root_id || post.id));
    store.dispatch(showThread(post.root_id || post.id));
}

import type {Post} from '@mattermost/types/posts';
import type {Reaction} from '@mattermost/types/reactions';
import type {GlobalState} from '@mattermost/types/store';
import React from 'react';
import {shallowEqual, useSelector} from 'react-redux';

import {
    currentUserId,
    hasChannelPermission,
    isArchived,
    personName,
    reactionsTo,
    timeFormat,
} from '../mattermost/state';
import {type Settings, selectSettings} from '../settings';

/** All that a card needs of the store. */
export interface CardState {
    settings: Settings | null;
    userId: string;
    /** The name of the person who invites; empty where it isn't known. */
    inviter: string;
    archived: boolean;
    /** Whether the viewer may end and change the invitation. */
    mayEnd: boolean;
    /** Undefined in a preview of a post that isn't loaded itself. */
    reactions: Record<string, Reaction> | undefined;
    timeZone: string | undefined;
    hourCycle: Intl.DateTimeFormatOptions['hourCycle'];
}

/** Reads what a card needs of the store by one subscription, which looks only at changes of what it reads. */
export function useCardState(post: Post): CardState {
    const select = React.useMemo(() => selectorOf(post), [post]);
    return useSelector(select, shallowEqual);
}

function selectorOf(post: Post) {
    let entities: GlobalState['entities'];
    let settings: Settings | null;
    let card: CardState;
    return (state: GlobalState) => {
        if (!card || state.entities !== entities || selectSettings(state) !== settings) {
            entities = state.entities;
            settings = selectSettings(state);
            card = cardState(state, post);
        }
        return card;
    };
}

function cardState(state: GlobalState, post: Post): CardState {
    const userId = currentUserId(state);
    const archived = isArchived(state, post.channel_id);
    const {timeZone, hourCycle} = timeFormat(state);
    return {
        settings: selectSettings(state),
        userId,
        inviter: personName(state, post.user_id),
        archived,
        // The server's own rule: the author, and who may edit others' posts; nobody in an archived channel.
        mayEnd:
            !archived && (post.user_id === userId || hasChannelPermission(state, post.channel_id, 'edit_others_posts')),
        reactions: post.props?.starts_at ? reactionsTo(state, post.id) : undefined,
        timeZone,
        hourCycle,
    };
}

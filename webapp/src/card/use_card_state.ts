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

/** Everything that a card reads from the store. */
export interface CardState {
    settings: Settings | null;
    userId: string;
    /** The inviter's name; empty if unknown. */
    inviter: string;
    archived: boolean;
    /** Whether the viewer may end and change the invitation. */
    mayEnd: boolean;
    /** Undefined in a preview of a post that isn't loaded. */
    reactions: Record<string, Reaction> | undefined;
    timeZone: string | undefined;
    hourCycle: Intl.DateTimeFormatOptions['hourCycle'];
}

/** Reads the store for a card, with one subscription. It renders the card again only if one of these values changes. */
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
        // The same rule as on the server: the author may, and people who may edit others' posts. Nobody may in an
        // archived channel.
        mayEnd:
            !archived && (post.user_id === userId || hasChannelPermission(state, post.channel_id, 'edit_others_posts')),
        reactions: post.props?.starts_at ? reactionsTo(state, post.id) : undefined,
        timeZone,
        hourCycle,
    };
}

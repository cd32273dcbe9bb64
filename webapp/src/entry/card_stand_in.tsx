import type {GlobalState} from '@mattermost/types/store';
import React from 'react';
import {useStore} from 'react-redux';

import {cardHeight} from '../card/height';
import {plainMessage} from '../mattermost/plain_message';
import type {PostProps} from '../mattermost/registry';

/** Takes a card's place: the post's message with its link, at the card's height. */
export function CardStandIn({post}: PostProps) {
    const store = useStore<GlobalState>();
    return (
        <div style={{minHeight: cardHeight(post.props ?? {}), margin: '4px 0'}}>
            {plainMessage(store.getState(), post)}
        </div>
    );
}

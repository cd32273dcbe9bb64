import type {GlobalState} from '@mattermost/types/store';
import React from 'react';
import {useStore} from 'react-redux';

import {withTexts} from '../i18n/texts';
import {plainMessage} from '../mattermost/plain_message';
import type {PostProps} from '../mattermost/registry';
import {fetchAhead} from './fetch_ahead';
import {cardHeight} from './height';
import {readInvitation} from './invitation';
import {InvitationCard} from './invitation_card';
import {useCardState} from './use_card_state';

/** Shows a post of the plugin's type: its invitation, or its message if it has none. */
export const InvitationPost = withTexts(({post}: PostProps) => {
    const card = useCardState(post);
    const {settings} = card;
    const invitation = React.useMemo(() => settings && readInvitation(post, settings), [post, settings]);
    const store = useStore<GlobalState>();
    React.useEffect(fetchAhead, []);

    if (invitation) {
        return <InvitationCard post={post} invitation={invitation} card={card} />;
    }
    // Without the settings, the card has no link. Until they arrive, the message is shown at the card's height.
    const minHeight = settings ? undefined : cardHeight(post.props ?? {});
    return <div style={{minHeight}}>{plainMessage(store.getState(), post)}</div>;
});

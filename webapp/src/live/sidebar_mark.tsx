import type {Channel} from '@mattermost/types/channels';
import React from 'react';
import {useIntl} from 'react-intl';

import {withTexts} from '../i18n/texts';
import {offeredIn} from './dismissed';
import {subscribeOnNow} from './on_now';

/** The mark of a channel in the list of channels while a meeting is on there. */
export const SidebarMark = withTexts(({channel}: {channel: Channel}) => {
    const meeting = React.useSyncExternalStore(subscribeOnNow, () => offeredIn(channel.id));
    const {formatMessage} = useIntl();
    if (!meeting) {
        return null;
    }
    return (
        <span
            className="blizz-mark icon-video-outline"
            role="img"
            aria-label={formatMessage({id: 'blizz.live.mark'})}
        />
    );
});

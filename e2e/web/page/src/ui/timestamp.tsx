import {get as getPreference} from 'mattermost-redux/selectors/entities/preferences';
import {getCurrentTimezone} from 'mattermost-redux/selectors/entities/timezone';
import React from 'react';
import {useIntl} from 'react-intl';

import {useAppSelector} from '../store';

/** A time of day, in the person's time zone and clock format. */
export function Timestamp({value}: {value: number}) {
    const intl = useIntl();
    const timeZone = useAppSelector(getCurrentTimezone) || undefined;
    const hour12 =
        useAppSelector((state) => getPreference(state, 'display_settings', 'use_military_time', 'false')) !== 'true';
    return (
        <time className="post__time" dateTime={new Date(value).toISOString()}>
            {intl.formatTime(value, {timeZone, hour12, hour: 'numeric', minute: '2-digit'})}
        </time>
    );
}

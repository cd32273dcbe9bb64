import React from 'react';
import {FormattedMessage, useIntl} from 'react-intl';
import {shallowEqual, useSelector} from 'react-redux';

import {timeFormat} from '../host/state';
import type {Invitation} from './invitation';
import {SummaryLine} from './summary_line';

/** Says that the meeting is over, and since when, in the viewer's zone and language; or that it doesn't take place. */
export function EndedNote({invitation: {cancelled, endedAt}}: {invitation: Invitation}) {
    const {formatDate} = useIntl();
    const format = useSelector(timeFormat, shallowEqual);
    const time = formatDate(endedAt, {...format, month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit'});
    const ended = endedAt > 0 ? 'blizz.ended_at' : 'blizz.ended';
    return (
        <SummaryLine>
            <FormattedMessage id={cancelled ? 'blizz.cancelled' : ended} values={{time}} />
        </SummaryLine>
    );
}

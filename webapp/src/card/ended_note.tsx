import React from 'react';
import {FormattedMessage, useIntl} from 'react-intl';
import {shallowEqual, useSelector} from 'react-redux';

import {timeFormat} from '../host/state';

/** Says that the meeting is over, and since when, in the viewer's zone and language. */
export function EndedNote({at}: {at: number}) {
    const {formatDate} = useIntl();
    const format = useSelector(timeFormat, shallowEqual);
    const time = formatDate(at, {...format, month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit'});
    return (
        <div className="blizz-summary__line blizz-summary__ended">
            <FormattedMessage id={at > 0 ? 'blizz.ended_at' : 'blizz.ended'} values={{time}} />
        </div>
    );
}

import React from 'react';
import {FormattedMessage} from 'react-intl';

import {calendarFile} from '../client';
import {Icon} from '../ui/icon';

interface Props {
    postId: string;
    /** What the web client calls the look: "btn-primary", "btn-quaternary btn-sm". */
    look: string;
}

/** Downloads the invitation as a file that calendars open. */
export function CalendarLink({postId, look}: Props) {
    return (
        <a className={`btn blizz-link ${look}`} href={calendarFile(postId)} download={true}>
            <Icon name="calendar-outline" />
            <FormattedMessage id="blizz.add_to_calendar" />
        </a>
    );
}

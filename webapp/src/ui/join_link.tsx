import React from 'react';
import {FormattedMessage} from 'react-intl';

import {displayID} from '../meeting';
import {Icon} from './icon';

interface Props {
    url: string;
    meetingID: string;
    /** What the web client calls the look: "btn-quaternary btn-sm". */
    look?: string;
}

/** The way into a meeting: a real link, so that it opens by any key and in any window one likes. */
export function JoinLink({url, meetingID, look = 'btn-primary'}: Props) {
    return (
        <a className={`btn blizz-link ${look}`} href={url} target="_blank" rel="noopener noreferrer">
            <Icon name="video-outline" />
            <FormattedMessage id="blizz.join" /> <span className="sr-only">{displayID(meetingID)}</span>
        </a>
    );
}

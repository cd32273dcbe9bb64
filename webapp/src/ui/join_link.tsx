import React from 'react';
import {FormattedMessage} from 'react-intl';

import {displayID} from '../meeting';
import {Icon} from './icon';

interface Props {
    url: string;
    meetingID: string;
    /** What the web client calls the size: "btn-sm", or nothing for the usual one. */
    size?: string;
}

/** The way into a meeting: a real link, so that it opens by any key and in any window one likes. */
export function JoinLink({url, meetingID, size = ''}: Props) {
    return (
        <a className={`btn btn-primary blizz-join ${size}`} href={url} target="_blank" rel="noopener noreferrer">
            <Icon name="video-outline" />
            <FormattedMessage id="blizz.join" /> <span className="sr-only">{displayID(meetingID)}</span>
        </a>
    );
}

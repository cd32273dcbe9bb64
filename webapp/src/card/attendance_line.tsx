import React from 'react';
import {FormattedMessage} from 'react-intl';

import type {timeWords} from '../schedule/words';
import type {Invitation} from './invitation';

interface Props {
    invitation: Pick<Invitation, 'lastedMinutes' | 'joinedCount'>;
    words: ReturnType<typeof timeWords>;
}

/** For a meeting that is over: its duration, and how many people joined. */
export function AttendanceLine({invitation: {lastedMinutes, joinedCount}, words}: Props) {
    const parts = [
        lastedMinutes > 0 && (
            <FormattedMessage key="lasted" id="blizz.live.lasted" values={{time: words.duration(lastedMinutes)}} />
        ),
        joinedCount > 0 && <FormattedMessage key="joined" id="blizz.live.joined" values={{count: joinedCount}} />,
    ].filter(Boolean);
    if (parts.length === 0) {
        return null;
    }
    return (
        <div className="blizz-card__line" dir="auto">
            {parts[0]}
            {parts.length > 1 && ' · '}
            {parts[1]}
        </div>
    );
}

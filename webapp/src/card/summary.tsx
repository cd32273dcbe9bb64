import React from 'react';
import {FormattedMessage} from 'react-intl';

import type {Meeting} from '../meeting/link';
import {isolate} from '../ui/isolate';
import {Topic} from './topic';

interface Props {
    /** The name of the person who invites; empty where it isn't known. */
    inviter: string;
    meeting: Pick<Meeting, 'displayID'> & {service: {name: string}};
    topic: string;
    /** Whether the meeting is over: nobody is invited any more. */
    ended?: boolean;
    /** What else there is to say, in lines of their own. */
    children?: React.ReactNode;
}

/** What an invitation is for, in words: the same on the card and where one is about to be posted. */
export function Summary({inviter, meeting, topic, ended, children}: Props) {
    const name = inviter ? isolate(inviter) : <FormattedMessage id="blizz.somebody" />;
    return (
        <div className="blizz-card__text">
            <div className="blizz-card__title" dir="auto">
                {topic ? <Topic text={topic} /> : <MeetingName meeting={meeting} />}
            </div>
            {!ended && (
                <div className="blizz-card__line" dir="auto">
                    <FormattedMessage
                        id={topic ? 'blizz.invites_to' : 'blizz.invites'}
                        values={{name, meeting: <MeetingName meeting={meeting} />}}
                    />
                </div>
            )}
            {ended && topic !== '' && (
                <div className="blizz-card__line" dir="auto">
                    <MeetingName meeting={meeting} />
                </div>
            )}
            {children}
        </div>
    );
}

/** What a meeting is called: the service and the ID, which stays on one line and left to right in any text. */
export function MeetingName({meeting: {service, displayID}}: Pick<Props, 'meeting'>) {
    const name = isolate(service.name);
    if (displayID === '') {
        return <FormattedMessage id="blizz.meeting_by_link" values={{service: name}} />;
    }
    const id = (
        <bdi className="blizz-id" dir="ltr">
            {displayID}
        </bdi>
    );
    return <FormattedMessage id="blizz.meeting" values={{service: name, id}} />;
}

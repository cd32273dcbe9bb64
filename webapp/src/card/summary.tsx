import React from 'react';
import {FormattedMessage} from 'react-intl';

import type {Meeting} from '../meeting/link';
import {isolate} from '../ui/isolate';
import {Topic} from './topic';

interface Props {
    /** The inviter's name; empty if unknown. */
    inviter: string;
    meeting: Pick<Meeting, 'displayID'> & {service: {name: string}};
    topic: string;
    /** Whether the meeting is over. */
    ended?: boolean;
    /** Further lines. */
    children?: React.ReactNode;
}

/** The text of an invitation, on the card and in a preview. */
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

/** The name of a meeting: its service and ID. The ID stays on one line and runs from left to right. */
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

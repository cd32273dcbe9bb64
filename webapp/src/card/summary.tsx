import React from 'react';
import {FormattedMessage} from 'react-intl';

import {MeetingName} from '../ui/meeting_name';

interface Props {
    /** The name of the person who invites; empty where it isn't known. */
    host: string;
    service: string;
    invitation: {meetingID: string; topic: string};
    /** Whether the meeting is over: nobody is invited any more. */
    ended?: boolean;
    /** What else there is to say, in lines of their own. */
    children?: React.ReactNode;
}

/** What an invitation is for, in words: the same on the card and where one is about to be posted. */
export function InvitationSummary({host, service, invitation, ended = false, children}: Props) {
    const {meetingID, topic} = invitation;
    const meeting = <MeetingName service={service} id={meetingID} />;
    const name = host ? <bdi>{host}</bdi> : <FormattedMessage id="blizz.somebody" />;
    return (
        <div className="blizz-summary">
            <div className="blizz-summary__title" dir="auto" title={topic}>
                {topic ? <bdi>{topic}</bdi> : meeting}
            </div>
            {!ended && (
                <div className="blizz-summary__line" dir="auto">
                    <FormattedMessage id={topic ? 'blizz.invites_to' : 'blizz.invites'} values={{name, meeting}} />
                </div>
            )}
            {ended && topic !== '' && (
                <div className="blizz-summary__line" dir="auto">
                    {meeting}
                </div>
            )}
            {children}
        </div>
    );
}

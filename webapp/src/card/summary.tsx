import React from 'react';
import {FormattedMessage} from 'react-intl';

import {MeetingName} from '../ui/meeting_name';
import {SummaryLine} from './summary_line';

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
export function InvitationSummary({host, service, invitation, ended, children}: Props) {
    const {meetingID, topic} = invitation;
    const meeting = <MeetingName service={service} id={meetingID} />;
    const name = host ? <bdi>{host}</bdi> : <FormattedMessage id="blizz.somebody" />;
    return (
        <div className="blizz-summary">
            <div className="blizz-summary__title" title={topic}>
                <bdi>{topic || meeting}</bdi>
            </div>
            {!ended && (
                <SummaryLine>
                    <FormattedMessage id={topic ? 'blizz.invites_to' : 'blizz.invites'} values={{name, meeting}} />
                </SummaryLine>
            )}
            {ended && topic !== '' && <SummaryLine>{meeting}</SummaryLine>}
            {children}
        </div>
    );
}

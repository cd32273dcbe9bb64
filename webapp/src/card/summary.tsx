import React from 'react';
import {FormattedMessage} from 'react-intl';

import {displayID} from '../meeting';

interface Props {
    /** The name of the person who invites; empty where it isn't known. */
    host: string;
    service: string;
    invitation: {meetingID: string; topic: string; password: string; ended?: boolean};
    children?: React.ReactNode;
}

/** What an invitation is for, in words: the same on the card and where one is about to be posted. */
export function InvitationSummary({host, service, invitation, children}: Props) {
    const {meetingID, topic, password, ended} = invitation;
    const meeting = (
        <FormattedMessage
            id="blizz.meeting"
            values={{service: <bdi>{service}</bdi>, id: <MeetingID id={meetingID} />}}
        />
    );
    return (
        <div className="blizz-summary">
            <div className="blizz-summary__title" dir="auto" title={topic}>
                {topic || meeting}
            </div>
            <div className="blizz-summary__line">
                <FormattedMessage
                    id={topic ? 'blizz.invites_to' : 'blizz.invites'}
                    values={{name: host ? <bdi>{host}</bdi> : <FormattedMessage id="blizz.somebody" />, meeting}}
                />
            </div>
            {password !== '' && !ended && (
                <div className="blizz-summary__line">
                    <FormattedMessage
                        id="blizz.password"
                        values={{password: <bdi className="blizz-secret">{password}</bdi>}}
                    />
                </div>
            )}
            {children}
        </div>
    );
}

/** An ID, kept on one line and left to right in any text. */
function MeetingID({id}: {id: string}) {
    return (
        <bdi className="blizz-id" dir="ltr">
            {displayID(id)}
        </bdi>
    );
}

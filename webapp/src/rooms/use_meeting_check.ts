import React from 'react';

import {checkInvitation} from '../client';
import {secretIn} from '../dialog/secret_field';
import {useCheck} from '../dialog/use_check';
import {useServiceName} from '../dialog/use_service_name';

/** The server's answer for the text of a new room. */
export function useMeetingCheck(text: string, channelId: string) {
    const meeting = text.trim();
    const [confirmedMeeting, setConfirmedMeeting] = React.useState('');
    const confirmed = meeting !== '' && confirmedMeeting === meeting;
    const question = {channel_id: channelId, meeting, ...(confirmed && {confirmed})};
    const {checked, refusal} = useCheck(meeting === '' ? null : question, checkInvitation);
    const serviceName = useServiceName(checked?.service);
    // People can set rooms in channels where they may not post. So only an error in the meeting counts.
    const isOfMeeting = refusal?.code === 'invalid_meeting';
    return {
        field: {
            found: checked && {...checked, serviceName},
            refusal: isOfMeeting ? refusal.message : '',
        },
        secret: {
            errors: [refusal],
            confirmed,
            onConfirm: (isConfirmed: boolean) => setConfirmedMeeting(isConfirmed ? meeting : ''),
        },
        maySave: meeting !== '' && !isOfMeeting && secretIn([refusal]) === '',
    };
}

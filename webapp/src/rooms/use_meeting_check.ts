import React from 'react';

import {checkInvitation} from '../client';
import {secretIn} from '../dialog/secret_field';
import {useCheck} from '../dialog/use_check';
import {useServiceName} from '../dialog/use_service_name';

/** What the server reads in a text that is to be a room, for the field where it is typed. */
export function useMeetingCheck(text: string, channelId: string) {
    const meeting = text.trim();
    const [confirmedMeeting, setConfirmedMeeting] = React.useState('');
    const confirmed = meeting !== '' && confirmedMeeting === meeting;
    const question = {channel_id: channelId, meeting, ...(confirmed && {confirmed})};
    const {checked, refusal} = useCheck(meeting === '' ? null : question, checkInvitation);
    const serviceName = useServiceName(checked?.service);
    // Rooms can be set where one may not post: then only the meeting counts.
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

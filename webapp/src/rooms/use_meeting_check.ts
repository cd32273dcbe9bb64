import {useCheck} from '../dialog/use_check';
import {useServiceName} from '../dialog/use_service_name';

/** What the server reads in a text that is to be a room, for the field where it is typed. */
export function useMeetingCheck(text: string, channelId: string) {
    const meeting = text.trim();
    const {checked, refusal} = useCheck(meeting === '' ? null : {channel_id: channelId, meeting});
    const serviceName = useServiceName(checked?.service);
    // Rooms can be set where one may not post: then only the meeting counts.
    const isOfMeeting = refusal?.code === 'invalid_meeting';
    return {
        found: checked && {...checked, serviceName},
        refusal: isOfMeeting ? refusal.message : '',
        maySave: meeting !== '' && !isOfMeeting,
    };
}

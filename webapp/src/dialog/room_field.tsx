import React from 'react';
import {useIntl} from 'react-intl';

import {displayID} from '../meeting';
import {otherRecent, type Rooms} from '../rooms/rooms';
import {Field} from '../ui/field';
import {anotherMeeting} from './use_draft';

interface Props {
    rooms: Rooms;
    /** A canonical ID, or anotherMeeting. */
    choice: string;
    onChoose(id: string): void;
}

/** Where one of the rooms and recent meetings is chosen. Renders nothing where there are none. */
export function RoomField({rooms, choice, onChoose}: Props) {
    const {formatMessage} = useIntl();
    const {mine, channel} = rooms;
    const recent = otherRecent(rooms);
    if (!mine && !channel && recent.length === 0) {
        return null;
    }
    const option = (label: string, meetingID: string) => (
        <option key={label} value={meetingID}>
            {formatMessage({id: label}, {id: displayID(meetingID)})}
        </option>
    );
    return (
        <Field kind="select" label="blizz.dialog.room" value={choice} onChange={onChoose}>
            {channel && option('blizz.room.channel', channel.meeting_id)}
            {mine && option('blizz.room.mine', mine.meeting_id)}
            {recent.map(({meeting_id, topic}) => (
                <option key={meeting_id} value={meeting_id}>
                    {topic ? `${topic} (${displayID(meeting_id)})` : displayID(meeting_id)}
                </option>
            ))}
            {option('blizz.room.another', anotherMeeting)}
        </Field>
    );
}

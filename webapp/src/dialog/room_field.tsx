import React from 'react';
import {useIntl} from 'react-intl';

import {otherRecent, type Room, type Rooms, roomText} from '../rooms/rooms';
import {Field} from '../ui/field';
import {anotherMeeting} from './use_draft';

interface Props {
    rooms: Rooms;
    /** The text of the chosen room, or anotherMeeting. */
    choice: string;
    onChoose(choice: string): void;
}

/** The list of rooms and recent meetings. Renders nothing if there are none. */
export function RoomField({rooms, choice, onChoose}: Props) {
    const {formatMessage} = useIntl();
    const {mine, channel} = rooms;
    const recent = otherRecent(rooms).filter(roomText);
    if (!mine && !channel && recent.length === 0) {
        return null;
    }
    const option = (label: string, room: Room) => (
        <option key={label} value={roomText(room)}>
            {formatMessage({id: label}, {id: shown(room)})}
        </option>
    );
    return (
        <Field kind="select" label="blizz.dialog.room" value={choice} onChange={onChoose}>
            {channel && option('blizz.room.channel', channel)}
            {mine && option('blizz.room.mine', mine)}
            {recent.map((room) => (
                <option key={roomText(room)} value={roomText(room)}>
                    {room.topic ? `${room.topic} (${shown(room)})` : shown(room)}
                </option>
            ))}
            <option value={anotherMeeting}>{formatMessage({id: 'blizz.room.another'})}</option>
        </Field>
    );
}

function shown({display_id, join_url}: Room): string {
    return display_id || join_url;
}

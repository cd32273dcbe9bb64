import React from 'react';
import {FormattedMessage} from 'react-intl';

import type {Rooms} from '../rooms/rooms';

/** For what the meeting is to be kept. */
export interface Keep {
    mine: boolean;
    channel: boolean;
}

interface Props {
    rooms: Rooms;
    meetingID: string;
    keep: Keep;
    onChange(keep: Keep): void;
}

/** Offers to keep a meeting that isn't a room yet, so that it needn't be typed again. */
export function KeepField({rooms, meetingID, keep, onChange}: Props) {
    const isMine = rooms.mine?.meeting_id === meetingID;
    const isChannels = rooms.channel?.meeting_id === meetingID;
    return (
        <div className="blizz-keep">
            {!isMine && !isChannels && (
                <Check label="blizz.keep.mine" checked={keep.mine} onChange={(mine) => onChange({...keep, mine})} />
            )}
            {!isChannels && rooms.can_set_channel && (
                <Check
                    label="blizz.keep.channel"
                    checked={keep.channel}
                    onChange={(channel) => onChange({...keep, channel})}
                />
            )}
        </div>
    );
}

interface CheckProps {
    label: string;
    checked: boolean;
    onChange(checked: boolean): void;
}

function Check({label, checked, onChange}: CheckProps) {
    return (
        <label>
            <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />{' '}
            <FormattedMessage id={label} />
        </label>
    );
}

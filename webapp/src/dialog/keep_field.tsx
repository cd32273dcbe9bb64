import React from 'react';
import {FormattedMessage} from 'react-intl';

import {type Rooms, roomText} from '../rooms/rooms';
import {Check} from '../ui/check';
import {ErrorNote} from '../ui/error_note';

/** Whether to keep the meeting as the person's room, and as the channel's. */
export interface Keep {
    mine: boolean;
    channel: boolean;
}

interface Props {
    offered: Keep;
    keep: Keep;
    onChange(keep: Keep): void;
}

/**
 * How a meeting can be kept. A way that it is kept already is left out, and so is the own room if the channel has this
 * meeting.
 */
export function keepable({mine, channel, can_set_channel}: Rooms, meeting: string): Keep {
    const isMine = mine !== null && roomText(mine) === meeting;
    const isChannels = channel !== null && roomText(channel) === meeting;
    return {mine: !isMine && !isChannels, channel: !isChannels && can_set_channel};
}

/** Offers to keep the meeting. Renders nothing if it can't be kept. */
export function KeepField({offered, keep, onChange}: Props) {
    if (!offered.mine && !offered.channel) {
        return null;
    }
    return (
        <div className="blizz-keep">
            {offered.mine && (
                <Check label="blizz.keep.mine" checked={keep.mine} onChange={(mine) => onChange({...keep, mine})} />
            )}
            {offered.channel && (
                <Check
                    label="blizz.keep.channel"
                    checked={keep.channel}
                    onChange={(channel) => onChange({...keep, channel})}
                />
            )}
        </div>
    );
}

/** Says that the invitation was posted, but the meeting couldn't be kept. */
export function KeepFailed({error}: {error: unknown}) {
    return (
        <>
            <div role="alert">
                <FormattedMessage id="blizz.keep.failed" />
            </div>
            <ErrorNote error={error} />
        </>
    );
}

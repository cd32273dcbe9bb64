import React from 'react';
import {FormattedMessage} from 'react-intl';

import {type Rooms, roomText} from '../rooms/rooms';
import {Check} from '../ui/check';
import {ErrorNote} from '../ui/error_note';

/** For what the meeting is to be kept. */
export interface Keep {
    mine: boolean;
    channel: boolean;
}

interface Props {
    offered: Keep;
    keep: Keep;
    onChange(keep: Keep): void;
}

/** For what a meeting may be kept: for what it isn't kept yet, and one's own room not for what the channel has. */
export function keepable({mine, channel, can_set_channel}: Rooms, meeting: string): Keep {
    const isMine = mine !== null && roomText(mine) === meeting;
    const isChannels = channel !== null && roomText(channel) === meeting;
    return {mine: !isMine && !isChannels, channel: !isChannels && can_set_channel};
}

/** Offers to keep the meeting, so that it needn't be typed again. Renders nothing where there is nothing to offer. */
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

/** Says that the meeting couldn't be kept, though the invitation is posted. */
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

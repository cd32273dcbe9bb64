import React from 'react';
import {FormattedMessage} from 'react-intl';

import {endInvitation} from '../client';
import {ErrorNote} from '../ui/error_note';
import {Icon} from '../ui/icon';
import {takeFocus} from '../ui/take_focus';

interface Props {
    postId: string;
    /** Whether the meeting is still to come: then it doesn't end, it is cancelled. */
    cancels: boolean;
}

/** Ends an invitation, after asking back: it can't be undone. The post's update then changes the card. */
export function EndButton({postId, cancels}: Props) {
    const [asking, setAsking] = React.useState(false);
    const [ending, setEnding] = React.useState(false);
    const [error, setError] = React.useState<unknown>(null);
    const asked = React.useRef(false);

    const ask = () => {
        asked.current = true;
        setAsking(true);
    };

    const end = async () => {
        setEnding(true);
        setError(null);
        try {
            await endInvitation(postId);
        } catch (refusal) {
            setError(refusal);
            setEnding(false);
        }
    };

    if (!asking) {
        return (
            <button
                type="button"
                className="btn btn-quaternary btn-sm blizz-end"
                onClick={ask}
                ref={asked.current ? takeFocus : null}
            >
                <Icon name="close-circle-outline" />
                <FormattedMessage id={cancels ? 'blizz.cancel_meeting' : 'blizz.end'} />
            </button>
        );
    }
    return (
        <div className="blizz-end blizz-end--asking">
            <button type="button" className="btn btn-danger btn-sm" disabled={ending} onClick={end} ref={takeFocus}>
                <FormattedMessage id={cancels ? 'blizz.cancel_meeting.confirm' : 'blizz.end.confirm'} />
            </button>
            <button type="button" className="btn btn-tertiary btn-sm" onClick={() => setAsking(false)}>
                <FormattedMessage id={cancels ? 'blizz.cancel_meeting.keep' : 'blizz.cancel'} />
            </button>
            <ErrorNote error={error} />
        </div>
    );
}

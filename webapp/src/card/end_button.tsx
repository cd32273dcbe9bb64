import type {Post} from '@mattermost/types/posts';
import React from 'react';
import {useStore} from 'react-redux';

import {endInvitation} from '../client';
import {receivedPost} from '../host/state';
import {Button} from '../ui/button';
import {ErrorNote} from '../ui/error_note';
import {takeFocus} from '../ui/take_focus';

interface Props {
    post: Post;
    /** Whether the meeting is still to come: then it doesn't end, it is cancelled. */
    cancels: boolean;
}

/** Ends an invitation, after asking back: it can't be undone. The post's update then changes the card. */
export function EndButton({post, cancels}: Props) {
    const store = useStore();
    // Undefined until the first time: then there is no focus to take over.
    const [asking, setAsking] = React.useState<boolean>();
    const [ending, setEnding] = React.useState(false);
    const [error, setError] = React.useState<unknown>(null);

    const end = async ({currentTarget}: React.MouseEvent) => {
        if (ending) {
            return;
        }
        const card = currentTarget.closest<HTMLElement>('.blizz-card');
        setEnding(true);
        setError(null);
        try {
            // The web client is told of the update as well, but not where its connection breaks just then.
            const {message, props, update_at} = await endInvitation(post.id);
            store.dispatch(receivedPost({...post, message, props, update_at}));
            keepFocus(card);
        } catch (refusal) {
            setError(refusal);
        }
        setEnding(false);
    };

    if (!asking) {
        return (
            <Button
                label={cancels ? 'blizz.cancel_meeting' : 'blizz.end'}
                icon="close-circle-outline"
                look="btn-quaternary btn-sm blizz-end"
                onClick={() => setAsking(true)}
                control={asking === false ? takeFocus : null}
            />
        );
    }
    return (
        <div className="blizz-end blizz-end--asking">
            <Button
                label={cancels ? 'blizz.cancel_meeting.confirm' : 'blizz.end.confirm'}
                look="btn-danger btn-sm"
                aria-disabled={ending}
                onClick={end}
                control={takeFocus}
            />
            <Button
                label={cancels ? 'blizz.cancel_meeting.keep' : 'blizz.cancel'}
                look="btn-tertiary btn-sm"
                onClick={() => setAsking(false)}
            />
            <ErrorNote error={error} />
        </div>
    );
}

/** Leaves the focus on the card, whose buttons have gone: else it would be nowhere. */
function keepFocus(card: HTMLElement | null) {
    if (card && (document.activeElement === document.body || card.contains(document.activeElement))) {
        card.tabIndex = -1;
        card.focus();
    }
}

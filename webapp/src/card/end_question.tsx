import type {Post} from '@mattermost/types/posts';
import type {GlobalState} from '@mattermost/types/store';
import React from 'react';
import {FormattedMessage, useIntl} from 'react-intl';
import {useStore} from 'react-redux';

import {endInvitation, skipStart} from '../client';
import {changedPost} from '../mattermost/state';
import type {Standing} from '../schedule/plan';
import type {timeWords} from '../schedule/words';
import {Button} from '../ui/button';
import {ErrorNote} from '../ui/error_note';
import {focusOn, takeFocus} from '../ui/focus';
import type {Invitation} from './invitation';

interface Props {
    post: Post;
    invitation: Invitation;
    standing: Standing;
    words: ReturnType<typeof timeWords>;
    onKeep(): void;
}

/**
 * Asks before an invitation is ended or cancelled, which can't be undone. For a series, it also offers to leave out
 * only the next start. The button to go back has the focus, and Escape presses it.
 */
export function EndQuestion({post, invitation: {plan}, standing, words, onKeep}: Props) {
    const {formatMessage} = useIntl();
    const ending = useEnding(post);
    const isSeries = plan.rule !== null;
    const cancels = plan.startsAt > Date.now();
    const kind = isSeries ? 'series' : cancels ? 'cancel' : 'end';

    const goBack = (event: React.KeyboardEvent) => {
        if (event.key === 'Escape') {
            event.stopPropagation();
            onKeep();
        }
    };

    return (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset has its own looks
        <div
            className="blizz-card__actions blizz-question"
            role="group"
            aria-label={formatMessage({id: `blizz.${kind}.question`})}
            onKeyDown={goBack}
        >
            <span aria-hidden="true">
                <FormattedMessage id={`blizz.${kind}.question`} />
            </span>
            <Button
                label={kind === 'end' ? 'blizz.cancel' : 'blizz.keep_it'}
                look="btn-tertiary btn-sm"
                onClick={onKeep}
                control={takeFocus}
            />
            {isSeries && standing.phase !== 'over' && (
                <button
                    type="button"
                    className="btn btn-tertiary btn-sm"
                    aria-disabled={ending.busy}
                    onClick={(event) => ending.run(event, () => skipStart(post.id, standing.start), onKeep)}
                >
                    <FormattedMessage id="blizz.skip" values={{start: words.start(standing.start)}} />
                </button>
            )}
            <Button
                label={`blizz.${kind}.confirm`}
                look="btn-danger btn-sm"
                aria-disabled={ending.busy}
                onClick={(event) => ending.run(event, () => endInvitation(post.id))}
            />
            <ErrorNote error={ending.error} />
        </div>
    );
}

/** Sends one request, however often the button is pressed, and shows the post in the answer. */
function useEnding(post: Post) {
    const store = useStore<GlobalState>();
    const [busy, setBusy] = React.useState(false);
    const [error, setError] = React.useState<unknown>(null);

    const run = async ({currentTarget}: React.MouseEvent, request: () => Promise<Post>, then?: () => void) => {
        if (busy) {
            return;
        }
        const card = currentTarget.closest<HTMLElement>('.blizz-card');
        setBusy(true);
        setError(null);
        try {
            // The web client also gets the update by websocket, but not if its connection breaks just then.
            const changed = await request();
            store.dispatch(changedPost(store.getState(), post, changed));
            if (then) {
                then();
            } else {
                keepFocus(card);
            }
        } catch (refusal) {
            setError(refusal);
        }
        setBusy(false);
    };

    return {busy, error, run};
}

/** Sets the focus to the card. Its buttons are gone, so the focus would be lost. */
function keepFocus(card: HTMLElement | null) {
    if (card && (document.activeElement === document.body || card.contains(document.activeElement))) {
        card.tabIndex = -1;
        focusOn(card);
    }
}

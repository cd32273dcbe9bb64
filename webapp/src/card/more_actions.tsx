import type {Post} from '@mattermost/types/posts';
import React from 'react';
import {type IntlShape, useIntl} from 'react-intl';
import {useStore} from 'react-redux';

import type {ClientStore} from '../mattermost/registry';
import type {Standing} from '../schedule/plan';
import type {timeWords} from '../schedule/words';
import {Button} from '../ui/button';
import {CopyButton} from '../ui/copy_button';
import {ErrorNote} from '../ui/error_note';
import {takeFocus} from '../ui/focus';
import {EndQuestion} from './end_question';
import type {Invitation} from './invitation';
import {CalendarLink, JoinLink} from './invitation_card';
import {QRCode} from './qr_code';
import type {CardState} from './use_card_state';

interface Props {
    post: Post;
    invitation: Invitation;
    card: CardState;
    standing: Standing;
    words: ReturnType<typeof timeWords>;
    isShown: boolean;
    onShow(): void;
}

const look = 'btn-quaternary btn-sm blizz-quiet';

/**
 * The second row of a card, with further actions for an open invitation. With a mouse, it appears on hover and focus.
 * On touch screens and for screen readers, it is always there. Until the card has been in the window, a single button
 * takes its place.
 */
export function MoreActions({isShown, onShow, ...props}: Props) {
    const [isPressed, setIsPressed] = React.useState(false);
    if (isShown || isPressed) {
        return <Actions {...props} takesFocus={isPressed} />;
    }
    return (
        <div className="blizz-card__actions">
            <Button
                label="blizz.more"
                icon="dots-horizontal"
                look={look}
                aria-expanded={false}
                onClick={() => {
                    setIsPressed(true);
                    onShow();
                }}
            />
        </div>
    );
}

interface ActionsProps extends Omit<Props, 'isShown' | 'onShow'> {
    takesFocus: boolean;
}

function Actions({post, invitation, card, standing, words, takesFocus}: ActionsProps) {
    const intl = useIntl();
    const {meeting, plan} = invitation;
    const isAhead = standing.phase === 'ahead';
    const comesAgain = standing.phase === 'soon' || plan.rule !== null;
    const [showsCode, setShowsCode] = React.useState(false);
    // Undefined until the first render, when there is no focus to take over.
    const [isAsking, setIsAsking] = React.useState<boolean>();
    const change = useChange(post, invitation);

    if (isAsking) {
        return (
            <EndQuestion
                post={post}
                invitation={invitation}
                standing={standing}
                words={words}
                onKeep={() => setIsAsking(false)}
            />
        );
    }
    return (
        <>
            <div className="blizz-card__actions">
                {isAhead && <JoinLink postId={post.id} invitation={invitation} look={look} />}
                {!isAhead && comesAgain && <CalendarLink postId={post.id} look={look} />}
                <CopyButton
                    text={() => meeting.url}
                    label="blizz.copy_link"
                    icon="link-variant"
                    look={look}
                    control={takesFocus ? takeFocus : null}
                />
                <CopyButton
                    text={() => invitationText(intl, invitation, standing, words)}
                    label="blizz.copy_invitation"
                    look={look}
                />
                <Button
                    label="blizz.qr"
                    icon="cellphone"
                    look={look}
                    aria-expanded={showsCode}
                    onClick={() => setShowsCode(!showsCode)}
                />
                {card.mayEnd && plan.startsAt > 0 && (
                    <Button label="blizz.change" icon="pencil-outline" look={look} onClick={change.open} />
                )}
                {card.mayEnd && (
                    <Button
                        label={plan.startsAt > Date.now() ? 'blizz.cancel_meeting' : 'blizz.end'}
                        icon="close-circle-outline"
                        look="btn-quaternary btn-sm blizz-destructive"
                        onClick={() => setIsAsking(true)}
                        control={isAsking === false ? takeFocus : null}
                    />
                )}
            </div>
            <ErrorNote error={change.error} />
            {showsCode && <QRCode text={meeting.url} />}
        </>
    );
}

/** Opens the dialog filled with the invitation. The dialog is in a file of its own, which may fail to load. */
function useChange(post: Post, invitation: Invitation) {
    const store = useStore() as ClientStore;
    const {locale} = useIntl();
    const [error, setError] = React.useState<unknown>(null);
    const open = async () => {
        try {
            setError(null);
            const {openChangeDialog, prepare} = await import('../dialog/index');
            await prepare(locale);
            openChangeDialog(store, post, invitation);
        } catch (failure) {
            setError(failure);
        }
    };
    return {error, open};
}

/** The invitation as plain text, for example for a mail. */
function invitationText(
    {formatMessage}: IntlShape,
    {meeting, topic, password, plan}: Invitation,
    {start}: Standing,
    words: ReturnType<typeof timeWords>,
): string {
    const lines = [
        topic,
        [...(start > 0 ? [words.fullStart(start)] : []), ...words.details(plan)].join(', '),
        formatMessage({id: 'blizz.text.join'}, {service: meeting.service.name}),
        meeting.url,
        meeting.displayID && formatMessage({id: 'blizz.text.id'}, {id: meeting.displayID}),
        password && formatMessage({id: 'blizz.password'}, {password}),
    ];
    return lines.filter(Boolean).join('\n');
}

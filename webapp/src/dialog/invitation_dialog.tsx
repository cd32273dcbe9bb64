import React from 'react';
import {FormattedMessage, useIntl} from 'react-intl';
import {useSelector} from 'react-redux';

import {host} from '../host/globals';
import {currentUserId} from '../host/state';
import {useRooms} from '../rooms/rooms';
import {selectSettings, serviceName} from '../settings';
import {Button} from '../ui/button';
import {ErrorNote} from '../ui/error_note';
import {takeFocus} from '../ui/take_focus';
import {Destination} from './destination';
import {type Keep, KeepFailed, KeepField, keepable} from './keep_field';
import {MeetingField} from './meeting_field';
import {isOfPlan, PlanField} from './plan_field';
import {InvitationPreview} from './preview';
import {RoomField} from './room_field';
import {TextField} from './text_field';
import {anotherMeeting, useDraft} from './use_draft';
import {usePosting} from './use_posting';

/** Where the invitation goes: a channel, and in it a thread or none. */
export interface Place {
    channelId: string;
    rootId: string;
}

interface Props extends Place {
    /** From the web client's modal controller: the dialog has gone. */
    onExited(): void;
}

const titleId = 'blizz-dialog-title';

/** Asks for a meeting and posts the invitation. It stays open until the server has taken it. */
export function InvitationDialog({onExited, ...props}: Props) {
    const {Modal} = host.ReactBootstrap;
    // As it was opened: a command answered late opens the same dialog again, for where it was typed.
    const [{channelId, rootId}] = React.useState(props);
    const {formatMessage} = useIntl();
    const [shown, setShown] = React.useState(true);
    const [keep, setKeep] = React.useState<Keep>({mine: false, channel: false});
    const form = React.useRef<HTMLFormElement>(null);
    const settings = useSelector(selectSettings);
    const userId = useSelector(currentUserId);
    const rooms = useRooms(channelId);
    const {draft, fields, ...filling} = useDraft(rooms, settings?.joinURLTemplate);
    const offered = rooms && draft ? keepable(rooms, draft.meetingID) : {mine: false, channel: false};
    const posting = usePosting({channelId, rootId, userId, onPosted: () => setShown(false)});

    // With a room there is nothing left to fill in, only to post. But rooms can be slow to come: whoever is at something
    // else in the dialog by then stays there.
    React.useEffect(() => {
        if (rooms && !form.current?.contains(document.activeElement)) {
            form.current?.querySelector<HTMLElement>('textarea, [type="submit"]')?.focus();
        }
    }, [rooms]);

    const submit = (event: React.FormEvent) => {
        event.preventDefault();
        if (draft) {
            void posting.post(draft, {mine: keep.mine && offered.mine, channel: keep.channel && offered.channel});
        }
    };

    return (
        <Modal
            show={shown}
            onHide={() => setShown(false)}
            onExited={onExited}
            backdrop="static"
            role="none"
            dialogClassName="a11y__modal GenericModal GenericModal__compassDesign blizz-dialog"
            aria-labelledby={titleId}
        >
            <form onSubmit={submit} noValidate={true} ref={form}>
                <Modal.Header closeButton={true} closeLabel={formatMessage({id: 'blizz.close'})}>
                    <div className="GenericModal__header__text_container">
                        <div className="GenericModal__header">
                            <h1 id={titleId} className="modal-title">
                                <FormattedMessage id="blizz.dialog.title" values={{service: serviceName(settings)}} />
                            </h1>
                        </div>
                    </div>
                </Modal.Header>
                <Modal.Body>
                    <div className="GenericModal__body padding blizz-dialog__body">
                        {posting.isPosted ? (
                            <KeepFailed error={posting.error} />
                        ) : (
                            <>
                                {rooms && <RoomField rooms={rooms} choice={filling.choice} onChoose={filling.choose} />}
                                {rooms && filling.choice === anotherMeeting && (
                                    <MeetingField
                                        value={fields.text}
                                        found={filling.found}
                                        autoFocus={filling.isChosen}
                                        onChange={filling.setText}
                                    />
                                )}
                                <TextField
                                    label="blizz.dialog.topic"
                                    value={fields.topic}
                                    onChange={filling.setTopic}
                                />
                                <TextField
                                    label="blizz.dialog.password"
                                    value={fields.password}
                                    onChange={filling.setPassword}
                                />
                                <PlanField planning={filling.planning} error={posting.error} />
                                <KeepField offered={offered} keep={keep} onChange={setKeep} />
                                {draft && <InvitationPreview userId={userId} invitation={draft} />}
                                <ErrorNote error={!isOfPlan(posting.error) && posting.error} />
                            </>
                        )}
                    </div>
                </Modal.Body>
                <Modal.Footer>
                    <Destination channelId={channelId} inThread={rootId !== ''} />
                    <Button
                        label={posting.isPosted ? 'blizz.close' : 'blizz.cancel'}
                        look="btn-tertiary"
                        onClick={() => setShown(false)}
                        control={posting.isPosted ? takeFocus : null}
                    />
                    {!posting.isPosted && (
                        <Button
                            type="submit"
                            label="blizz.dialog.post"
                            look="btn-primary"
                            disabled={!draft}
                            aria-disabled={posting.busy}
                        />
                    )}
                </Modal.Footer>
            </form>
        </Modal>
    );
}

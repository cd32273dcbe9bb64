import type {GlobalState} from '@mattermost/types/store';
import React from 'react';
import {FormattedMessage} from 'react-intl';
import {useSelector} from 'react-redux';

import {host} from '../host/globals';
import {currentUserId} from '../host/state';
import {type Found, findMeeting} from '../meeting_find';
import {selectSettings, serviceName} from '../settings';
import {ErrorNote} from '../ui/error_note';
import {Destination} from './destination';
import {MeetingField} from './meeting_field';
import {InvitationPreview} from './preview';
import {TextField} from './text_field';
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
export function InvitationDialog({channelId, rootId, onExited}: Props) {
    const {Modal} = host.ReactBootstrap;
    const [shown, setShown] = React.useState(true);
    const [meeting, setMeeting] = React.useState('');
    const [topic, setTopic] = React.useState('');
    const [password, setPassword] = React.useState('');
    const settings = useSelector(selectSettings);
    const userId = useSelector((state: GlobalState) => currentUserId(state));
    const posting = usePosting({channelId, rootId, userId, onPosted: () => setShown(false)});

    const found = findMeeting(meeting, settings?.joinURLTemplate);
    const invitation = complete(found, topic, password);

    const submit = (event: React.FormEvent) => {
        event.preventDefault();
        if (invitation) {
            void posting.post(invitation);
        }
    };

    return (
        <Modal
            show={shown}
            onHide={() => setShown(false)}
            onExited={onExited}
            backdrop="static"
            dialogClassName="a11y__modal GenericModal GenericModal__compassDesign blizz-dialog"
            aria-labelledby={titleId}
        >
            <form onSubmit={submit} noValidate={true}>
                <Modal.Header closeButton={true}>
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
                        <MeetingField value={meeting} found={found} onChange={setMeeting} />
                        <TextField
                            label="blizz.dialog.topic"
                            value={topic}
                            placeholder={found.error ? '' : found.topic}
                            onChange={setTopic}
                        />
                        <TextField
                            label="blizz.dialog.password"
                            value={password}
                            placeholder={found.error ? '' : found.password}
                            onChange={setPassword}
                        />
                        {invitation && <InvitationPreview userId={userId} invitation={invitation} />}
                        <ErrorNote error={posting.error} />
                    </div>
                </Modal.Body>
                <Modal.Footer>
                    <Destination channelId={channelId} inThread={rootId !== ''} />
                    <button type="button" className="btn btn-tertiary" onClick={() => setShown(false)}>
                        <FormattedMessage id="blizz.cancel" />
                    </button>
                    <button type="submit" className="btn btn-primary" disabled={!invitation || posting.busy}>
                        <FormattedMessage id="blizz.dialog.post" />
                    </button>
                </Modal.Footer>
            </form>
        </Modal>
    );
}

/** The invitation to post: what the fields say, and for what they leave out, what was pasted with the meeting. */
function complete(found: Found, topic: string, password: string) {
    if (found.error) {
        return null;
    }
    return {
        meetingID: found.id,
        topic: topic.trim() || found.topic,
        password: password.trim() || found.password,
    };
}

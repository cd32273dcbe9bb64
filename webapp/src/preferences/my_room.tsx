import React from 'react';
import {FormattedMessage} from 'react-intl';
import {useSelector} from 'react-redux';

import {clearMyRoom, fetchRooms, setMyRoom} from '../client';
import {MeetingField} from '../dialog/meeting_field';
import {currentChannelId} from '../host/state';
import {withEnglish} from '../i18n/with_english';
import {displayID} from '../meeting';
import {findMeeting} from '../meeting_find';
import {selectSettings} from '../settings';
import {Button} from '../ui/button';
import {ErrorNote} from '../ui/error_note';
import css from './my_room.css?inline';

/** The person's own room, in the settings of the person: shown, changed, removed. */
export const MyRoom = withEnglish(() => {
    const template = useSelector(selectSettings)?.joinURLTemplate;
    const channelId = useSelector(currentChannelId);
    // Undefined until it is known; empty where there is none.
    const [roomID, setRoomID] = React.useState<string>();
    const [text, setText] = React.useState('');
    const [error, setError] = React.useState<unknown>(null);
    const form = React.useRef<HTMLFormElement>(null);
    const helpId = React.useId();
    const found = findMeeting(text, template);

    React.useEffect(() => {
        fetchRooms(channelId).then(({mine}) => setRoomID(mine?.meeting_id ?? ''), setError);
    }, [channelId]);

    const change = async (request: Promise<unknown>, newID: string) => {
        setError(null);
        try {
            await request;
            setRoomID(newID);
            setText('');
            // The button that was pressed is gone or disabled now, and would take the focus with it.
            form.current?.querySelector('textarea')?.focus();
        } catch (refusal) {
            setError(refusal);
        }
    };

    const save = (event: React.FormEvent) => {
        event.preventDefault();
        if (!found.error) {
            void change(setMyRoom(found.id), found.id);
        }
    };

    return (
        <form className="blizz-my-room" onSubmit={save} ref={form}>
            <style>{css}</style>
            <h4 className="section-min__title">
                <FormattedMessage id="blizz.my_room" />
            </h4>
            <p className="help-text">
                <FormattedMessage id="blizz.my_room.help" />
            </p>
            <p role="status">
                {roomID === '' && <FormattedMessage id="blizz.my_room.none" />}
                {roomID && (
                    <bdi className="blizz-id" dir="ltr">
                        {displayID(roomID)}
                    </bdi>
                )}
            </p>
            <MeetingField value={text} found={found} onChange={setText} />
            <ErrorNote error={error} />
            <div>
                <Button
                    type="submit"
                    label="blizz.my_room.save"
                    look="btn-primary btn-sm"
                    disabled={Boolean(found.error)}
                />
                {roomID && (
                    <Button
                        label="blizz.my_room.remove"
                        look="btn-tertiary btn-sm"
                        aria-describedby={helpId}
                        onClick={() => change(clearMyRoom(), '')}
                    />
                )}
            </div>
            {roomID && (
                <p id={helpId} className="help-text">
                    <FormattedMessage id="blizz.my_room.remove.help" />
                </p>
            )}
        </form>
    );
});

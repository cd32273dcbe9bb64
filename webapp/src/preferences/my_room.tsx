import React from 'react';
import {FormattedMessage} from 'react-intl';
import {useSelector} from 'react-redux';

import {clearMyRoom, fetchRooms, setMyRoom} from '../client';
import {MeetingField} from '../dialog/meeting_field';
import {SecretField} from '../dialog/secret_field';
import {withTexts} from '../i18n/texts';
import {currentChannelId} from '../mattermost/state';
import type {Room} from '../rooms/rooms';
import {useMeetingCheck} from '../rooms/use_meeting_check';
import {Button} from '../ui/button';
import {Section} from './section';

/** The person's own room in their settings: shown, changed, removed. */
export const MyRoom = withTexts(() => {
    const channelId = useSelector(currentChannelId);
    const {room, error, change} = useMyRoom(channelId);
    const [text, setText] = React.useState('');
    const helpId = React.useId();
    const check = useMeetingCheck(text, channelId);

    const save = async () => {
        const saved = await change(() => setMyRoom(text.trim(), check.secret.confirmed));
        if (saved) {
            setText('');
        }
        return saved;
    };
    const describe = room ? (
        <bdi dir="ltr">{room.display_id || room.join_url}</bdi>
    ) : (
        room === null && <FormattedMessage id="blizz.my_room.none" />
    );
    const remove = room && (
        <Button
            label="blizz.my_room.remove"
            look="btn-tertiary blizz-destructive"
            aria-describedby={helpId}
            onClick={() => void change(() => clearMyRoom().then(() => null))}
        />
    );

    return (
        <Section
            title="blizz.my_room"
            describe={describe}
            error={error}
            maySave={check.maySave}
            save={save}
            buttons={remove}
        >
            <p>
                <FormattedMessage id="blizz.my_room.help" />
            </p>
            <p role="status">{describe}</p>
            <MeetingField value={text} onChange={setText} {...check.field} />
            <SecretField {...check.secret} />
            {room && (
                <p id={helpId}>
                    <FormattedMessage id="blizz.my_room.remove.help" />
                </p>
            )}
        </Section>
    );
});

/** The room. Undefined until it is loaded, null if there is none. */
function useMyRoom(channelId: string) {
    const [room, setRoom] = React.useState<Room | null>();
    const [error, setError] = React.useState<unknown>(null);

    React.useEffect(() => {
        fetchRooms(channelId).then(({mine}) => setRoom(mine), setError);
    }, [channelId]);

    /** Returns whether the room could be changed. */
    const change = async (request: () => Promise<Room | null>) => {
        setError(null);
        try {
            setRoom(await request());
            return true;
        } catch (refusal) {
            setError(refusal);
            return false;
        }
    };
    return {room, error, change};
}

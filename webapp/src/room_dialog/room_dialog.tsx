import type {GlobalState} from '@mattermost/types/store';
import React from 'react';
import {FormattedMessage, useIntl} from 'react-intl';
import {useSelector} from 'react-redux';

import {clearChannelRoom, setChannelRoom} from '../client';
import {MeetingField} from '../dialog/meeting_field';
import {SecretField} from '../dialog/secret_field';
import {withTexts} from '../i18n/texts';
import {channelName} from '../mattermost/state';
import {useRooms} from '../rooms/rooms';
import {useMeetingCheck} from '../rooms/use_meeting_check';
import {Button} from '../ui/button';
import {Dialog} from '../ui/dialog';
import {ErrorNote} from '../ui/error_note';
import {isolate} from '../ui/isolate';

interface Props {
    channelId: string;
    /** Called by the web client once the dialog has closed. */
    onExited(): void;
}

/** The channel's room. Everybody sees it, and people with the permission can change and remove it. */
export const RoomDialog = withTexts(({channelId, onExited}: Props) => {
    const {formatMessage} = useIntl();
    const [shown, setShown] = React.useState(true);
    const [text, setText] = React.useState('');
    const name = useSelector((state: GlobalState) => channelName(state, channelId));
    const rooms = useRooms(channelId);
    const check = useMeetingCheck(text, channelId);
    const changing = useChanging(() => setShown(false));
    const mayChange = rooms?.can_set_channel ?? false;
    const close = () => changing.busy || setShown(false);
    const save = () => {
        if (check.maySave && mayChange) {
            void changing.run(setChannelRoom(channelId, text.trim(), check.secret.confirmed));
        }
    };

    return (
        <Dialog
            title={formatMessage({id: 'blizz.room_dialog.title'}, {channel: isolate(name)})}
            shown={shown}
            onHide={close}
            onExited={onExited}
            onSubmit={save}
            foot={
                <>
                    {mayChange && rooms?.channel && (
                        <Button
                            label="blizz.my_room.remove"
                            look="btn-tertiary blizz-destructive"
                            onClick={() => void changing.run(clearChannelRoom(channelId))}
                        />
                    )}
                    <Button label="blizz.close" look="btn-tertiary" onClick={close} />
                    {mayChange && (
                        <Button type="submit" label="blizz.save" look="btn-primary" disabled={!check.maySave} />
                    )}
                </>
            }
        >
            <p>
                <FormattedMessage id="blizz.room_dialog.help" />
            </p>
            <p role="status">{rooms && <Current room={rooms.channel} />}</p>
            {mayChange && (
                <>
                    <MeetingField value={text} onChange={setText} {...check.field} />
                    <SecretField {...check.secret} />
                </>
            )}
            <ErrorNote error={changing.error} />
        </Dialog>
    );
});

function Current({room}: {room: {display_id: string; join_url: string} | null}) {
    if (!room) {
        return <FormattedMessage id="blizz.room_dialog.none" />;
    }
    const shown = room.display_id || room.join_url;
    return room.join_url ? (
        <a href={room.join_url} target="_blank" rel="noopener noreferrer">
            <bdi dir="ltr">{shown}</bdi>
        </a>
    ) : (
        <bdi dir="ltr">{shown}</bdi>
    );
}

function useChanging(onDone: () => void) {
    const [busy, setBusy] = React.useState(false);
    const [error, setError] = React.useState<unknown>(null);
    const run = async (request: Promise<unknown>) => {
        setBusy(true);
        setError(null);
        try {
            await request;
            onDone();
        } catch (refusal) {
            setError(refusal);
        }
        setBusy(false);
    };
    return {busy, error, run};
}

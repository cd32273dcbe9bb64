import React from 'react';
import {useIntl} from 'react-intl';
import {useSelector} from 'react-redux';

import type {Typed} from '../client';
import {withTexts} from '../i18n/texts';
import {currentUserId} from '../mattermost/state';
import {useRooms} from '../rooms/rooms';
import {selectSettings, serviceName} from '../settings';
import {Button} from '../ui/button';
import {Dialog} from '../ui/dialog';
import {focusOn, takeFocus} from '../ui/focus';
import {Destination} from './destination';
import {InvitationFields} from './invitation_fields';
import {type Keep, KeepFailed, keepable} from './keep_field';
import type {Place} from './place';
import {isOfField} from './refusals';
import {useDraft} from './use_draft';
import {usePosting} from './use_posting';

interface Props extends Place {
    /** The values that were typed with the command. */
    typed?: Typed;
    /** Called by the web client once the dialog has closed. */
    onExited(): void;
}

const nothing: Keep = {mine: false, channel: false};

/** Asks for a meeting and posts the invitation. It stays open until the server has accepted it. */
export const InvitationDialog = withTexts(({onExited, typed, ...props}: Props) => {
    // The values at the time of opening. A command that is answered late opens the same dialog again, with its own
    // values.
    const [place] = React.useState<Place>(props);
    const {formatMessage} = useIntl();
    const [shown, setShown] = React.useState(true);
    const [keep, setKeep] = React.useState(nothing);
    const form = React.useRef<HTMLFormElement>(null);
    const service = serviceName(useSelector(selectSettings));
    const userId = useSelector(currentUserId);
    const rooms = useRooms(place.channelId);
    const filling = useDraft(place, rooms, typed);
    const {invitation, identity, check} = filling;
    const offered = rooms && check.checked ? keepable(rooms, invitation?.meeting ?? '') : nothing;

    const close = () => {
        filling.forget();
        setShown(false);
    };
    const posting = usePosting({userId, onPosted: close});

    // With a room, nothing needs to be filled in, so the button gets the focus. Rooms may arrive late: if the person is
    // using another field by then, the focus stays there.
    React.useEffect(() => {
        if (rooms && !form.current?.contains(document.activeElement)) {
            focusOn(form.current?.querySelector<HTMLElement>('textarea, [type="submit"]'));
        }
    }, [rooms]);

    // Only an error in a field must be corrected first. Any other error, such as a missing permission, may be gone by
    // now.
    const isReady = invitation !== null && !isOfField(check.refusal);

    const submit = () => {
        if (isReady && !posting.isPosted) {
            const kept = {mine: keep.mine && offered.mine, channel: keep.channel && offered.channel};
            void posting.post(invitation, identity, kept);
        }
    };

    /**
     * Closed by Escape or the cross. The typed values are kept for the next time. A request on its way can't be
     * cancelled.
     */
    const hide = () => {
        if (!posting.busy) {
            posting.isPosted ? filling.forget() : filling.keep();
            setShown(false);
        }
    };

    return (
        <Dialog
            title={formatMessage({id: 'blizz.dialog.title'}, {service})}
            shown={shown}
            onHide={hide}
            onExited={onExited}
            onSubmit={submit}
            form={form}
            foot={
                <>
                    <Destination channelId={place.channelId} inThread={place.rootId !== ''} />
                    <Button
                        label={posting.isPosted ? 'blizz.close' : 'blizz.cancel'}
                        look="btn-tertiary"
                        aria-disabled={posting.busy}
                        onClick={posting.busy ? undefined : close}
                        control={posting.isPosted ? takeFocus : null}
                    />
                    {!posting.isPosted && (
                        <Button
                            type="submit"
                            label={posting.busy ? 'blizz.dialog.posting' : 'blizz.dialog.post'}
                            look={posting.busy ? 'btn-primary blizz-busy' : 'btn-primary'}
                            disabled={!isReady}
                            aria-disabled={posting.busy}
                        />
                    )}
                </>
            }
        >
            {posting.isPosted ? (
                <KeepFailed error={posting.error} />
            ) : (
                <InvitationFields
                    rooms={rooms}
                    filling={filling}
                    error={posting.error}
                    keep={keep}
                    offered={offered}
                    onKeep={setKeep}
                />
            )}
        </Dialog>
    );
});

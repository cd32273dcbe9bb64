import type {GlobalState} from '@mattermost/types/store';
import React from 'react';
import {FormattedMessage} from 'react-intl';
import {useSelector} from 'react-redux';

import {fetchMemberCount} from '../client';
import {channelName, memberCount} from '../mattermost/state';
import {isolate} from '../ui/isolate';

/** The number of people from which on the dialog shows a warning. */
const manyPeople = 20;

/** Says where the invitation goes. In a large channel, also how many people will see it. */
export function Destination({channelId, inThread}: {channelId: string; inThread: boolean}) {
    const name = useSelector((state: GlobalState) => channelName(state, channelId));
    const count = useMemberCount(channelId);
    return (
        <div className="blizz-destination">
            <FormattedMessage
                id={inThread ? 'blizz.dialog.to_thread' : 'blizz.dialog.to_channel'}
                values={{channel: isolate(name)}}
            />
            {count > manyPeople && (
                <span className="blizz-destination__many blizz-icon icon-account-multiple-outline">
                    <FormattedMessage id="blizz.dialog.people" values={{count}} />
                </span>
            )}
        </div>
    );
}

/**
 * The number of the channel's members; 0 until it is known. The web client knows it only for channels that were open.
 */
function useMemberCount(channelId: string): number {
    const known = useSelector((state: GlobalState) => memberCount(state, channelId));
    const [fetched, setFetched] = React.useState(0);

    React.useEffect(() => {
        if (known !== undefined) {
            return;
        }
        let wanted = true;
        fetchMemberCount(channelId).then(
            (count) => wanted && setFetched(count),
            () => {}, // The dialog works without the number.
        );
        return () => {
            wanted = false;
        };
    }, [channelId, known]);

    return known ?? fetched;
}

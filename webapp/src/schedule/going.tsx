import type {GlobalState} from '@mattermost/types/store';
import React from 'react';
import {FormattedMessage} from 'react-intl';
import {useSelector} from 'react-redux';

import {addReaction, removeReaction} from '../client';
import {currentUserId, reactionsTo} from '../host/state';
import {selectSettings} from '../settings';
import {Button} from '../ui/button';
import {ErrorNote} from '../ui/error_note';
import {Faces} from './faces';

/** The reaction that says that somebody is going. */
const goingEmoji = 'white_check_mark';

interface Props {
    postId: string;
    /** Whether one can still go. */
    isOpen: boolean;
}

/**
 * Who is going: those who reacted, which works on phones as well. The plugin's bot reacts first, so that there is
 * something to click, and doesn't count. Renders nothing in a preview of a post that isn't loaded itself.
 */
export function Going({postId, isOpen}: Props) {
    const reactions = useSelector((state: GlobalState) => reactionsTo(state, postId));
    const userId = useSelector(currentUserId);
    const botUserId = useSelector(selectSettings)?.botUserId;
    const [error, setError] = React.useState<unknown>(null);
    const underWay = React.useRef(false);
    if (!reactions) {
        return null;
    }

    const going = Object.values(reactions)
        .filter(({emoji_name, user_id}) => emoji_name === goingEmoji && user_id !== botUserId)
        .sort((a, b) => a.create_at - b.create_at)
        .map(({user_id}) => user_id);
    const isGoing = going.includes(userId);

    const toggle = async () => {
        if (underWay.current) {
            return;
        }
        underWay.current = true;
        setError(null);
        try {
            await (isGoing ? removeReaction : addReaction)(userId, postId, goingEmoji);
        } catch (refusal) {
            setError(refusal);
        }
        underWay.current = false;
    };

    return (
        <div className="blizz-going">
            {isOpen && (
                <Button
                    label="blizz.going"
                    icon={isGoing ? 'check-circle' : 'check-circle-outline'}
                    look="btn-tertiary btn-sm"
                    aria-pressed={isGoing}
                    onClick={toggle}
                />
            )}
            {going.length > 0 && (
                <div className="blizz-going__people">
                    <Faces userIds={going} />
                    <span dir="auto">
                        <FormattedMessage id="blizz.going.count" values={{count: going.length}} />
                    </span>
                </div>
            )}
            <ErrorNote error={error} />
        </div>
    );
}

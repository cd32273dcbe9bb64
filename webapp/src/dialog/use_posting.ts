import React from 'react';

import {postInvitation} from '../client';
import type {Place} from './invitation_dialog';

interface Options extends Place {
    userId: string;
    onPosted(): void;
}

interface Invitation {
    meetingID: string;
    topic: string;
    password: string;
}

/**
 * Posts an invitation once, whatever the number of taps. All attempts carry the same pending id: where an answer was
 * lost on the way, the next attempt gets the post that is there.
 */
export function usePosting({channelId, rootId, userId, onPosted}: Options) {
    const [busy, setBusy] = React.useState(false);
    const [error, setError] = React.useState<unknown>(null);
    const [pendingPostId] = React.useState(() => `${userId}:${Date.now()}`);
    // State alone would let a second tap through: it is read before the first has been rendered.
    const underWay = React.useRef(false);

    const post = async ({meetingID, topic, password}: Invitation) => {
        if (underWay.current) {
            return;
        }
        underWay.current = true;
        setBusy(true);
        setError(null);
        try {
            await postInvitation({
                channel_id: channelId,
                root_id: rootId,
                meeting: meetingID,
                topic,
                password,
                pending_post_id: pendingPostId,
            });
            onPosted();
        } catch (refusal) {
            setError(refusal);
            underWay.current = false;
        }
        setBusy(false);
    };

    return {busy, error, post};
}

import React from 'react';

import {postInvitation, setChannelRoom, setMyRoom} from '../client';
import type {Place} from './invitation_dialog';
import type {Keep} from './keep_field';
import type {Draft} from './use_draft';

interface Options extends Place {
    userId: string;
    onPosted(): void;
}

/**
 * Posts an invitation once, whatever the number of taps. All attempts at the same one carry the same pending id: where an
 * answer was lost on the way, the next attempt gets the post that is there. With the id of another it would get that
 * one, and what was changed since would be lost without a word.
 */
export function usePosting({channelId, rootId, userId, onPosted}: Options) {
    const [busy, setBusy] = React.useState(false);
    const [error, setError] = React.useState<unknown>(null);
    const last = React.useRef({content: '', pendingPostId: ''});
    // State alone would let a second tap through: it is read before the first has been rendered.
    const underWay = React.useRef(false);

    const post = async ({meetingID, topic, password, plan}: Draft, keep: Keep) => {
        if (underWay.current) {
            return;
        }
        underWay.current = true;
        const invitation = {
            channel_id: channelId,
            root_id: rootId,
            meeting: meetingID,
            topic,
            password,
            starts_at: plan.startsAt,
            duration_minutes: plan.durationMinutes,
            every: plan.every,
        };
        const content = JSON.stringify(invitation);
        if (content !== last.current.content) {
            last.current = {content, pendingPostId: `${userId}:${Date.now()}`};
        }
        setBusy(true);
        setError(null);
        try {
            // First what can be refused and done again, so that an error never follows on a post.
            await Promise.all([
                keep.mine && setMyRoom(meetingID),
                keep.channel && setChannelRoom(channelId, meetingID),
            ]);
            await postInvitation({...invitation, pending_post_id: last.current.pendingPostId});
            onPosted();
        } catch (refusal) {
            setError(refusal);
            underWay.current = false;
        }
        setBusy(false);
    };

    return {busy, error, post};
}

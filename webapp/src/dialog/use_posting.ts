import React from 'react';

import {postInvitation, setChannelRoom, setMyRoom} from '../client';
import {rules} from '../schedule/plan';
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
 *
 * Its meeting is kept only once it is posted: who is refused has changed nothing. An error after that leaves isPosted
 * behind it.
 */
export function usePosting({channelId, rootId, userId, onPosted}: Options) {
    const [busy, setBusy] = React.useState(false);
    const [failure, setFailure] = React.useState<{error: unknown; isPosted: boolean}>();
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
            repeat: rules[plan.every],
        };
        const content = JSON.stringify(invitation);
        if (content !== last.current.content) {
            last.current = {content, pendingPostId: `${userId}:${Date.now()}`};
        }
        let isPosted = false;
        setBusy(true);
        setFailure(undefined);
        try {
            await postInvitation({...invitation, pending_post_id: last.current.pendingPostId});
            isPosted = true;
            await Promise.all([
                keep.mine && setMyRoom(meetingID),
                keep.channel && setChannelRoom(channelId, meetingID),
            ]);
            onPosted();
        } catch (error) {
            setFailure({error, isPosted});
            underWay.current = isPosted;
        }
        setBusy(false);
    };

    return {...failure, busy, post};
}

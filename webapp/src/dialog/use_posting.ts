import React from 'react';

import {type NewInvitation, postInvitation, setChannelRoom, setMyRoom} from '../client';
import type {Keep} from './keep_field';

interface Options {
    userId: string;
    onPosted(): void;
}

/**
 * Posts an invitation once, whatever the number of taps. All attempts with the same identity carry the same pending id: where an
 * answer was lost on the way, the next attempt gets the post that is there. With the id of another it would get that
 * one, and what was changed since would be lost without a word.
 *
 * Its meeting is kept only once it is posted: who is refused has changed nothing. An error after that leaves isPosted
 * behind it.
 */
export function usePosting({userId, onPosted}: Options) {
    const [busy, setBusy] = React.useState(false);
    const [failure, setFailure] = React.useState<{error: unknown; isPosted: boolean}>();
    const last = React.useRef({identity: '', pendingPostId: ''});
    // State alone would let a second tap through: it is read before the first has been rendered.
    const underWay = React.useRef(false);

    const post = async (invitation: NewInvitation, identity: string, keep: Keep) => {
        if (underWay.current) {
            return;
        }
        underWay.current = true;
        if (identity !== last.current.identity) {
            last.current = {identity, pendingPostId: `${userId}:${Date.now()}`};
        }
        let isPosted = false;
        setBusy(true);
        setFailure(undefined);
        try {
            await postInvitation({...invitation, pending_post_id: last.current.pendingPostId});
            isPosted = true;
            const {meeting = '', channel_id, confirmed} = invitation;
            await Promise.all([
                keep.mine && setMyRoom(meeting, confirmed),
                keep.channel && setChannelRoom(channel_id, meeting, confirmed),
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

import React from 'react';

import {type NewInvitation, postInvitation, setChannelRoom, setMyRoom} from '../client';
import type {Keep} from './keep_field';

interface Options {
    userId: string;
    onPosted(): void;
}

/**
 * Posts an invitation once, however often the button is pressed. All tries for the same values have the same pending
 * id. If an answer was lost, the next try gets the existing post. Other values need another id: with the same one, the
 * server would return the former post, and the change would be lost.  The meeting is kept only after posting, so a
 * refused invitation changes nothing. If keeping fails, isPosted is true.
 */
export function usePosting({userId, onPosted}: Options) {
    const [busy, setBusy] = React.useState(false);
    const [failure, setFailure] = React.useState<{error: unknown; isPosted: boolean}>();
    const last = React.useRef({identity: '', pendingPostId: ''});
    // A second press may come before the first has been rendered, so state alone is not enough.
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

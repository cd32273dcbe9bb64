import type {Post} from '@mattermost/types/posts';
import type {GlobalState} from '@mattermost/types/store';
import React from 'react';
import {useSelector} from 'react-redux';

import {type Invitation, readInvitation} from '../card/invitation';
import {fetchPost} from '../client';
import {postType} from '../manifest';
import {type Settings, selectSettings} from '../settings';

/**
 * Posts that the web client hasn't loaded, because they are far up in their channel. Null while a post is being
 * fetched.
 */
const fetched = new Map<string, Post | null>();

/** The open invitation of a post. Undefined until it is loaded, and if it is no longer open. */
export function invitationOf(state: GlobalState, postId: string): Invitation | undefined {
    return openInvitation(postOf(state, postId), selectSettings(state));
}

/** The same for a component. It fetches a post that isn't loaded, once. */
export function useInvitationOf(postId: string): Invitation | undefined {
    const [, setAnswered] = React.useState(0);
    const post = useSelector((state: GlobalState) => postOf(state, postId));
    const settings = useSelector(selectSettings);
    const isThere = Boolean(post);

    React.useEffect(() => {
        if (isThere || fetched.has(postId)) {
            return;
        }
        fetched.set(postId, null);
        fetchPost(postId).then(
            (answer) => {
                fetched.set(postId, answer);
                setAnswered(Date.now());
            },
            () => fetched.delete(postId),
        );
    }, [isThere, postId]);

    return React.useMemo(() => openInvitation(post, settings), [post, settings]);
}

function postOf(state: GlobalState, postId: string): Post | null | undefined {
    return state.entities.posts.posts[postId] ?? fetched.get(postId);
}

function openInvitation(post: Post | null | undefined, settings: Settings | null): Invitation | undefined {
    if (!settings || !post || String(post.type) !== postType || post.delete_at) {
        return undefined;
    }
    const invitation = readInvitation(post, settings);
    return invitation && !invitation.ended ? invitation : undefined;
}

import type {Post} from '@mattermost/types/posts';
import {getPostThread} from 'mattermost-redux/actions/posts';
import {get as getPreference} from 'mattermost-redux/selectors/entities/preferences';
import {getCurrentTeam} from 'mattermost-redux/selectors/entities/teams';
import {getCurrentUserId, getUser} from 'mattermost-redux/selectors/entities/users';
import {isPostEphemeral} from 'mattermost-redux/utils/post_utils';
import React from 'react';

import {useAppDispatch, useAppSelector} from '../store';
import {editPost, showThread} from '../view_state';

import {Avatar} from './avatar';
import {DropdownMenu} from './dropdown_menu';
import {EditPost} from './edit_post';
import {PostBody} from './post_body';
import {ProfileName} from './profile_popover';
import {Reactions} from './reactions';
import {Timestamp} from './timestamp';

/** The places that show posts, by Mattermost's names. */
export type Location = 'CENTER' | 'RHS_ROOT' | 'RHS_COMMENT' | 'SEARCH';

// The beginning of the elements' IDs in these places.
const idPrefixes: Record<Location, string> = {
    CENTER: 'post',
    RHS_ROOT: 'rhsPost',
    RHS_COMMENT: 'rhsPost',
    SEARCH: 'searchResult',
};

export function PostView({post, location}: {post: Post; location: Location}) {
    const author = useAppSelector((state) => getUser(state, post.user_id));
    const compact =
        useAppSelector((state) => getPreference(state, 'display_settings', 'message_display', 'clean')) === 'compact';
    const isEdited = useAppSelector((state) => state.views.editing === post.id) && location === 'CENTER';
    return (
        <article
            id={`${idPrefixes[location]}_${post.id}`}
            className={`post ${compact ? 'post--compact' : ''}`}
            aria-label={`Message by ${author?.username}`}
            tabIndex={0}
        >
            {!compact && <Avatar username={author?.username} />}
            <div className="post__content">
                <div className="post__header">
                    <ProfileName user={author} />
                    <Timestamp value={post.create_at} />
                    {isPostEphemeral(post) ? (
                        <span className="post__visibility">(Only visible to you)</span>
                    ) : (
                        <PostMenu post={post} />
                    )}
                </div>
                <div className="post__body">
                    {isEdited ? (
                        <EditPost post={post} />
                    ) : (
                        <PostBody post={post} location={location} compact={compact} />
                    )}
                    <Reactions post={post} />
                </div>
                {location === 'CENTER' && post.reply_count > 0 && <Replies post={post} />}
            </div>
        </article>
    );
}

function useOpenThread(post: Post) {
    const dispatch = useAppDispatch();
    const rootId = post.root_id || post.id;
    return async () => {
        await dispatch(getPostThread(rootId));
        dispatch(showThread(rootId));
    };
}

function Replies({post}: {post: Post}) {
    const open = useOpenThread(post);
    return (
        <button className="btn btn-link" onClick={open}>
            {post.reply_count} replies
        </button>
    );
}

function PostMenu({post}: {post: Post}) {
    const open = useOpenThread(post);
    const team = useAppSelector(getCurrentTeam);
    const isOwn = useAppSelector((state) => getCurrentUserId(state) === post.user_id);
    const dispatch = useAppDispatch();
    const permalink = `${window.location.origin}/${team?.name}/pl/${post.id}`;
    return (
        <>
            <button className="post-menu__item btn btn-icon btn-xs" aria-label="reply" onClick={open}>
                <i className="icon icon-reply-outline" aria-hidden="true" />
            </button>
            <DropdownMenu label="more" icon="icon-dots-horizontal" className="btn btn-icon btn-xs">
                {isOwn && (
                    <li role="none" className="MenuItem">
                        <button role="menuitem" onClick={() => dispatch(editPost(post.id))}>
                            Edit
                        </button>
                    </li>
                )}
                <li role="none" className="MenuItem">
                    <button role="menuitem" onClick={() => navigator.clipboard.writeText(permalink)}>
                        Copy Link
                    </button>
                </li>
            </DropdownMenu>
        </>
    );
}

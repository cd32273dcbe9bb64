import type {Post, PostPreviewMetadata} from '@mattermost/types/posts';
import {Posts} from 'mattermost-redux/constants';
import {getPost} from 'mattermost-redux/selectors/entities/posts';
import {getTheme} from 'mattermost-redux/selectors/entities/preferences';
import {getUser} from 'mattermost-redux/selectors/entities/users';
import React from 'react';
import {useHistory} from 'react-router-dom';

import {formatText} from '../markdown';
import {useAppSelector} from '../store';

import {Pluggable} from './pluggable';
import type {Location} from './post';

type Props = {post: Post; location: Location; compact: boolean};

/** A post's message, and the preview of another post if its first link leads to one. */
export function PostBody({post, location, compact}: Props) {
    const embed = post.metadata?.embeds?.[0];
    return (
        <div>
            <PostMessage post={post} compact={compact} isRhs={location !== 'CENTER'} />
            {embed?.type === 'permalink' && post.state !== Posts.POST_DELETED && (
                <PostPreview metadata={embed.data as PostPreviewMetadata} />
            )}
        </div>
    );
}

function PostMessage({post, compact, isRhs}: {post: Post; compact?: boolean; isRhs: boolean}) {
    const theme = useAppSelector(getTheme);
    const type = typeof post.props?.type === 'string' ? post.props.type : post.type;
    const plugins = useAppSelector((state) => state.plugins.postTypes[type]);
    if (post.state === Posts.POST_DELETED) {
        return <p>(message deleted)</p>;
    }
    if (plugins) {
        const {component: Component} = plugins;
        return <Component post={post} compactDisplay={compact} isRHS={isRhs} theme={theme} />;
    }
    return (
        <>
            <div
                className="post-message__text"
                dir="auto"
                dangerouslySetInnerHTML={{__html: formatText(post.message)}}
            />
            <Pluggable name="PostMessageAttachment" postId={post.id} onHeightChange={() => undefined} />
        </>
    );
}

/**
 * A small view of another post, as Mattermost shows it for a permalink: without the display settings, and as one button. A click
 * opens the post, unless the clicked element itself is a link, a button or an icon.
 */
function PostPreview({metadata}: {metadata: PostPreviewMetadata}) {
    const post = useAppSelector((state) => getPost(state, metadata.post_id));
    const author = useAppSelector((state) => post && getUser(state, post.user_id));
    const history = useHistory();
    if (!post) {
        return null;
    }
    const goToPost = ({target}: React.MouseEvent) => {
        const {tagName, role} = target as Element;
        if (!['A', 'IMG', 'BUTTON', 'I'].includes(tagName) && role !== 'button') {
            history.push(`/${metadata.team_name}/pl/${metadata.post_id}`);
        }
    };
    return (
        <div className="attachment attachment--permalink" role="button" onClick={goToPost}>
            <div className="post-preview">
                <b className="user-popover">{author?.username}</b>
                <PostMessage post={post} isRhs={false} />
                <p className="post__preview-footer">Only visible to users in ~{metadata.channel_display_name}</p>
            </div>
        </div>
    );
}

import type {Post, PostEmbed, PostPreviewMetadata} from '@mattermost/types/posts';
import {Posts} from 'mattermost-redux/constants';
import {getPost} from 'mattermost-redux/selectors/entities/posts';
import {getTheme} from 'mattermost-redux/selectors/entities/preferences';
import {getUser} from 'mattermost-redux/selectors/entities/users';
import React, {useMemo, useState} from 'react';
import {useHistory} from 'react-router-dom';

import {formatText} from '../markdown';
import {useAppSelector} from '../store';

import {Pluggable} from './pluggable';
import type {Location} from './post';

type Props = {post: Post; location: Location; compact: boolean};

/** A post's message, and the embed of its first link. A post of a plugin's type has an embed only in search results. */
export function PostBody({post, location, compact}: Props) {
    const isPlugins = useAppSelector((state) => Object.hasOwn(state.plugins.postTypes, post.type));
    const message = <PostMessage post={post} compact={compact} isRhs={location !== 'CENTER'} />;
    const embed = post.metadata?.embeds?.[0];
    if (post.state === Posts.POST_DELETED || !embed || (isPlugins && location !== 'SEARCH')) {
        return message;
    }
    return <Embedded embed={embed}>{message}</Embedded>;
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
 * The embeds that matter to plugins: their own, and the preview of another post. As in Mattermost, plugins are asked again only
 * when one registers or unregisters.
 */
function Embedded({embed, children}: {embed: PostEmbed; children: React.ReactElement}) {
    const [open, setOpen] = useState(true);
    const components = useAppSelector((state) => state.plugins.components.PostWillRenderEmbedComponent);
    const plugins = useMemo(() => components.find(({match}) => match(embed)), [components, embed]);
    if (plugins) {
        const {component: Component, toggleable} = plugins;
        return (
            <div>
                {children}
                {toggleable && (
                    <button
                        className="style--none post__embed-visibility color--link"
                        aria-label="Toggle Embed Visibility"
                        aria-expanded={open}
                        onClick={() => setOpen(!open)}
                    />
                )}
                {open && <Component embed={embed} />}
            </div>
        );
    }
    return embed.type === 'permalink' ? (
        <div>
            {children}
            <PostPreview metadata={embed.data as PostPreviewMetadata} />
        </div>
    ) : (
        children
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

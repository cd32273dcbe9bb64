import type {GlobalState} from '@mattermost/types/store';
import {useSelector} from 'react-redux';

import {host} from '../host/globals';
import type {PostProps} from '../host/registry';

/** A post's message as the web client shows that of any other post, with the same care for links and images. */
export function PlainMessage({post}: PostProps) {
    const config = useSelector((state: GlobalState) => state.entities.general.config);
    const html = host.PostUtils.formatText(post.message, {
        atMentions: true,
        proxyImages: config.HasImageProxy === 'true',
        siteURL: config.SiteURL,
        autolinkedUrlSchemes: config.CustomUrlSchemes ? config.CustomUrlSchemes.split(',') : undefined,
    });
    return host.PostUtils.messageHtmlToComponent(html, {postId: post.id});
}

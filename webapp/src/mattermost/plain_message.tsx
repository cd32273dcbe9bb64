import type {Post} from '@mattermost/types/posts';
import type {GlobalState} from '@mattermost/types/store';

import {host} from './globals';

/** A post's message as the web client shows that of any other post, with the same care for links and images. */
export function plainMessage(state: GlobalState, post: Post) {
    const {config} = state.entities.general;
    const html = host.PostUtils.formatText(post.message, {
        atMentions: true,
        proxyImages: config.HasImageProxy === 'true',
        siteURL: config.SiteURL,
        autolinkedUrlSchemes: config.CustomUrlSchemes ? config.CustomUrlSchemes.split(',') : undefined,
    });
    return host.PostUtils.messageHtmlToComponent(html, {postId: post.id});
}

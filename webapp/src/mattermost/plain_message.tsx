import type {Post} from '@mattermost/types/posts';
import type {GlobalState} from '@mattermost/types/store';

import {webClient} from './globals';

/** A post's message, rendered by the web client as in any post. */
export function plainMessage(state: GlobalState, post: Post) {
    const {config} = state.entities.general;
    const html = webClient.PostUtils.formatText(post.message, {
        atMentions: true,
        proxyImages: config.HasImageProxy === 'true',
        siteURL: config.SiteURL,
        autolinkedUrlSchemes: config.CustomUrlSchemes ? config.CustomUrlSchemes.split(',') : undefined,
    });
    return webClient.PostUtils.messageHtmlToComponent(html, {postId: post.id});
}

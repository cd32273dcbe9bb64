import React from 'react';

import {webClient} from '../mattermost/globals';

const emojiCode = /(:[\w+-]+:)/;

/**
 * The whole topic as plain text. Emoji codes are shown as emoji, because the client's message box writes such codes.
 */
export function Topic({text}: {text: string}) {
    if (!emojiCode.test(text)) {
        return <>{text}</>;
    }
    const {formatText, messageHtmlToComponent} = webClient.PostUtils;
    return (
        <>
            {text.split(emojiCode).map((part, i) => {
                const html = i % 2 === 1 && formatText(part, {markdown: false, mentionHighlight: false});
                // biome-ignore lint/suspicious/noArrayIndexKey: parts have no other key, and keep their order
                return <React.Fragment key={i}>{html ? messageHtmlToComponent(html) : part}</React.Fragment>;
            })}
        </>
    );
}

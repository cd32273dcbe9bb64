import React from 'react';

import {host} from '../mattermost/globals';

const emojiCode = /(:[\w+-]+:)/;

/** A topic, whole and as plain text, but for emoji codes: the client's message box writes them, so they are shown as emoji. */
export function Topic({text}: {text: string}) {
    if (!emojiCode.test(text)) {
        return <>{text}</>;
    }
    const {formatText, messageHtmlToComponent} = host.PostUtils;
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

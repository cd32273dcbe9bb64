import {Marked} from 'marked';

const marked = new Marked({
    gfm: true,
    breaks: true,
    renderer: {
        // Anybody can write messages. So HTML in them is shown as text, and links may only be web or mail addresses.
        html: ({text}) => escapeHtml(text),
        link({href, tokens}) {
            const label = this.parser.parseInline(tokens);
            return /^(https?:|mailto:|\/)/i.test(href)
                ? `<a class="theme markdown__link" href="${escapeHtml(href)}" target="_blank" rel="noreferrer">${label}</a>`
                : label;
        },
        image: ({href, text}) => `<a href="${escapeHtml(href)}">${escapeHtml(text)}</a>`,
    },
});

/** The emoji that this page knows. Mattermost knows all emoji, and also makes elements from them. */
const emoji: Record<string, string> = {tada: '🎉', white_check_mark: '✅'};

/** Returns safe HTML for a message's Markdown or for a plain text. */
export function formatText(message: string, {markdown = true}: {markdown?: boolean} = {}): string {
    if (markdown) {
        return marked.parse(message, {async: false});
    }
    return escapeHtml(message).replace(/:(\w+):/g, (code, name) =>
        emoji[name] ? `<span class="emoticon" role="img" aria-label="${code}">${emoji[name]}</span>` : code,
    );
}

function escapeHtml(text: string): string {
    return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

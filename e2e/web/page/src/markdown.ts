import {Marked} from 'marked';

const marked = new Marked({
    gfm: true,
    breaks: true,
    renderer: {
        // Messages come from anyone: HTML in them is text, and links lead to the web or by mail.
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

/** A message's Markdown as HTML that is safe to show. */
export function formatText(message: string): string {
    return marked.parse(message, {async: false});
}

function escapeHtml(text: string): string {
    return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

/**
 * What a meeting is: its ID and its join link. meeting_find.ts reads them out of what people type.
 *
 * Both mirror server/meeting, and server/meeting/testdata holds both sides to the same behaviour. The server has the
 * last word: this side checks while typing, and never trusts what a post says of itself.
 */

/** The template until an administrator sets another. */
export const defaultTemplate = 'https://go.blizz.com/join/{id}';

/** An ID as people read and dictate it, with its digits in threes from the right: m12-345-678. */
export function displayID(id: string): string {
    return id.slice(0, 1) + id.slice(1).replace(/(?<=\d)(?=(?:\d{3})+$)/g, '-');
}

/** Whether a value from anywhere is an ID in its canonical form: "m" and 6 to 12 digits. */
export function isCanonicalID(value: unknown): value is string {
    return typeof value === 'string' && /^m[0-9]{6,12}$/.test(value);
}

/** The link that joins a meeting. The ID is canonical, the template checked. */
export function joinURL(template: string, id: string): string {
    return template.replace('{id}', () => id);
}

/** What can be wrong with a link template. */
export type TemplateError = 'length' | 'characters' | 'placeholder' | 'url' | 'user_info' | 'host';

const maxTemplateLength = 1024;
const sampleID = 'm12345678';

/** Spaces, control and invisible characters, and those that RFC 3986 gives no place in a URL. */
const notInLinks = /[\s\p{Cc}\p{Cf}\p{Cs}<>"\\^`|]/u;

/**
 * Checks a link template: an absolute http or https URL with {id} exactly once, in path, query or fragment. An empty
 * one stands for the default.
 */
export function checkTemplate(text: string): TemplateError | null {
    const template = text.trim();
    if (template === '') {
        return null;
    }
    if ([...template].length > maxTemplateLength) {
        return 'length';
    }
    if (notInLinks.test(template)) {
        return 'characters';
    }
    if (template.split('{id}').length !== 2) {
        return 'placeholder';
    }
    return checkURL(joinURL(template, sampleID));
}

/** Checks the link that a template makes. Browsers mend what isn't a URL: what they would mend is refused first. */
function checkURL(link: string): TemplateError | null {
    const parts = /^https?:\/\/([^/?#]*)(.*)$/i.exec(link);
    const [, authority = '', rest = ''] = parts ?? [];
    if (authority.includes('@')) {
        return 'user_info';
    }
    if (authority === '' || !URL.canParse(link) || /%(?![0-9a-f]{2})/i.test(rest.split('#')[0] ?? '')) {
        return 'url';
    }
    return authority.includes(sampleID) ? 'host' : null;
}

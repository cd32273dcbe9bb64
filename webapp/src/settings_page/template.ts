/** The template until an administrator sets another. */
export const defaultTemplate = 'https://go.blizz.com/join/{id}';

const sampleID = 'm12345678';

/** The link of a template with an example ID. */
export function sampleURL(template: string): string {
    return template.replace('{id}', () => sampleID);
}

/** Errors of a link template. */
export type TemplateError = 'length' | 'characters' | 'placeholder' | 'url' | 'user_info' | 'host';

const maxTemplateLength = 1024;

/** Spaces, control and invisible characters, and those that RFC 3986 forbids in a URL. */
const notInLinks = /[\s\p{Cc}\p{Cf}\p{Cs}<>"\\^`|]/u;

/**
 * Checks a link template: an absolute http or https URL with {id} exactly once, in its path, query or fragment. An
 * empty one means the default.
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
    return checkURL(sampleURL(template));
}

/** Checks the link that a template makes. Browsers repair invalid URLs, so these are refused first. */
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

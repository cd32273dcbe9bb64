import {isHostOf, isID, type Meeting, meetingByID, meetingByLink, readURL} from '../meeting/link';
import {blizzKey, type Service, type Settings, servicesIn} from '../settings';

/** How much of a message is read, in characters. */
const longestMessage = 64 * 1024;

/** The meeting of the first join link in a message, or null. */
export function meetingIn(message: string, settings: Settings): Meeting | null {
    const services = servicesIn(settings);
    for (const [link] of message.slice(0, longestMessage).matchAll(/https?:\/\/[^\s<>"`|\\^{}]+/gi)) {
        // Punctuation and Markdown that can stand at the end of a link.
        const url = readURL(link.replace(/[)\].,;:!?'*_~]+$/, ''));
        const meeting = url && meetingOf(url, services);
        if (meeting) {
            return meeting;
        }
    }
    return null;
}

function meetingOf(url: URL, services: Service[]): Meeting | null {
    for (const service of services) {
        const meeting = isHostOf(service, url) ? meetingAt(url, service) : null;
        if (meeting) {
            return meeting;
        }
    }
    return null;
}

/**
 * The meeting of a link on a service's host. The link itself leads to it, because it may hold a passcode. A Blizz link
 * is made from the ID, because the administrator's host may differ.
 */
function meetingAt(url: URL, service: Service): Meeting | null {
    if (service.key === blizzKey) {
        const id = blizzIDs(url).find((part) => isID(service, part));
        return id === undefined ? null : meetingByID(service, id);
    }
    if (service.kind === 'link') {
        return url.pathname.length > 1 || url.search || url.hash ? meetingByLink(service, url.href) : null;
    }
    const id = idByTemplate(url, service);
    const meeting = id === '' ? null : meetingByID(service, id);
    if (meeting) {
        return {...meeting, url: url.href};
    }
    return /meet|join|\/my\//i.test(url.pathname) ? meetingByLink(service, url.href) : null;
}

/**
 * The parts of a link that can be a Blizz ID: parts of the path and values behind it, without the characters that group
 * digits.
 */
function blizzIDs({pathname, search, hash}: URL): string[] {
    const parts = `${pathname}${search}${hash}`.split(/[/?#&=]/).reverse();
    return parts.map((part) => part.replace(/[-.]/g, '').toLowerCase());
}

/** The ID in a link of the template's form, on any of the service's hosts. Empty for other links. */
function idByTemplate({pathname, search, hash}: URL, {link = ''}: Service): string {
    const [before = '', after = ''] = link.replace(/^https?:\/\/[^/?#]*/i, '').split('{id}');
    const path = before.includes('#') ? pathname + search + hash : before.includes('?') ? pathname + search : pathname;
    if (!path.startsWith(before)) {
        return '';
    }
    const rest = path.slice(before.length);
    const id = /^[^/?#&]*/.exec(rest)?.[0] ?? '';
    return rest.slice(id.length).replace(/\/$/, '') === after.replace(/\/$/, '') ? decode(id) : '';
}

function decode(text: string): string {
    try {
        return decodeURIComponent(text);
    } catch {
        return '';
    }
}

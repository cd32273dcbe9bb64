import {isHostOf, isID, type Meeting, meetingByID, meetingByLink, readURL} from '../meeting/link';
import {blizzKey, type Service, type Settings, servicesIn} from '../settings';

/** How much of a message is read. */
const longestMessage = 64 * 1024;

/** The meeting that the first join link in a message leads to, or null where there is none. */
export function meetingIn(message: string, settings: Settings): Meeting | null {
    const services = servicesIn(settings);
    for (const [link] of message.slice(0, longestMessage).matchAll(/https?:\/\/[^\s<>"`|\\^{}]+/gi)) {
        // A link in a sentence, or in Markdown, has what follows it at its end.
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
 * The meeting of a service that a link on its host leads to. The way in is the link itself, which may carry a passcode;
 * of Blizz it is made from the ID, as the administrator's own host may be another one.
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

/** What in a link can be a Blizz ID: the parts of its path, and the values behind it, without what groups digits. */
function blizzIDs({pathname, search, hash}: URL): string[] {
    const parts = `${pathname}${search}${hash}`.split(/[/?#&=]/).reverse();
    return parts.map((part) => part.replace(/[-.]/g, '').toLowerCase());
}

/** The ID of a link of the template's form, on whichever of the service's hosts; empty for any other link. */
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

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
    if (service.kind === 'link') {
        return url.pathname.length > 1 || url.search || url.hash ? meetingByLink(service, url.href) : null;
    }
    const id = tokensOf(url, service).find((token) => isID(service, token));
    const meeting = id === undefined ? null : meetingByID(service, id);
    return meeting && service.key !== blizzKey ? {...meeting, url: url.href} : meeting;
}

/** What in a link can be an ID: the parts of its path, and the values after it. Letters of Blizz IDs are small ones. */
function tokensOf({pathname, search, hash}: URL, {key, ignore = ''}: Service): string[] {
    const parts = `${pathname}${search}${hash}`
        .split(/[/?#&=]/)
        .filter(Boolean)
        .reverse();
    const ignored = key === blizzKey ? '-.' : ignore;
    return parts.flatMap((part) => {
        const plain = [...part].filter((character) => !ignored.includes(character)).join('');
        return [part, key === blizzKey ? plain.toLowerCase() : plain];
    });
}

import {blizzKey, type Service} from '../settings';

/** A meeting as it is shown. All of it comes from its service's settings, and nothing from the post's text. */
export interface Meeting {
    service: Service;
    /** As people read and dictate it. Empty for a whole link. */
    displayID: string;
    url: string;
}

const longestID = 128;
const longestLink = 2048;

/** The meeting with an ID, or null if the ID isn't one of the service's. */
export function meetingByID(service: Service, id: string, password = ''): Meeting | null {
    if (service.kind === 'link' || !service.link || !isID(service, id)) {
        return null;
    }
    const carriesPassword = password !== '' && Boolean(service.link_with_password);
    const url = (carriesPassword ? String(service.link_with_password) : service.link)
        .replace('{id}', () => encodeID(id))
        .replace('{password}', () => encodeURIComponent(password));
    return {service, displayID: displayID(service, id), url};
}

/** The meeting of a whole link, or null if the link's host isn't one of the service's. */
export function meetingByLink(service: Service, link: string): Meeting | null {
    const url = readURL(link);
    return url && isHostOf(service, url) ? {service, displayID: '', url: link} : null;
}

/** Reads a link. Null if it isn't http or https, or if it has a user name, which hides the real host. */
export function readURL(link: string): URL | null {
    if (link.length > longestLink || !URL.canParse(link)) {
        return null;
    }
    const url = new URL(link);
    return /^https?:$/.test(url.protocol) && !url.username && !url.password ? url : null;
}

/** Whether a link's host is one of the service's. */
export function isHostOf({hosts = []}: Service, {host}: URL): boolean {
    return hosts.some((own) =>
        own.startsWith('*.') ? host.endsWith(own.slice(1).toLowerCase()) : host === own.toLowerCase(),
    );
}

/**
 * Whether a text can be one of the service's IDs. Only the server knows the patterns of other services than Blizz. The
 * link is safe all the same: the ID is encoded, and can't change the link's host.
 */
export function isID({key}: Service, text: string): boolean {
    if (key === blizzKey) {
        return /^m[0-9]{6,12}$/.test(text);
    }
    return text !== '' && text.length <= longestID && !/^\.+$|[\s\p{C}/?#]/u.test(text);
}

/** An ID as people read and dictate it: in the service's groups. Blizz's has groups of three from the right. */
function displayID({show, key}: Service, id: string): string {
    const groups = show?.[String(id.length)];
    if (groups) {
        let rest = id;
        const shown = groups.replace(/\d+/g, (length) => {
            const group = rest.slice(0, Number(length));
            rest = rest.slice(group.length);
            return group;
        });
        return shown + rest;
    }
    return key === blizzKey ? id.slice(0, 1) + id.slice(1).replace(/(?<=\d)(?=(?:\d{3})+$)/g, '-') : id;
}

/** Characters that a path may contain stay as they are, because some servers read names literally. */
function encodeID(id: string): string {
    return encodeURIComponent(id).replace(/%(?:40|3A|2C|3B|3D|2B|24|26)/g, decodeURIComponent);
}

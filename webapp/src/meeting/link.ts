import {blizzKey, type Service} from '../settings';

/** A meeting as it is shown: everything comes from the service that is set up, nothing from the post's own words. */
export interface Meeting {
    service: Service;
    /** As people read and dictate it; empty for a whole link. */
    displayID: string;
    url: string;
}

const longestID = 128;
const longestLink = 2048;

/** The meeting of a service with an ID, or null where the ID isn't one of the service's. */
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

/** The meeting of a whole link, or null where the link doesn't lead to one of the service's hosts. */
export function meetingByLink(service: Service, link: string): Meeting | null {
    const url = readURL(link);
    return url && isHostOf(service, url) ? {service, displayID: '', url: link} : null;
}

/** Reads a link as http or https; null for any other, and for one with a user name, which hides where it leads. */
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
 * Whether a text can be one of the service's IDs. Of other services than Blizz the server alone knows the pattern. The
 * link is safe all the same: the ID is encoded, and can't change where the template leads to.
 */
export function isID({key}: Service, text: string): boolean {
    if (key === blizzKey) {
        return /^m[0-9]{6,12}$/.test(text);
    }
    return text !== '' && text.length <= longestID && !/^\.+$|[\s\p{C}/?#]/u.test(text);
}

/** An ID as people read and dictate it: in the service's groups, and Blizz's in threes from the right. */
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

/** IDs keep what a path may hold: servers read some names literally. */
function encodeID(id: string): string {
    return encodeURIComponent(id).replace(/%(?:40|3A|2C|3B|3D|2B|24|26)/g, decodeURIComponent);
}

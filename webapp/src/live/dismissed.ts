import {notify, type OnNow, onNowIn} from './on_now';

const key = 'blizz_dismissed';

/** How many dismissed meetings are kept. */
const longestList = 100;

/** The key of one start of a meeting. */
const nameOf = ({post_id, since}: OnNow) => `${post_id}_${since}`;

/** The meeting that is offered in a channel: the one that began last, unless the person dismissed it. */
export function offeredIn(channelId: string): OnNow | undefined {
    const [latest] = onNowIn(channelId);
    return latest && !read().includes(nameOf(latest)) ? latest : undefined;
}

/** Hides a meeting from the person for good, also after a reload. */
export function dismiss(meeting: OnNow) {
    const list = [...read(), nameOf(meeting)].slice(-longestList);
    dismissed = list;
    try {
        localStorage.setItem(key, JSON.stringify(list));
    } catch {
        // If nothing can be stored, it is hidden until the next reload.
    }
    notify();
}

let dismissed: string[] | undefined;

function read(): string[] {
    dismissed ??= stored();
    return dismissed;
}

function stored(): string[] {
    try {
        const list: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
        return Array.isArray(list) ? list.map(String) : [];
    } catch {
        return [];
    }
}

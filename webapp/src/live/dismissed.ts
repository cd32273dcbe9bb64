import {notify, type OnNow, onNowIn} from './on_now';

const key = 'blizz_dismissed';

/** How many dismissed meetings are remembered. */
const longestList = 100;

/** A meeting of one start, as a series has many. */
const nameOf = ({post_id, since}: OnNow) => `${post_id}_${since}`;

/** The meeting that the person is offered in a channel: the one that began last, unless they dismissed it. */
export function offeredIn(channelId: string): OnNow | undefined {
    const [latest] = onNowIn(channelId);
    return latest && !read().includes(nameOf(latest)) ? latest : undefined;
}

/** Takes a meeting out of the person's sight for good: on the next page, too. */
export function dismiss(meeting: OnNow) {
    const list = [...read(), nameOf(meeting)].slice(-longestList);
    dismissed = list;
    try {
        localStorage.setItem(key, JSON.stringify(list));
    } catch {
        // Where nothing can be stored, it is gone until the page is loaded again.
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

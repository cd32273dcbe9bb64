import {fetchRooms, readTopic, type Typed} from '../client';
import type {CommandAnswer, CommandArgs, HostStore} from '../mattermost/registry';
import {openInvitation} from './open';

/** The message box is locked while the hook runs: it may take no longer, in milliseconds. */
const longestLock = 1500;

/** What names a meeting in all likelihood: a link, or many digits. The server is not asked twice about such a command. */
const namesMeeting = /:\/\/|\d[\d. -]{4,}\d/;

/**
 * Answers the bare command with the dialog where there is no room it would use, and a topic alone with the dialog filled
 * in; the server answers all others. It knows the command only by the space behind it, but an invitation is as well
 * pasted on the next line.
 */
export async function answerCommand(store: HostStore, message: string, args: CommandArgs): Promise<CommandAnswer> {
    const place = {channelId: args.channel_id, rootId: args.root_id ?? ''};
    const command = message.replace(/^(\/blizz)\s/i, '$1 ');
    const [trigger, ...words] = command.trim().split(/\s+/);
    if (trigger?.toLowerCase() !== '/blizz') {
        return {message, args};
    }
    if (words.length === 0 && !(await hasRoom(args.channel_id))) {
        void openInvitation(store, place);
        return {};
    }
    const typed = words.length === 0 || namesMeeting.test(command) ? null : await readTyped(args.channel_id, command);
    if (typed) {
        void openInvitation(store, place, typed);
        return {};
    }
    return {message: command, args};
}

/** What the dialog is to be filled with; null for the server to answer the command. */
async function readTyped(channelId: string, command: string): Promise<Typed | null> {
    try {
        const typed = await readTopic(channelId, command, AbortSignal.timeout(longestLock));
        // The dialog's fields have no duration for a meeting that is now.
        return typed.is_topic && (typed.starts_at > 0 || typed.duration_minutes === 0) ? typed : null;
    } catch {
        return null;
    }
}

async function hasRoom(channelId: string): Promise<boolean> {
    try {
        const {channel, mine} = await fetchRooms(channelId, AbortSignal.timeout(longestLock));
        return Boolean(channel ?? mine);
    } catch {
        return false; // The dialog asks again, and says what is wrong if it still is.
    }
}

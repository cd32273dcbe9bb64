import {fetchRooms, readTopic, type Typed} from '../client';
import type {ClientStore, CommandAnswer, CommandArgs} from '../mattermost/registry';
import {openInvitation} from './open';

/** A limit for the request, in milliseconds. The message box is locked while the hook runs. */
const longestLock = 1500;

/**
 * Matches a text that very probably names a meeting: a link, or many digits. The server isn't asked about such a
 * command.
 */
const namesMeeting = /:\/\/|\d[\d. -]{4,}\d/;

/**
 * Answers two commands with the dialog: the bare one if there is no room, and one with only a topic. The server answers
 * all others. It knows the command only by a space behind it, but people also paste an invitation on the next line.
 */
export async function answerCommand(store: ClientStore, message: string, args: CommandArgs): Promise<CommandAnswer> {
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

/** The values for the dialog, or null if the server is to answer the command. */
async function readTyped(channelId: string, command: string): Promise<Typed | null> {
    try {
        const typed = await readTopic(channelId, command, AbortSignal.timeout(longestLock));
        // The dialog has no duration for a meeting that takes place now.
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
        return false; // The dialog asks again and shows the error if there still is one.
    }
}

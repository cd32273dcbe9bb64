import {fetchRooms} from '../client';
import type {CommandAnswer, CommandArgs, HostStore} from '../mattermost/registry';
import {openInvitation} from './open';

/** The message box is locked while the hook runs: it may take no longer, in milliseconds. */
const longestLock = 1500;

/**
 * Answers the bare command with the dialog where there is no room it would use; the server answers all others. It knows
 * the command only by the space behind it, but an invitation is as well pasted on the next line.
 */
export async function answerCommand(store: HostStore, message: string, args: CommandArgs): Promise<CommandAnswer> {
    if (message.trim().toLowerCase() !== '/blizz' || (await hasRoom(args.channel_id))) {
        return {message: message.replace(/^(\/blizz)\s/i, '$1 '), args};
    }
    void openInvitation(store, {channelId: args.channel_id, rootId: args.root_id ?? ''});
    return {};
}

async function hasRoom(channelId: string): Promise<boolean> {
    try {
        const {channel, mine} = await fetchRooms(channelId, AbortSignal.timeout(longestLock));
        return Boolean(channel ?? mine);
    } catch {
        return false; // The dialog asks again, and says what is wrong if it still is.
    }
}

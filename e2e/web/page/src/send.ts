import type {CommandArgs} from '@mattermost/types/integrations';
import {Client4} from 'mattermost-redux/client';

import {getState} from './store';

/** Posts a message, or runs it when it is a slash command. Throws what the server or a plugin says against it. */
export async function send(message: string, args: CommandArgs): Promise<void> {
    if (!message.startsWith('/')) {
        await Client4.createPost({message, channel_id: args.channel_id, root_id: args.root_id} as any);
        return;
    }
    for (const {hook} of getState().plugins.components.SlashCommandWillBePosted) {
        const answer = await hook(message, args);
        if (answer?.error) {
            throw new Error(answer.error.message);
        }
        if (answer && !answer.message) {
            return;
        }
        message = answer?.message ?? message;
        args = answer?.args ?? args;
    }
    // Mattermost, too, sends a blank after a command that has none.
    await Client4.executeCommand(message.includes(' ') ? message.trim() : `${message} `, args);
}

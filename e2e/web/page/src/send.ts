import type {CommandArgs} from '@mattermost/types/integrations';
import {Client4} from 'mattermost-redux/client';

import {getState} from './store';

/** Posts a message, or runs a slash command. Throws the error of the server or of a plugin. */
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
    // Mattermost also adds a blank behind a command without one.
    await Client4.executeCommand(message.includes(' ') ? message.trim() : `${message} `, args);
}

import type {AutocompleteSuggestion, CommandArgs} from '@mattermost/types/integrations';
import {Client4} from 'mattermost-redux/client';
import {useEffect, useState} from 'react';

/** The server's suggestions for a slash command. Empty for other messages. */
export function useSuggestions(message: string, args: CommandArgs): AutocompleteSuggestion[] {
    const [suggestions, setSuggestions] = useState<AutocompleteSuggestion[]>([]);
    const {channel_id, team_id, root_id} = args;
    useEffect(() => {
        let stale = false;
        const ask = async () => {
            const offered =
                message.startsWith('/') && team_id
                    ? await Client4.getCommandAutocompleteSuggestionsList(message, team_id, {
                          channel_id,
                          team_id,
                          root_id,
                      })
                    : [];
            if (!stale) {
                setSuggestions(offered);
            }
        };
        ask().catch(console.error);
        return () => {
            stale = true;
        };
    }, [message, channel_id, team_id, root_id]);
    return suggestions;
}

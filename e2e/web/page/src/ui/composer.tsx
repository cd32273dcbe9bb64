import type {Channel} from '@mattermost/types/channels';
import {getCurrentTeamId} from 'mattermost-redux/selectors/entities/teams';
import React, {type KeyboardEvent, useId, useState} from 'react';

import {send} from '../send';
import {useAppSelector} from '../store';

import {useSuggestions} from './use_suggestions';

/** The message box: Enter sends; after a slash the server's suggestions appear, and Tab takes the first. */
export function Composer({channel, rootId = ''}: {channel: Channel; rootId?: string}) {
    const [message, setMessage] = useState('');
    const [error, setError] = useState('');
    const listId = useId();
    const args = {channel_id: channel.id, team_id: useAppSelector(getCurrentTeamId), root_id: rootId};
    const suggestions = useSuggestions(message, args);

    const submit = async () => {
        setError('');
        try {
            await send(message, args);
            setMessage('');
        } catch (e) {
            setError((e as Error).message);
        }
    };
    const onKeyDown = (event: KeyboardEvent) => {
        if (event.key === 'Enter' && !event.shiftKey && message.trim()) {
            event.preventDefault();
            submit();
        } else if (event.key === 'Tab' && suggestions.length > 0 && !event.shiftKey) {
            event.preventDefault();
            setMessage(`/${suggestions[0].Complete} `);
        }
    };

    const label = rootId ? 'Reply to this thread…' : `Write to ${channel.display_name}`;
    return (
        <div className="composer">
            {suggestions.length > 0 && (
                <ul id={listId} className="suggestion-list" role="listbox" aria-label="Suggestions">
                    {suggestions.map(({Complete, Suggestion, Hint, Description}) => (
                        <li
                            key={Complete}
                            role="option"
                            aria-selected={false}
                            onClick={() => setMessage(`/${Complete} `)}
                        >
                            <b>{Suggestion}</b> {Hint} <small>{Description}</small>
                        </li>
                    ))}
                </ul>
            )}
            <textarea
                className="form-control"
                rows={2}
                aria-label={label}
                aria-controls={suggestions.length > 0 ? listId : undefined}
                placeholder={label}
                value={message}
                onChange={(e) => setMessage(e.target.value)}
                onKeyDown={onKeyDown}
            />
            {error && (
                <p className="page-error" role="alert">
                    {error}
                </p>
            )}
        </div>
    );
}

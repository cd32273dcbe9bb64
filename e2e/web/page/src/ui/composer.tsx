import type {Channel} from '@mattermost/types/channels';
import {getAllPosts, getPostIdsInChannel} from 'mattermost-redux/selectors/entities/posts';
import {getCurrentTeamId} from 'mattermost-redux/selectors/entities/teams';
import {getCurrentUserId} from 'mattermost-redux/selectors/entities/users';
import React, {type KeyboardEvent, useId, useState} from 'react';

import {send} from '../send';
import {getState, useAppDispatch, useAppSelector} from '../store';
import {editPost} from '../view_state';

import {useSuggestions} from './use_suggestions';

/**
 * The message box. Enter sends the message. It stays in the box until first the plugins and then the server have answered.
 * After a slash, the server's suggestions appear, and Tab accepts the first. In an empty box, the up arrow edits the person's
 * last post.
 */
export function Composer({channel, rootId = ''}: {channel: Channel; rootId?: string}) {
    const [message, setMessage] = useState('');
    const [error, setError] = useState('');
    const [sending, setSending] = useState(false);
    const dispatch = useAppDispatch();
    const listId = useId();
    const args = {channel_id: channel.id, team_id: useAppSelector(getCurrentTeamId), root_id: rootId};
    const suggestions = useSuggestions(message, args);

    const submit = async () => {
        setError('');
        setSending(true);
        try {
            await send(message, args);
            setMessage('');
        } catch (e) {
            setError((e as Error).message);
        } finally {
            setSending(false);
        }
    };
    const onKeyDown = (event: KeyboardEvent) => {
        if (event.key === 'Enter' && !event.shiftKey && message.trim()) {
            event.preventDefault();
            submit();
        } else if (event.key === 'ArrowUp' && !message) {
            event.preventDefault();
            dispatch(editPost(lastOwnPost(channel.id)));
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
                readOnly={sending}
                onChange={(e) => setMessage(e.target.value)}
                onKeyDown={onKeyDown}
            />
            <button
                className="btn btn-icon btn-sm"
                aria-label="Send Now"
                disabled={sending || !message.trim()}
                onClick={submit}
            >
                <i className="icon icon-send" aria-hidden="true" />
            </button>
            {error && (
                <p className="page-error" role="alert">
                    {error}
                </p>
            )}
        </div>
    );
}

function lastOwnPost(channelId: string): string {
    const state = getState();
    const posts = getAllPosts(state);
    const own = (id: string) => posts[id]?.user_id === getCurrentUserId(state);
    return getPostIdsInChannel(state, channelId)?.find(own) ?? '';
}

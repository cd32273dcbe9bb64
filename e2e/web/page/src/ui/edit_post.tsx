import type {Post} from '@mattermost/types/posts';
import {Client4} from 'mattermost-redux/client';
import React, {type KeyboardEvent, useState} from 'react';

import {useAppDispatch} from '../store';
import {editPost} from '../view_state';

/** The box in which an author edits a message. Enter saves, and Escape cancels. The box shows the server's error. */
export function EditPost({post}: {post: Post}) {
    const [message, setMessage] = useState(post.message);
    const [error, setError] = useState('');
    const dispatch = useAppDispatch();
    const close = () => dispatch(editPost(''));
    const onKeyDown = async (event: KeyboardEvent) => {
        if (event.key === 'Escape') {
            close();
        } else if (event.key === 'Enter' && !event.shiftKey) {
            event.preventDefault();
            try {
                await Client4.patchPost({id: post.id, message});
                close();
            } catch (e) {
                setError((e as Error).message);
            }
        }
    };
    return (
        <>
            <textarea
                className="form-control"
                aria-label="Edit the post..."
                autoFocus={true}
                value={message}
                onChange={(e) => setMessage(e.target.value)}
                onKeyDown={onKeyDown}
            />
            {error && (
                <p className="page-error" role="alert">
                    {error}
                </p>
            )}
        </>
    );
}

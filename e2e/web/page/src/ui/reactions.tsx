import type {Post} from '@mattermost/types/posts';
import {addReaction, removeReaction} from 'mattermost-redux/actions/posts';
import {makeGetReactionsForPost} from 'mattermost-redux/selectors/entities/posts';
import {getCurrentUserId, getUsers} from 'mattermost-redux/selectors/entities/users';
import React, {useMemo} from 'react';

import {useAppDispatch, useAppSelector} from '../store';

/** A chip for each emoji below a post, with the number of people and bots who reacted with it. */
export function Reactions({post}: {post: Post}) {
    const getReactions = useMemo(makeGetReactionsForPost, []);
    const reactions = Object.values(useAppSelector((state) => getReactions(state, post.id)) ?? {});
    const me = useAppSelector(getCurrentUserId);
    const users = useAppSelector(getUsers);
    const dispatch = useAppDispatch();
    return (
        <>
            {[...new Set(reactions.map(({emoji_name}) => emoji_name))].map((emoji) => {
                const by = reactions.filter(({emoji_name}) => emoji_name === emoji).map(({user_id}) => user_id);
                const names = by.map((id) => users[id]?.username ?? 'someone').join(', ');
                const toggle = by.includes(me) ? removeReaction : addReaction;
                return (
                    <button
                        key={emoji}
                        className="Reaction"
                        aria-label={`${names} reacted with ${emoji.replaceAll('_', ' ')}`}
                        onClick={() => dispatch(toggle(post.id, emoji))}
                    >
                        {by.length}
                    </button>
                );
            })}
        </>
    );
}

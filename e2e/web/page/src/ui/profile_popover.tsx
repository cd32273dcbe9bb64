import type {UserProfile} from '@mattermost/types/users';
import {createDirectChannel} from 'mattermost-redux/actions/channels';
import {getMyCurrentChannelMembership} from 'mattermost-redux/selectors/entities/channels';
import {getCurrentUserId} from 'mattermost-redux/selectors/entities/users';
import React, {useState} from 'react';

import {useAppDispatch, useAppSelector} from '../store';

/**
 * A person's name, which opens their profile. If Calls is installed, the profile has a button for a call. This button presses the
 * first call button that any plugin has registered.
 */
export function ProfileName({user}: {user?: UserProfile}) {
    const [open, setOpen] = useState(false);
    const hasCalls = useAppSelector((state) => 'com.mattermost.calls' in state.plugins.plugins);
    const [first] = useAppSelector((state) => state.plugins.components.CallButton);
    const me = useAppSelector(getCurrentUserId);
    const member = useAppSelector(getMyCurrentChannelMembership);
    const dispatch = useAppDispatch();
    if (!user) {
        return <b className="user-popover">…</b>;
    }
    const call = async () => {
        const {data} = await dispatch(createDirectChannel(me, user.id));
        first.action(data, member);
    };
    return (
        <span className="dropdown" onKeyDown={(e) => e.key === 'Escape' && setOpen(false)}>
            <button className="style--none user-popover" aria-expanded={open} onClick={() => setOpen(!open)}>
                {user.username}
            </button>
            {open && (
                <div className="dropdown-menu" role="dialog" aria-label="profile popover">
                    <p>@{user.username}</p>
                    {hasCalls && first && (
                        <button className="btn btn-icon btn-sm" aria-label="Start Call" onClick={call}>
                            <i className="icon icon-phone" aria-hidden="true" />
                        </button>
                    )}
                </div>
            )}
        </span>
    );
}

import {getMyChannels} from 'mattermost-redux/selectors/entities/channels';
import {getCurrentTeam} from 'mattermost-redux/selectors/entities/teams';
import React from 'react';
import {NavLink} from 'react-router-dom';

import {useAppDispatch, useAppSelector} from '../store';
import {openModal} from '../view_state';

import {Pluggable} from './pluggable';
import {UserSettingsModal} from './user_settings';

/** The team's channels. Direct messages have only an address: `/team/messages/@user`. */
export function Sidebar() {
    const team = useAppSelector(getCurrentTeam);
    const channels = useAppSelector(getMyChannels).filter((channel) => channel.team_id === team?.id);
    const dispatch = useAppDispatch();
    const openSettings = () => dispatch(openModal({modalId: 'user_settings', dialogType: UserSettingsModal}));

    return (
        <nav className="sidebar" aria-label="Channels">
            <h2>{team?.display_name}</h2>
            <NavLink to={`/${team?.name}/threads`}>
                <i className="icon icon-message-text-outline" aria-hidden="true" />
                Threads
            </NavLink>
            {channels.map((channel) => (
                <NavLink key={channel.id} to={`/${team?.name}/channels/${channel.name}`}>
                    <i className="icon icon-globe" aria-hidden="true" />
                    {channel.display_name}
                    <Pluggable name="SidebarChannelLinkLabel" channel={channel} />
                </NavLink>
            ))}
            <button className="style--none" onClick={openSettings}>
                <i className="icon icon-settings-outline" aria-hidden="true" />
                Settings
            </button>
        </nav>
    );
}

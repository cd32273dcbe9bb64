import type {Channel} from '@mattermost/types/channels';
import {receivedPosts} from 'mattermost-redux/actions/posts';
import {getMissingProfilesByIds} from 'mattermost-redux/actions/users';
import {Client4} from 'mattermost-redux/client';
import {getCurrentChannelStats, getMyCurrentChannelMembership} from 'mattermost-redux/selectors/entities/channels';
import {getConfig} from 'mattermost-redux/selectors/entities/general';
import {getCurrentTeamId} from 'mattermost-redux/selectors/entities/teams';
import React, {type FormEvent, useState} from 'react';

import {useAppDispatch, useAppSelector} from '../store';
import {showSearch} from '../view_state';

import {DropdownMenu} from './dropdown_menu';
import {useIsPhone} from './use_is_phone';

/** The top of a channel with the buttons of plugins: in a row, or on phones in one menu. */
export function ChannelHeader({channel}: {channel: Channel}) {
    const isPhone = useIsPhone();
    const stats = useAppSelector(getCurrentChannelStats);
    return (
        <header className={`channel-header ${isPhone ? 'navbar' : ''}`}>
            <h1>{channel.display_name}</h1>
            {isPhone ? (
                <PhoneButtons channel={channel} />
            ) : (
                <>
                    <DropdownMenu label={`${channel.display_name} channel menu`} icon="icon-chevron-down">
                        <MenuEntries channel={channel} />
                    </DropdownMenu>
                    <span className="channel-header__members">{stats?.member_count} members</span>
                    <SearchBox />
                    <HeaderButtons channel={channel} />
                    <CallButton channel={channel} />
                </>
            )}
        </header>
    );
}

/** If the app bar is on, Mattermost moves the header buttons there. */
function HeaderButtons({channel}: {channel: Channel}) {
    const buttons = useAppSelector((state) => state.plugins.components.ChannelHeaderButton);
    const member = useAppSelector(getMyCurrentChannelMembership);
    const inHeader = useAppSelector((state) => getConfig(state).DisableAppBar === 'true');
    if (!inHeader) {
        return null;
    }
    return (
        <>
            {buttons.map(({id, icon, action, tooltipText, dropdownText}) => (
                <button
                    key={id}
                    className="channel-header__icon"
                    aria-label={String(tooltipText ?? dropdownText)}
                    onClick={() => action(channel, member)}
                >
                    {icon}
                </button>
            ))}
        </>
    );
}

/** A single plugin's call button is shown unchanged, in a plain div that handles click and touch. Several become a menu. */
function CallButton({channel}: {channel: Channel}) {
    const buttons = useAppSelector((state) => state.plugins.components.CallButton);
    const member = useAppSelector(getMyCurrentChannelMembership);
    if (buttons.length === 0) {
        return null;
    }
    if (buttons.length === 1) {
        const [{button, action}] = buttons;
        const act = () => action(channel, member);
        return (
            <div className="flex-child" onClick={act} onTouchEnd={act}>
                {button}
            </div>
        );
    }
    return (
        <DropdownMenu label="Call" className="style--none call-button dropdown">
            {buttons.map(({id, dropdownButton, action}) => (
                <li key={id} className="MenuItem" role="none" onClick={() => action(channel, member)}>
                    {dropdownButton}
                </li>
            ))}
        </DropdownMenu>
    );
}

/**
 * On phones, call and header buttons are entries of the channel's menu. If there is only one button, its icon is also beside
 * the menu.
 */
function PhoneButtons({channel}: {channel: Channel}) {
    const plugs = useAppSelector((state) => state.plugins.components.MobileChannelHeaderButton);
    const member = useAppSelector(getMyCurrentChannelMembership);
    return (
        <>
            {plugs.length === 1 && (
                <button className="navbar-toggle navbar-right__icon" onClick={() => plugs[0].action(channel, member)}>
                    <span className="icon navbar-plugin-button">{plugs[0].icon}</span>
                </button>
            )}
            <DropdownMenu label="Channel menu" icon="icon-chevron-down">
                {plugs.map(({id, dropdownText, action}) => (
                    <li key={id} role="none" className="MenuItem">
                        <a role="menuitem" href="#" onClick={() => action(channel, member)}>
                            {dropdownText}
                        </a>
                    </li>
                ))}
                <MenuEntries channel={channel} />
            </DropdownMenu>
        </>
    );
}

/** The entries of plugins in the menu of the channel's name, or on phones in the channel's menu. */
function MenuEntries({channel}: {channel: Channel}) {
    const entries = useAppSelector((state) => state.plugins.components.ChannelHeader);
    const state = useAppSelector((state) => state);
    return (
        <>
            {entries
                .filter(({shouldRender}) => !shouldRender || shouldRender(state))
                .map(({id, text, action}) => (
                    <li key={id} role="none" className="MenuItem">
                        <button role="menuitem" className="style--none" onClick={() => action(channel.id)}>
                            {text}
                        </button>
                    </li>
                ))}
        </>
    );
}

/** A button that becomes the search box. */
function SearchBox() {
    const [open, setOpen] = useState(false);
    return open ? (
        <SearchForm />
    ) : (
        <button className="btn btn-tertiary btn-sm" onClick={() => setOpen(true)}>
            Search
        </button>
    );
}

function SearchForm() {
    const teamId = useAppSelector(getCurrentTeamId);
    const dispatch = useAppDispatch();
    const search = async (event: FormEvent<HTMLFormElement>) => {
        event.preventDefault();
        const terms = String(new FormData(event.currentTarget).get('terms'));
        const {order, posts} = await Client4.searchPosts(teamId, terms, false);
        dispatch(receivedPosts({order, posts} as any));
        await dispatch(getMissingProfilesByIds(Object.values(posts).map((post) => post.user_id)));
        dispatch(showSearch(terms, order));
    };
    return (
        <form role="search" onSubmit={search}>
            <input className="form-control" name="terms" type="search" aria-label="Search" autoFocus={true} />
        </form>
    );
}

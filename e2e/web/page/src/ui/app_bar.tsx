import {getCurrentChannel, getMyCurrentChannelMembership} from 'mattermost-redux/selectors/entities/channels';
import React from 'react';

import {useAppSelector} from '../store';

/** The column of plugins' icons at the right edge, with Mattermost's markup around each. */
export function AppBar() {
    const entries = useAppSelector((state) => state.plugins.components.AppBar);
    const channel = useAppSelector(getCurrentChannel);
    const member = useAppSelector(getMyCurrentChannelMembership);
    return (
        <aside className="app-bar" aria-label="Apps">
            {entries.map(({id, pluginId, iconUrl, action, tooltipText}) => (
                <div
                    key={id}
                    id={`app-bar-icon-${pluginId}`}
                    className="app-bar__icon"
                    onClick={() => channel && member && action(channel, member)}
                >
                    <div role="button" tabIndex={0} className="app-bar__icon-inner">
                        <img src={iconUrl} alt={pluginId} />
                    </div>
                    <span className="tooltip">{tooltipText}</span>
                </div>
            ))}
        </aside>
    );
}

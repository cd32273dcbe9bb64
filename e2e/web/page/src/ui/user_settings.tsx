import React, {useEffect, useRef, useState} from 'react';

import type {UserSettings} from '../plugin/state';
import {useAppSelector} from '../store';

/** The person's settings: a tab for each plugin that registered settings. */
export function UserSettingsModal({onExited}: {onExited: () => void}) {
    const plugins = Object.entries(useAppSelector((state) => state.plugins.userSettings));
    const [tab, setTab] = useState('');
    const dialog = useRef<HTMLDialogElement>(null);
    useEffect(() => {
        dialog.current?.showModal();
    }, []);

    const settings = plugins.find(([pluginId]) => pluginId === tab)?.[1];
    return (
        <dialog ref={dialog} className="settings-modal modal-content" aria-label="Settings" onClose={onExited}>
            <header className="modal-header">
                <h2 className="modal-title">Settings</h2>
                <button className="btn btn-icon btn-sm" aria-label="Close" onClick={() => dialog.current?.close()}>
                    <i className="icon icon-close" aria-hidden="true" />
                </button>
            </header>
            <div className="modal-body settings-table">
                <div role="tablist" aria-label="Settings" aria-orientation="vertical">
                    {plugins.map(([pluginId, {uiName}]) => (
                        <button
                            key={pluginId}
                            role="tab"
                            className="style--none"
                            aria-label={uiName.toLowerCase()}
                            aria-selected={tab === pluginId}
                            onClick={() => setTab(pluginId)}
                        >
                            {uiName}
                        </button>
                    ))}
                </div>
                {settings && <PluginSettings {...settings} />}
            </div>
        </dialog>
    );
}

/** A plugin's sections, which it draws by itself. */
function PluginSettings({uiName, sections}: UserSettings) {
    return (
        <div role="tabpanel" className="settings-content user-settings" aria-label={uiName}>
            <h3 className="tab-header">{uiName} Settings</h3>
            <div className="divider-dark first" />
            {sections.map(({title, component: Component}) => (
                <React.Fragment key={title}>
                    <Component />
                    <div className="divider-light" />
                </React.Fragment>
            ))}
            <div className="divider-dark" />
        </div>
    );
}

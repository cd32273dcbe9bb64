import {savePreferences} from 'mattermost-redux/actions/preferences';
import {updateMe} from 'mattermost-redux/actions/users';
import {Preferences} from 'mattermost-redux/constants';
import {get as getPreference, getTheme} from 'mattermost-redux/selectors/entities/preferences';
import {getCurrentTeamId} from 'mattermost-redux/selectors/entities/teams';
import {getCurrentUser} from 'mattermost-redux/selectors/entities/users';
import React, {useEffect, useRef, useState} from 'react';

import {useAppDispatch, useAppSelector} from '../store';

import {PluginSettings} from './user_settings_plugin';

/** The person's settings: the display settings, and a tab for each plugin that registered settings. */
export function UserSettingsModal({onExited}: {onExited: () => void}) {
    const plugins = Object.entries(useAppSelector((state) => state.plugins.userSettings));
    const [tab, setTab] = useState('');
    const dialog = useRef<HTMLDialogElement>(null);
    useEffect(() => {
        dialog.current?.showModal();
    }, []);

    // Closes it at once, and not at the dialog's later close event. A new language renders everything again, which would open
    // the dialog again.
    const close = () => {
        dialog.current?.close();
        onExited();
    };

    const settings = plugins.find(([pluginId]) => pluginId === tab);
    return (
        <dialog ref={dialog} className="settings-modal modal-content" aria-label="Settings" onCancel={close}>
            <header className="modal-header">
                <h2 className="modal-title">Settings</h2>
                <button className="btn btn-icon btn-sm" aria-label="Close" onClick={close}>
                    <i className="icon icon-close" aria-hidden="true" />
                </button>
            </header>
            <div className="modal-body settings-table">
                <div role="tablist" aria-label="Settings" aria-orientation="vertical">
                    <button role="tab" className="style--none" aria-selected={!settings} onClick={() => setTab('')}>
                        Display
                    </button>
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
                <div role="tabpanel" className="settings-content" aria-label={settings?.[1].uiName ?? 'Display'}>
                    {settings ? (
                        <PluginSettings key={tab} pluginId={tab} settings={settings[1]} />
                    ) : (
                        <DisplaySettings />
                    )}
                </div>
            </div>
        </dialog>
    );
}

function DisplaySettings() {
    const user = useAppSelector(getCurrentUser);
    const theme = useAppSelector(getTheme);
    const teamId = useAppSelector(getCurrentTeamId);
    const messages = useAppSelector((state) => getPreference(state, 'display_settings', 'message_display', 'clean'));
    const clock = useAppSelector((state) => getPreference(state, 'display_settings', 'use_military_time', 'false'));
    const dispatch = useAppDispatch();
    const save = (category: string, name: string, value: string) =>
        dispatch(savePreferences(user.id, [{user_id: user.id, category, name, value}]));
    const themes = Object.entries(Preferences.THEMES);
    return (
        <>
            <Choice
                label="Theme"
                value={themes.find(([, {type}]) => type === theme.type)?.[0] ?? 'denim'}
                options={themes.map(([key, {type}]) => [key, type ?? key])}
                onChange={(key) =>
                    save('theme', teamId, JSON.stringify(Preferences.THEMES[key as keyof typeof Preferences.THEMES]))
                }
            />
            <Choice
                label="Message display"
                value={messages}
                options={[
                    ['clean', 'Standard'],
                    ['compact', 'Compact'],
                ]}
                onChange={(value) => save('display_settings', 'message_display', value)}
            />
            <Choice
                label="Clock"
                value={clock}
                options={[
                    ['false', '12 hours'],
                    ['true', '24 hours'],
                ]}
                onChange={(value) => save('display_settings', 'use_military_time', value)}
            />
            <Choice
                label="Language"
                value={user.locale}
                options={[
                    ['en', 'English'],
                    ['de', 'Deutsch'],
                ]}
                onChange={(locale) => dispatch(updateMe({locale}))}
            />
        </>
    );
}

type ChoiceProps = {label: string; value: string; options: Array<[string, string]>; onChange: (value: string) => void};

function Choice({label, value, options, onChange}: ChoiceProps) {
    return (
        <label className="display-choice">
            {label}
            <select className="form-control" value={value} onChange={(e) => onChange(e.target.value)}>
                {options.map(([key, text]) => (
                    <option key={key} value={key}>
                        {text}
                    </option>
                ))}
            </select>
        </label>
    );
}

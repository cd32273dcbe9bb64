import type {AdminConfig, EnvironmentConfig} from '@mattermost/types/config';
import type {PluginManifest, PluginSetting} from '@mattermost/types/plugins';
import {Client4} from 'mattermost-redux/client';
import React, {type FormEvent, type ReactNode, useRef, useState} from 'react';

import {formatText} from '../markdown';
import {useAppSelector} from '../store';

export type Loaded = {manifest: PluginManifest; config: AdminConfig; environment: Partial<EnvironmentConfig>};

type SaveAction = () => Promise<{error?: {message?: string}}>;

/** The settings in a plugin's manifest. They are saved together. */
export function SettingsForm({manifest, config, environment}: Loaded) {
    const [values, setValues] = useState<Record<string, unknown>>(pluginConfig(config, manifest.id));
    const [saveNeeded, setSaveNeeded] = useState(false);
    const [error, setError] = useState('');
    const saveActions = useRef(new Set<SaveAction>());

    // As in Mattermost, plugins' own save actions run after the server's answer, and show their errors themselves.
    const save = async (event: FormEvent) => {
        event.preventDefault();
        const refused = await patch(config, manifest.id, values);
        setError(refused);
        const results = await Promise.all([...saveActions.current].map((action) => action()));
        setSaveNeeded(refused !== '' || results.some((result) => result.error?.message));
    };

    return (
        <form className="wrapper--fixed" onSubmit={save}>
            {(manifest.settings_schema?.settings ?? []).map((setting) => {
                const key = setting.key.toLowerCase();
                const id = `PluginSettings.Plugins.${manifest.id}.${key}`;
                return (
                    <Setting
                        key={key}
                        id={id}
                        pluginId={manifest.id}
                        setting={setting}
                        value={values[key]}
                        setByEnv={isSetByEnv(environment, id)}
                        config={config}
                        onChange={(value) => {
                            setValues((before) => ({...before, [key]: value}));
                            setSaveNeeded(true);
                        }}
                        saveActions={saveActions.current}
                    />
                );
            })}
            <footer className="admin-console-save">
                <button className="btn btn-primary" disabled={!saveNeeded}>
                    Save
                </button>
                {error && (
                    <span className="page-error" role="alert">
                        {error}
                    </span>
                )}
            </footer>
        </form>
    );
}

type SettingProps = {
    id: string;
    pluginId: string;
    setting: PluginSetting;
    value: unknown;
    setByEnv: boolean;
    config: AdminConfig;
    onChange: (value: unknown) => void;
    saveActions: Set<SaveAction>;
};

/** A setting: the component that the plugin registered for it, with the props that the plugin uses. */
function Setting({id, pluginId, setting, value, setByEnv, config, onChange, saveActions}: SettingProps) {
    const {component: Component, options} = useAppSelector(
        (state) => state.plugins.adminSettings[pluginId][setting.key.toLowerCase()],
    );
    const component = (
        <Component
            id={id}
            value={value}
            disabled={false}
            setByEnv={setByEnv}
            config={config}
            onChange={(_: string, changed: unknown) => onChange(changed)}
            registerSaveAction={(action: SaveAction) => saveActions.add(action)}
            unRegisterSaveAction={(action: SaveAction) => saveActions.delete(action)}
        />
    );
    return options.showTitle ? (
        <Row id={id} setting={setting}>
            {component}
        </Row>
    ) : (
        component
    );
}

function Row({id, setting, children}: {id: string; setting: PluginSetting; children: ReactNode}) {
    const help = formatText(String(setting.help_text ?? ''));
    return (
        <div className="form-group">
            <label className="control-label" htmlFor={id}>
                {setting.display_name}
            </label>
            <div>
                {children}
                <div className="help-text" dangerouslySetInnerHTML={{__html: help}} />
            </div>
        </div>
    );
}

function pluginConfig(config: AdminConfig, pluginId: string): Record<string, unknown> {
    return (config.PluginSettings.Plugins as Record<string, Record<string, unknown>>)[pluginId] ?? {};
}

/** Returns the server's error, or an empty string. */
async function patch(config: AdminConfig, pluginId: string, values: Record<string, unknown>): Promise<string> {
    const patched = structuredClone(config);
    Object.assign(patched.PluginSettings.Plugins, {[pluginId]: values});
    try {
        await Client4.patchConfig(patched);
        return '';
    } catch (e) {
        return (e as Error).message;
    }
}

/** Looks up a setting's path in the map of the settings from environment variables. */
function isSetByEnv(environment: object, path: string): boolean {
    return Boolean(path.split('.').reduce<any>((branch, part) => branch?.[part], environment));
}

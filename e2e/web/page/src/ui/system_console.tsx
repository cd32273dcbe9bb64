import type {AdminConfig, EnvironmentConfig} from '@mattermost/types/config';
import type {PluginManifest, PluginSetting} from '@mattermost/types/plugins';
import {Client4} from 'mattermost-redux/client';
import {getLicense} from 'mattermost-redux/selectors/entities/general';
import React, {useEffect, useRef, useState, type FormEvent} from 'react';
import {Link, type RouteComponentProps} from 'react-router-dom';

import {formatText} from '../markdown';
import {useAppSelector} from '../store';

type SaveAction = () => Promise<{error?: {message?: string}}>;
type Loaded = {manifest: PluginManifest; config: AdminConfig; environment: Partial<EnvironmentConfig>};

/** A plugin's page in the System Console. */
export function SystemConsole({match}: RouteComponentProps<{pluginId: string}>) {
    const {pluginId} = match.params;
    const [loaded, setLoaded] = useState<Loaded>();
    const [error, setError] = useState('');
    useEffect(() => {
        load(pluginId).then(setLoaded, (e: Error) => setError(e.message));
    }, [pluginId]);
    return (
        <main className="admin-console">
            <header className="channel-header"><h1>{loaded?.manifest.name ?? pluginId}</h1><Link to="/">Back to the channels</Link></header>
            {error && <p className="error-text" role="alert">{error}</p>}
            {loaded && <SettingsForm {...loaded}/>}
        </main>
    );
}

async function load(pluginId: string): Promise<Loaded> {
    const [{active, inactive}, config, environment] = await Promise.all([
        Client4.getPlugins(), Client4.getConfig(), Client4.getEnvironmentConfig(),
    ]);
    const manifest = [...active, ...inactive].find(({id}) => id === pluginId);
    if (!manifest) {
        throw new Error(`no plugin ${pluginId} is installed`);
    }
    return {manifest, config, environment};
}

/** The settings of the plugin's manifest, each by its own component if the plugin registered one. */
function SettingsForm({manifest, config, environment}: Loaded) {
    const custom = useAppSelector((state) => state.plugins.adminSettings[manifest.id]) ?? {};
    const license = useAppSelector(getLicense);
    const [values, setValues] = useState<Record<string, unknown>>(pluginConfig(config, manifest.id));
    const [saveNeeded, setSaveNeeded] = useState(false);
    const [error, setError] = useState('');
    const saveActions = useRef(new Set<SaveAction>());

    const change = (key: string, value: unknown) => {
        setValues((before) => ({...before, [key]: value}));
        setSaveNeeded(true);
    };
    // As in Mattermost, plugins' own save actions run after the server was asked, and say for themselves what they found.
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
                const props = {
                    id,
                    label: String(setting.display_name),
                    helpText: <span dangerouslySetInnerHTML={{__html: formatText(String(setting.help_text ?? ''))}}/>,
                    value: values[key],
                    disabled: false,
                    setByEnv: isSetByEnv(environment, id),
                    onChange: (_: string, value: unknown) => change(key, value),
                };
                if (!custom[key]) {
                    return <TextSetting key={key} {...props} setting={setting}/>;
                }
                const {component: Component, options} = custom[key];
                const component = (
                    <Component
                        {...props}
                        config={config}
                        license={license}
                        registerSaveAction={(action: SaveAction) => saveActions.current.add(action)}
                        unRegisterSaveAction={(action: SaveAction) => saveActions.current.delete(action)}
                        setSaveNeeded={() => setSaveNeeded(true)}
                        cancelSubmit={() => undefined}
                        showConfirm={false}
                    />
                );
                return options.showTitle ?
                    <Row key={key} id={id} label={props.label} helpText={props.helpText}>{component}</Row> :
                    <React.Fragment key={key}>{component}</React.Fragment>;
            })}
            <footer className="admin-console-save">
                <button className="btn btn-primary" disabled={!saveNeeded}>Save</button>
                {error && <span className="error-text" role="alert">{error}</span>}
            </footer>
        </form>
    );
}

type TextProps = {
    id: string; label: string; helpText: React.ReactNode; value: unknown; setByEnv: boolean; setting: PluginSetting;
    onChange: (id: string, value: string) => void;
};

function TextSetting({id, label, helpText, value, setByEnv, setting, onChange}: TextProps) {
    return (
        <Row id={id} label={label} helpText={helpText}>
            <input
                id={id}
                className="form-control"
                type="text"
                value={String(value ?? setting.default ?? '')}
                placeholder={setting.placeholder}
                disabled={setByEnv}
                onChange={(e) => onChange(id, e.target.value)}
            />
        </Row>
    );
}

function Row({id, label, helpText, children}: {id: string; label: string; helpText: React.ReactNode; children: React.ReactNode}) {
    return (
        <div className="form-group">
            <label className="control-label" htmlFor={id}>{label}</label>
            <div>
                {children}
                <div className="help-text">{helpText}</div>
            </div>
        </div>
    );
}

function pluginConfig(config: AdminConfig, pluginId: string): Record<string, unknown> {
    return (config.PluginSettings.Plugins as Record<string, Record<string, unknown>>)[pluginId] ?? {};
}

/** Answers what the server has against it, or an empty string. */
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

/** Looks up a setting's path in the map of what environment variables hold. */
function isSetByEnv(environment: object, path: string): boolean {
    return Boolean(path.split('.').reduce<any>((branch, part) => branch?.[part], environment));
}

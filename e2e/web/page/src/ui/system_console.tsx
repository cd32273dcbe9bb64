import {Client4} from 'mattermost-redux/client';
import React, {useEffect, useState} from 'react';
import {Link, type RouteComponentProps} from 'react-router-dom';

import {type Loaded, SettingsForm} from './settings_form';

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
            <header className="channel-header">
                <h1>{loaded?.manifest.name ?? pluginId}</h1>
                <Link to="/">Back to the channels</Link>
            </header>
            {error && (
                <p className="page-error" role="alert">
                    {error}
                </p>
            )}
            {loaded && <SettingsForm {...loaded} />}
        </main>
    );
}

async function load(pluginId: string): Promise<Loaded> {
    const [{active, inactive}, config, environment] = await Promise.all([
        Client4.getPlugins(),
        Client4.getConfig(),
        Client4.getEnvironmentConfig(),
    ]);
    const manifest = [...active, ...inactive].find(({id}) => id === pluginId);
    if (!manifest) {
        throw new Error(`no plugin ${pluginId} is installed`);
    }
    return {manifest, config, environment};
}

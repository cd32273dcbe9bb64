import type {ClientPluginManifest} from '@mattermost/types/plugins';
import {Client4} from 'mattermost-redux/client';

import {store} from '../store';

import {PluginRegistry} from './registry';

type Plugin = {initialize?: (registry: PluginRegistry, store: unknown) => void; uninitialize?: () => void};

const registered: Record<string, Plugin> = {};

/** A plugin's bundle calls this function as soon as it runs. */
export function registerPlugin(id: string, plugin: Plugin): void {
    registered[id]?.uninitialize?.();
    registered[id] = plugin;
}

/** Loads the bundles of all plugins that are enabled on the server. If one can't be loaded, the others still are. */
export async function loadPlugins(): Promise<void> {
    const manifests = await Client4.getWebappPlugins();
    store.dispatch({type: 'RECEIVED_WEBAPP_PLUGINS', data: manifests});
    await Promise.all(manifests.map((manifest) => load(manifest).catch(console.error)));
}

function load(manifest: ClientPluginManifest): Promise<void> {
    return new Promise((resolve, reject) => {
        const script = document.createElement('script');
        script.id = `plugin_${manifest.id}`;
        // Old servers leave out the folder of the unpacked plugins.
        script.src = manifest.webapp.bundle_path.replace(/\/static\/(?!plugins\/)/, '/static/plugins/');
        script.onload = () => {
            registered[manifest.id]?.initialize?.(new PluginRegistry(manifest.id), store);
            resolve();
        };
        script.onerror = () => reject(new Error(`unable to load the bundle of plugin ${manifest.id}`));
        document.head.appendChild(script);
    });
}

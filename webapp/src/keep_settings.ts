import {fetchSettings} from './client';
import type {HostStore, Registry} from './host/registry';
import {currentUserId} from './host/state';
import {pluginId} from './manifest';
import {receivedSettings, type SettingsBody, settingsReducer} from './settings';

/**
 * Keeps the plugin's settings in the store up to date: read when somebody has logged in and after every break of the
 * connection, and told by the server when they change. Returns what ends it.
 */
export function keepSettings(registry: Registry, store: HostStore): () => void {
    registry.registerReducer(settingsReducer);

    const read = async () => {
        try {
            store.dispatch(receivedSettings(await fetchSettings()));
        } catch {
            // What is known stays. The next connection tries again.
        }
    };
    registry.registerReconnectHandler(read);
    registry.registerWebSocketEventHandler(`custom_${pluginId}_settings_changed`, ({data}) =>
        store.dispatch(receivedSettings(data as unknown as SettingsBody)),
    );

    let userId = '';
    const readForNewUser = () => {
        const previous = userId;
        userId = currentUserId(store.getState());
        if (userId !== '' && userId !== previous) {
            void read();
        }
    };
    readForNewUser();
    return store.subscribe(readForNewUser);
}

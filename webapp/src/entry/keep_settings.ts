import {fetchSettings} from '../client';
import {pluginId} from '../manifest';
import type {ClientStore, Registry} from '../mattermost/registry';
import {currentUserId} from '../mattermost/state';
import {receivedSettings, type Settings, selectSettings, settingsReducer} from '../settings';

/** The first and the longest wait before another try, in milliseconds. */
const shortestWait = 2_000;
const longestWait = 60_000;

/**
 * Keeps the plugin's settings in the store up to date. It reads them after a login and after each reconnection, and the
 * server sends changes. readMore then reads further data. Returns a function that ends this.
 */
export function keepSettings(registry: Registry, store: ClientStore, readMore: () => void): () => void {
    registry.registerReducer(settingsReducer);

    // The user whose settings are read. Empty before a login, and after the end.
    let userId = '';
    let retry: ReturnType<typeof setTimeout> | undefined;

    const read = async (wait = shortestWait) => {
        try {
            store.dispatch(receivedSettings(await fetchSettings()));
        } catch {
            // Known settings stay until the next connection. Without any, no card has a link, so it tries again soon.
            if (userId !== '' && !selectSettings(store.getState())) {
                clearTimeout(retry);
                retry = setTimeout(read, wait, Math.min(2 * wait, longestWait));
            }
        }
    };
    registry.registerReconnectHandler(() => {
        void read();
        readMore();
    });
    registry.registerWebSocketEventHandler(`custom_${pluginId}_settings_changed`, ({data}) =>
        store.dispatch(receivedSettings(data as unknown as Settings)),
    );

    const readForNewUser = () => {
        const previous = userId;
        userId = currentUserId(store.getState());
        if (userId !== '' && userId !== previous) {
            void read();
            readMore();
        }
    };
    readForNewUser();
    const unsubscribe = store.subscribe(readForNewUser);

    return () => {
        unsubscribe();
        userId = '';
        clearTimeout(retry);
    };
}

import {fetchSettings} from '../client';
import {pluginId} from '../manifest';
import type {HostStore, Registry} from '../mattermost/registry';
import {currentUserId} from '../mattermost/state';
import {receivedSettings, type Settings, selectSettings, settingsReducer} from '../settings';

/** How long it takes at first, and at most, until what failed is tried again, in milliseconds. */
const shortestWait = 2_000;
const longestWait = 60_000;

/**
 * Keeps the plugin's settings in the store up to date: read when somebody has logged in and after every break of the
 * connection, and told by the server when they change. What else is to be read then is read, too. Returns what ends it.
 */
export function keepSettings(registry: Registry, store: HostStore, readMore: () => void): () => void {
    registry.registerReducer(settingsReducer);

    // Whom they are read for: empty as long as nobody is logged in, and again once this has ended.
    let userId = '';
    let retry: ReturnType<typeof setTimeout> | undefined;

    const read = async (wait = shortestWait) => {
        try {
            store.dispatch(receivedSettings(await fetchSettings()));
        } catch {
            // What is known stays until the next connection. Where nothing is known, no card has a link: that can't wait.
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

import {fetchOnNow} from '../client';
import type {ChannelOnNow} from '../live/on_now';
import {pluginId} from '../manifest';
import type {ClientStore, Registry} from '../mattermost/registry';
import {currentLocale} from '../mattermost/state';
import {modules} from '../modules';

/**
 * What the button in the channel's header needs to know of meetings that are on. It knows of none until the feature is
 * loaded.
 */
export interface Header {
    isOn(channelId: string): boolean;
    join(channelId: string): void;
    /** Called when the button may have to change. */
    changed(): void;
}

/**
 * Keeps the meetings that are on. The server sends each change, and they are read again after a gap. The feature is
 * loaded only once a meeting is on. Returns a function that reads them.
 */
export function getOnNow(registry: Registry, store: ClientStore, header: Header): () => Promise<void> {
    let live: ReturnType<typeof start> | undefined;
    /** The number of events so far. */
    let events = 0;

    const start = async () => {
        const {prepare, startLive} = await modules.live();
        await prepare(currentLocale(store.getState()));
        return startLive(registry, store, header);
    };
    const load = () => {
        live ??= start();
        live.catch(() => {
            live = undefined; // the next event tries again
        });
        return live;
    };

    registry.registerWebSocketEventHandler(`custom_${pluginId}_live`, ({data}) => {
        const event = ++events;
        load().then(
            ({receivedChannel}) => receivedChannel(data as unknown as ChannelOnNow, event),
            () => {},
        );
    });
    return async () => {
        try {
            const before = events;
            const list = await fetchOnNow();
            if (live || list.length > 0) {
                (await load()).receivedAll(list, before);
            }
        } catch {
            // The next event or connection brings them.
        }
    };
}

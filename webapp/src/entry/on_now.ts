import {fetchOnNow} from '../client';
import type {ChannelOnNow} from '../live/on_now';
import {pluginId} from '../manifest';
import type {HostStore, Registry} from '../mattermost/registry';
import {currentLocale} from '../mattermost/state';
import {modules} from '../modules';

/** What the button in the channel's header asks of the meetings that are on. Nothing is until something is loaded. */
export interface Header {
    isOn(channelId: string): boolean;
    join(channelId: string): void;
    /** Called when the button may have to change. */
    changed(): void;
}

/**
 * Gets what is on: the server tells each change, and what was missed is read. What shows it is loaded only once something
 * is on. Returns what reads.
 */
export function getOnNow(registry: Registry, store: HostStore, header: Header): () => Promise<void> {
    let live: ReturnType<typeof start> | undefined;

    const start = async () => {
        const {prepare, startLive} = await modules.live();
        await prepare(currentLocale(store.getState()));
        return startLive(registry, store, header);
    };
    const load = () => {
        live ??= start();
        live.catch(() => {
            live = undefined; // tried again with the next event
        });
        return live;
    };

    registry.registerWebSocketEventHandler(`custom_${pluginId}_live`, ({data}) => {
        load().then(
            ({receivedChannel}) => receivedChannel(data as unknown as ChannelOnNow),
            () => {},
        );
    });
    return async () => {
        try {
            const list = await fetchOnNow();
            if (live || list.length > 0) {
                (await load()).receivedAll(list);
            }
        } catch {
            // The next event or connection brings it.
        }
    };
}

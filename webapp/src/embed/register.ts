import type {HostStore, Registry} from '../host/registry';
import {defaultTemplate} from '../meeting';
import {selectSettings} from '../settings';
import {JoinRow, meetingOfEmbed} from './join_row';

/**
 * Shows the way in below messages with a join link. The web client asks of each post once which links are such, so it is
 * made to ask again when the template changes. Returns what ends it.
 */
export function registerEmbed(registry: Registry, store: HostStore): () => void {
    let template = '';
    let id = '';

    const register = () => {
        const current = selectSettings(store.getState())?.joinURLTemplate ?? defaultTemplate;
        if (current === template) {
            return;
        }
        template = current;
        const previous = id;
        id = registry.registerPostWillRenderEmbedComponent(
            (embed) => meetingOfEmbed(embed, current) !== '',
            JoinRow,
            true,
        );
        // Only now, so that no row goes for a moment that is to stay.
        if (previous !== '') {
            registry.unregisterComponent(previous);
        }
    };

    register();
    return store.subscribe(register);
}

import type {GlobalState} from '@mattermost/types/store';
import type {Store} from 'redux';

import {fetchProfiles} from '../client';
import {receivedProfiles} from './state';

/** Whom nobody has asked for yet. All that is asked for at one moment goes into one request. */
let wanted = new Set<string>();

/** Whom the server doesn't know, or couldn't be asked for: they are not asked for again. */
const asked = new Set<string>();

/** Gets people that the web client hasn't loaded. */
export function askForProfiles(store: Store<GlobalState>, userIds: string[]) {
    const unknown = userIds.filter((userId) => !asked.has(userId));
    if (unknown.length > 0 && wanted.size === 0) {
        setTimeout(() => request(store));
    }
    for (const userId of unknown) {
        wanted.add(userId);
    }
}

async function request(store: Store<GlobalState>) {
    const userIds = [...wanted];
    wanted = new Set();
    for (const userId of userIds) {
        asked.add(userId);
    }
    try {
        store.dispatch(receivedProfiles(await fetchProfiles(userIds)));
    } catch {
        // Where a name can't be had, the list says "Somebody".
    }
}

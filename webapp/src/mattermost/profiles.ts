import type {GlobalState} from '@mattermost/types/store';
import type {Store} from 'redux';

import {fetchProfiles} from '../client';
import {receivedProfiles} from './state';

/** Users to be fetched. All that are needed at one moment go into one request. */
let wanted = new Set<string>();

/** Users that the server doesn't know, or couldn't return. They are not fetched again. */
const asked = new Set<string>();

/** Fetches users that the web client hasn't loaded. */
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
        // Without a name, the list says "Somebody".
    }
}

import type {Typed} from '../client';
import type {Place} from '../dialog/place';
import type {ClientStore} from '../mattermost/registry';
import {currentLocale} from '../mattermost/state';
import {modules} from '../modules';
import {openNotLoaded} from './not_loaded';

/** Opens the dialog that posts an invitation, filled with typed values. If it can't be loaded, it says so. */
export async function openInvitation(store: ClientStore, place: Place, typed?: Typed): Promise<void> {
    await load(store, async (locale) => {
        const {openInvitationDialog, prepare} = await modules.dialog();
        await prepare(locale);
        openInvitationDialog(store, place, typed);
    });
}

/** Opens the dialog of a channel's room. */
export async function openRoom(store: ClientStore, channelId: string): Promise<void> {
    await load(store, async (locale) => {
        const {openRoomDialog, prepare} = await modules.room_dialog();
        await prepare(locale);
        openRoomDialog(store, channelId);
    });
}

async function load(store: ClientStore, open: (locale: string) => Promise<void>): Promise<void> {
    try {
        await open(currentLocale(store.getState()));
    } catch {
        openNotLoaded(store);
    }
}

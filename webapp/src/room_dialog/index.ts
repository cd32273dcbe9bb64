import {host} from '../mattermost/globals';
import type {HostStore} from '../mattermost/registry';
import {RoomDialog} from './room_dialog';

export {prepare} from '../i18n/texts';

/** Opens the dialog of a channel's room. */
export function openRoomDialog(store: HostStore, channelId: string) {
    const {openModal} = host.WebappUtils.modals;
    store.dispatch(openModal({modalId: 'blizz_room', dialogType: RoomDialog, dialogProps: {channelId}}));
}

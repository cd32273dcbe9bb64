import {webClient} from '../mattermost/globals';
import type {ClientStore} from '../mattermost/registry';
import {RoomDialog} from './room_dialog';

export {prepare} from '../i18n/texts';

/** Opens the dialog of a channel's room. */
export function openRoomDialog(store: ClientStore, channelId: string) {
    const {openModal} = webClient.WebappUtils.modals;
    store.dispatch(openModal({modalId: 'blizz_room', dialogType: RoomDialog, dialogProps: {channelId}}));
}

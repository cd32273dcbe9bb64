import {host} from '../host/globals';
import type {HostStore} from '../host/registry';
import {InvitationDialog, type Place} from './invitation_dialog';

/** Opens the dialog that posts an invitation. Opening it twice, as taps on a call button do, opens one. */
export function openInvitationDialog(store: HostStore, place: Place) {
    const {openModal} = host.WebappUtils.modals;
    store.dispatch(openModal({modalId: 'blizz_invitation', dialogType: InvitationDialog, dialogProps: place}));
}

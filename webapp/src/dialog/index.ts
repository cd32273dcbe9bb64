import type {Post} from '@mattermost/types/posts';
import type React from 'react';

import type {Invitation} from '../card/invitation';
import type {Typed} from '../client';
import {webClient} from '../mattermost/globals';
import type {ClientStore} from '../mattermost/registry';
import {mayPost} from '../mattermost/state';
import {ChangeDialog} from './change_dialog';
import {InvitationDialog} from './invitation_dialog';
import {MayNotPost} from './may_not_post';
import type {Place} from './place';

export {prepare} from '../i18n/texts';

/**
 * Opens the dialog that posts an invitation, filled with typed values. If the person may not post, it opens a dialog
 * that says so. Opening it twice opens one dialog.
 */
export function openInvitationDialog(store: ClientStore, place: Place, typed?: Typed) {
    const dialogType = mayPost(store.getState(), place.channelId) ? InvitationDialog : MayNotPost;
    open(store, dialogType, {...place, typed});
}

/** Opens the dialog that changes a planned invitation. */
export function openChangeDialog(store: ClientStore, post: Post, invitation: Invitation) {
    open(store, ChangeDialog, {post, invitation});
}

function open(store: ClientStore, dialogType: React.ElementType, dialogProps: object) {
    const {openModal} = webClient.WebappUtils.modals;
    store.dispatch(openModal({modalId: 'blizz_invitation', dialogType, dialogProps}));
}

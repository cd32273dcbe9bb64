import type {Post} from '@mattermost/types/posts';
import type React from 'react';

import type {Invitation} from '../card/invitation';
import type {Typed} from '../client';
import {host} from '../mattermost/globals';
import type {HostStore} from '../mattermost/registry';
import {mayPost} from '../mattermost/state';
import {ChangeDialog} from './change_dialog';
import {InvitationDialog} from './invitation_dialog';
import {MayNotPost} from './may_not_post';
import type {Place} from './place';

export {prepare} from '../i18n/texts';

/**
 * Opens the dialog that posts an invitation, with what was typed in it; where one may not post, one that says so. Opening
 * it twice, as taps on a button do, opens one.
 */
export function openInvitationDialog(store: HostStore, place: Place, typed?: Typed) {
    const dialogType = mayPost(store.getState(), place.channelId) ? InvitationDialog : MayNotPost;
    open(store, dialogType, {...place, typed});
}

/** Opens the dialog that changes a planned invitation. */
export function openChangeDialog(store: HostStore, post: Post, invitation: Invitation) {
    open(store, ChangeDialog, {post, invitation});
}

function open(store: HostStore, dialogType: React.ElementType, dialogProps: object) {
    const {openModal} = host.WebappUtils.modals;
    store.dispatch(openModal({modalId: 'blizz_invitation', dialogType, dialogProps}));
}

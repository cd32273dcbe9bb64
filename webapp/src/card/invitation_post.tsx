import React from 'react';

import type {PostProps} from '../host/registry';
import {readInvitation} from './invitation';
import {InvitationCard} from './invitation_card';
import {PlainMessage} from './plain_message';

/** Shows a post of the plugin's type: the invitation it holds, or its message where it holds none. */
export function InvitationPost({post}: PostProps) {
    const invitation = readInvitation(post);
    return invitation ? <InvitationCard post={post} invitation={invitation} /> : <PlainMessage post={post} />;
}

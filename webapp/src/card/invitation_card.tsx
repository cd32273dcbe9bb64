import type {Post} from '@mattermost/types/posts';
import type {GlobalState} from '@mattermost/types/store';
import React from 'react';
import {useSelector} from 'react-redux';

import {personName} from '../host/state';
import {joinURL} from '../meeting';
import {selectSettings, serviceName} from '../settings';
import {CopyButton} from '../ui/copy_button';
import {JoinLink} from '../ui/join_link';
import {InvitationActions} from './actions';
import {EndedNote} from './ended_note';
import {CardFrame} from './frame';
import type {Invitation} from './invitation';
import {PasswordLine} from './password_line';
import {InvitationSummary} from './summary';

interface Props {
    post: Post;
    invitation: Invitation;
}

/** An invitation in a channel: what it is for, the way in, and what else can be done with it. */
export function InvitationCard({post, invitation}: Props) {
    const {meetingID, password, ended, endedAt} = invitation;
    const settings = useSelector(selectSettings);
    const host = useSelector((state: GlobalState) => personName(state, post.user_id));

    // Until the settings have come there is no link: better none for a moment than a wrong one.
    const url = settings && !ended ? joinURL(settings.joinURLTemplate, meetingID) : null;

    const summary = (
        <InvitationSummary host={host} service={serviceName(settings)} invitation={invitation} ended={ended}>
            {ended && <EndedNote at={endedAt} />}
            {!ended && (
                <PasswordLine password={password}>
                    <CopyButton text={password} label="blizz.copy_password" icon="content-copy" small={true} />
                </PasswordLine>
            )}
        </InvitationSummary>
    );
    return (
        <CardFrame ended={ended} summary={summary} join={url && <JoinLink url={url} meetingID={meetingID} />}>
            {url && <InvitationActions post={post} invitation={invitation} url={url} />}
        </CardFrame>
    );
}

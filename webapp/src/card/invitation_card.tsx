import type {Post} from '@mattermost/types/posts';
import type {GlobalState} from '@mattermost/types/store';
import React from 'react';
import {useSelector} from 'react-redux';

import {isArchived, personName} from '../host/state';
import {joinURL} from '../meeting';
import {CalendarLink} from '../schedule/calendar_link';
import {useStanding} from '../schedule/clock';
import {Going} from '../schedule/going';
import {WhenLine} from '../schedule/when_line';
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
    const {meetingID, password, plan, ended, cancelled} = invitation;
    const settings = useSelector(selectSettings);
    const host = useSelector((state: GlobalState) => personName(state, post.user_id));
    const archived = useSelector((state: GlobalState) => isArchived(state, post.channel_id));
    const standing = useStanding(plan, !ended);

    const summary = (
        <InvitationSummary host={host} service={serviceName(settings)} invitation={invitation} ended={ended}>
            {(!ended || cancelled) && <WhenLine plan={plan} standing={standing} ended={ended} />}
            {ended && <EndedNote invitation={invitation} />}
            {!ended && (
                <PasswordLine password={password}>
                    <CopyButton text={password} label="blizz.copy_password" icon="content-copy" small={true} />
                </PasswordLine>
            )}
        </InvitationSummary>
    );
    // Until the settings have come there is no link: better none for a moment than a wrong one.
    if (!settings || ended) {
        return <CardFrame ended={ended} summary={summary} />;
    }

    const url = joinURL(settings.joinURLTemplate, meetingID);
    const isAhead = standing.phase === 'ahead';
    const primary = isAhead ? (
        <CalendarLink postId={post.id} look="btn-primary" />
    ) : (
        <JoinLink url={url} meetingID={meetingID} />
    );
    return (
        <CardFrame summary={summary} primary={primary}>
            {plan.startsAt > 0 && <Going postId={post.id} isOpen={!archived && standing.phase !== 'over'} />}
            <InvitationActions post={post} invitation={invitation} url={url} standing={standing} />
        </CardFrame>
    );
}

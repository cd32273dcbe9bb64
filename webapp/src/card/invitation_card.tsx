import type {Post} from '@mattermost/types/posts';
import type {GlobalState} from '@mattermost/types/store';
import React from 'react';
import {useSelector} from 'react-redux';

import {personName} from '../host/state';
import {joinURL} from '../meeting';
import {selectSettings, serviceName} from '../settings';
import {CopyButton} from '../ui/copy_button';
import {Icon} from '../ui/icon';
import {JoinLink} from '../ui/join_link';
import {InvitationActions} from './actions';
import {EndedNote} from './ended_note';
import type {Invitation} from './invitation';
import {PasswordLine} from './password_line';
import {InvitationSummary} from './summary';

interface Props {
    post: Post;
    invitation: Invitation;
}

/** An invitation in a channel: what it is for, the way in, and what else can be done with it. */
export function InvitationCard({post, invitation}: Props) {
    const settings = useSelector(selectSettings);
    const host = useSelector((state: GlobalState) => personName(state, post.user_id));

    // Until the settings have come there is no link: better none for a moment than a wrong one.
    const url = settings ? joinURL(settings.joinURLTemplate, invitation.meetingID) : '';
    const joinable = !invitation.ended && url !== '';

    return (
        <section className={`blizz-card ${invitation.ended ? 'blizz-card--ended' : ''}`}>
            <div className="blizz-card__main">
                <span className="blizz-card__tile">
                    <Icon name={invitation.ended ? 'video-off-outline' : 'video-outline'} />
                </span>
                <InvitationSummary
                    host={host}
                    service={serviceName(settings)}
                    invitation={invitation}
                    ended={invitation.ended}
                >
                    {invitation.ended ? (
                        <EndedNote at={invitation.endedAt} />
                    ) : (
                        <PasswordLine password={invitation.password}>
                            <CopyButton
                                text={invitation.password}
                                label="blizz.copy_password"
                                icon="content-copy"
                                small={true}
                            />
                        </PasswordLine>
                    )}
                </InvitationSummary>
                {joinable && <JoinLink url={url} meetingID={invitation.meetingID} />}
            </div>
            {joinable && <InvitationActions post={post} invitation={invitation} url={url} />}
        </section>
    );
}

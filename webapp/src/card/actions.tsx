import type {Post} from '@mattermost/types/posts';
import type {GlobalState} from '@mattermost/types/store';
import React from 'react';
import {FormattedMessage, useIntl} from 'react-intl';
import {useSelector} from 'react-redux';

import {currentUserId, hasChannelPermission} from '../host/state';
import {displayID} from '../meeting';
import {selectSettings, serviceName} from '../settings';
import {CopyButton} from '../ui/copy_button';
import {Icon} from '../ui/icon';
import {QRCode} from '../ui/qr_code';
import {EndButton} from './end_button';
import type {Invitation} from './invitation';

interface Props {
    post: Post;
    invitation: Invitation;
    url: string;
}

/** What can be done with an open invitation besides joining. */
export function InvitationActions({post, invitation, url}: Props) {
    const [showsCode, setShowsCode] = React.useState(false);
    const mayEnd = useSelector((state: GlobalState) => mayEndPost(state, post));
    const text = useInvitationText(invitation, url);
    const codeId = React.useId();

    return (
        <>
            <div className="blizz-card__actions">
                <CopyButton text={url} label="blizz.copy_link" icon="link-variant" />
                <CopyButton text={text} label="blizz.copy_invitation" icon="content-copy" />
                <button
                    type="button"
                    className="btn btn-quaternary btn-sm"
                    aria-expanded={showsCode}
                    aria-controls={codeId}
                    onClick={() => setShowsCode(!showsCode)}
                >
                    <Icon name="cellphone" />
                    <FormattedMessage id="blizz.qr" />
                </button>
                {mayEnd && <EndButton postId={post.id} />}
            </div>
            <div id={codeId}>{showsCode && <QRCode text={url} />}</div>
        </>
    );
}

/** The server's own rule: the author may end it, and who may edit others' posts. */
function mayEndPost(state: GlobalState, post: Post): boolean {
    return post.user_id === currentUserId(state) || hasChannelPermission(state, post.channel_id, 'edit_others_posts');
}

/** The invitation in plain words, fit for a mail. */
function useInvitationText({meetingID, topic, password}: Invitation, url: string): string {
    const {formatMessage} = useIntl();
    const service = serviceName(useSelector(selectSettings));
    const lines = [
        topic,
        formatMessage({id: 'blizz.text.join'}, {service}),
        url,
        formatMessage({id: 'blizz.text.id'}, {id: displayID(meetingID)}),
        password && formatMessage({id: 'blizz.password'}, {password}),
    ];
    return lines.filter(Boolean).join('\n');
}

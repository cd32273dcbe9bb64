import type {Post} from '@mattermost/types/posts';
import type {GlobalState} from '@mattermost/types/store';
import React from 'react';
import {useIntl} from 'react-intl';
import {useSelector} from 'react-redux';

import {currentUserId, hasChannelPermission, isArchived} from '../host/state';
import {displayID} from '../meeting';
import {CalendarLink} from '../schedule/calendar_link';
import type {Standing} from '../schedule/plan';
import {useTimeWords} from '../schedule/words';
import {selectSettings, serviceName} from '../settings';
import {Button} from '../ui/button';
import {CopyButton} from '../ui/copy_button';
import {JoinLink} from '../ui/join_link';
import {onDemand} from '../ui/on_demand';
import {EndButton} from './end_button';
import type {Invitation} from './invitation';

interface Props {
    post: Post;
    invitation: Invitation;
    url: string;
    standing: Standing;
}

/** The encoder is large, and few people ever look at a code. */
const QRCode = onDemand(async () => (await import('../ui/qr_code')).QRCode);

const look = 'btn-quaternary btn-sm';

/** What can be done with an open invitation besides what its first button does. */
export function InvitationActions({post, invitation, url, standing}: Props) {
    const {meetingID, plan} = invitation;
    const isAhead = standing.phase === 'ahead';
    const comesAgain = standing.phase === 'soon' || plan.every !== '';
    const [showsCode, setShowsCode] = React.useState(false);
    const mayEnd = useSelector((state: GlobalState) => mayEndPost(state, post));
    const text = useInvitationText(invitation, url, standing);
    const codeId = React.useId();

    return (
        <>
            <div className="blizz-card__actions">
                {isAhead && <JoinLink url={url} meetingID={meetingID} look={look} />}
                {!isAhead && comesAgain && <CalendarLink postId={post.id} look={look} />}
                <CopyButton text={url} label="blizz.copy_link" icon="link-variant" />
                <CopyButton text={text} label="blizz.copy_invitation" icon="content-copy" />
                <Button
                    label="blizz.qr"
                    icon="cellphone"
                    aria-expanded={showsCode}
                    aria-controls={codeId}
                    onClick={() => setShowsCode(!showsCode)}
                />
                {mayEnd && <EndButton post={post} cancels={plan.startsAt > Date.now()} />}
            </div>
            <div id={codeId}>{showsCode && <QRCode text={url} />}</div>
        </>
    );
}

/** The server's own rule: the author may end it, and who may edit others' posts; nobody in an archived channel. */
function mayEndPost(state: GlobalState, {user_id, channel_id}: Post): boolean {
    const may = user_id === currentUserId(state) || hasChannelPermission(state, channel_id, 'edit_others_posts');
    return may && !isArchived(state, channel_id);
}

/** The invitation in plain words, fit for a mail. */
function useInvitationText({meetingID, topic, password, plan}: Invitation, url: string, {start}: Standing): string {
    const {formatMessage} = useIntl();
    const words = useTimeWords();
    const service = serviceName(useSelector(selectSettings));
    const lines = [
        topic,
        [...(start > 0 ? [words.fullStart(start)] : []), ...words.details(plan)].join(', '),
        formatMessage({id: 'blizz.text.join'}, {service}),
        url,
        formatMessage({id: 'blizz.text.id'}, {id: displayID(meetingID)}),
        password && formatMessage({id: 'blizz.password'}, {password}),
    ];
    return lines.filter(Boolean).join('\n');
}

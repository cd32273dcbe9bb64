import React from 'react';
import {FormattedMessage, useIntl} from 'react-intl';
import {shallowEqual, useSelector} from 'react-redux';

import {JoinLink} from '../card/invitation_card';
import {MeetingName} from '../card/summary';
import {withTexts} from '../i18n/texts';
import {currentChannelId, timeFormat} from '../mattermost/state';
import {announce} from '../ui/announce';
import {dismiss, offeredIn} from './dismissed';
import {useInvitationOf} from './meeting_of';
import {notify, type OnNow, subscribeOnNow} from './on_now';

/** A bar in the open channel that offers its meeting, until the meeting ends or the person dismisses it. */
export const Toast = withTexts(() => {
    const channelId = useSelector(currentChannelId);
    const meeting = React.useSyncExternalStore(subscribeOnNow, () => offeredIn(channelId));
    return meeting ? <Bar key={meeting.post_id} meeting={meeting} /> : null;
});

function Bar({meeting}: {meeting: OnNow}) {
    const invitation = useInvitationOf(meeting.post_id);
    const {formatMessage, formatTime} = useIntl();
    const format = useSelector(timeFormat, shallowEqual);
    const isThere = Boolean(invitation);
    const time = formatTime(meeting.since, {...format, hour: 'numeric', minute: '2-digit'});

    React.useEffect(() => {
        if (isThere) {
            notify(); // the button in the header can join now
            announce(formatMessage({id: 'blizz.live.announce'}, {time}));
        }
    }, [isThere, time, formatMessage]);

    if (!invitation) {
        return null;
    }
    return (
        <section className="blizz-bar" aria-label={formatMessage({id: 'blizz.live.mark'})}>
            <span className="blizz-bar__text icon-video-outline" dir="auto">
                <MeetingName meeting={invitation.meeting} />
                {' · '}
                <FormattedMessage id="blizz.live.since" values={{time}} />
            </span>
            <JoinLink postId={meeting.post_id} invitation={invitation} look="btn-primary btn-sm" />
            <button
                type="button"
                className="btn btn-icon btn-sm blizz-bar__close icon-close"
                aria-label={formatMessage({id: 'blizz.live.dismiss'})}
                onClick={() => dismiss(meeting)}
            />
        </section>
    );
}

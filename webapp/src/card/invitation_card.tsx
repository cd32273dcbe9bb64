import type {Post} from '@mattermost/types/posts';
import React from 'react';
import {FormattedMessage, useIntl} from 'react-intl';

import {calendarFile, tellJoined} from '../client';
import {useNow} from '../schedule/clock';
import {changesUntil, type Standing, standingAt} from '../schedule/plan';
import {timeWords} from '../schedule/words';
import {classes} from '../ui/button';
import {Answers} from './answers';
import {AttendanceLine} from './attendance_line';
import {Frame} from './frame';
import {useInSight} from './in_sight';
import type {Invitation} from './invitation';
import {LiveLine} from './live_line';
import {MoreActions} from './more_actions';
import {PasswordLine} from './password_line';
import {Summary} from './summary';
import type {CardState} from './use_card_state';
import {WhenLine} from './when_line';

export interface CardProps {
    post: Post;
    invitation: Invitation;
    card: CardState;
}

/** An invitation in a channel: its text, the button to join, and further actions. */
export function InvitationCard({post, invitation, card}: CardProps) {
    const {meeting, topic, password, plan, ended, cancelled} = invitation;
    const intl = useIntl();
    const now = useNow(ended ? 0 : changesUntil(plan));
    const standing = React.useMemo(() => standingAt(plan, now), [plan, now]);
    const words = timeWords(intl, card);
    const frame = React.useRef<HTMLElement>(null);
    // A channel can be long, so the second row is rendered only once the card is in the window.
    const [inSight, setInSight] = useInSight(frame);

    return (
        <Frame ended={ended} control={frame}>
            <Summary inviter={card.inviter} meeting={meeting} topic={topic} ended={ended}>
                {(!ended || cancelled) && (
                    <WhenLine
                        plan={plan}
                        standing={standing}
                        words={words}
                        now={now}
                        inviter={card.inviter}
                        ended={ended}
                    />
                )}
                {ended && <EndedLine invitation={invitation} card={card} />}
                {!ended && <LiveLine post={post} card={card} />}
                <AttendanceLine invitation={invitation} words={words} />
                {!ended && <PasswordLine password={password} mayCopy={true} />}
            </Summary>
            {!ended && <FirstButton post={post} invitation={invitation} standing={standing} />}
            {!ended && plan.startsAt > 0 && (
                <Answers post={post} card={card} isOpen={!card.archived && standing.phase !== 'over'} />
            )}
            {!ended && (
                <MoreActions
                    post={post}
                    invitation={invitation}
                    card={card}
                    standing={standing}
                    words={words}
                    isShown={inSight}
                    onShow={setInSight}
                />
            )}
        </Frame>
    );
}

interface FirstProps {
    post: Post;
    invitation: Invitation;
    standing: Standing;
}

/** The first button: join, or for a later start, add to the calendar. */
function FirstButton({post, invitation, standing}: FirstProps) {
    return standing.phase === 'ahead' ? (
        <CalendarLink postId={post.id} look="btn-primary" />
    ) : (
        <JoinLink postId={post.id} invitation={invitation} look="btn-primary" />
    );
}

interface JoinProps {
    /** The invitation. Absent for a link in a message, because nobody counts its joins. */
    postId?: string;
    invitation: Pick<Invitation, 'meeting'>;
    look: string;
}

/**
 * The button to join. It is a real link, so that any key and any new window work. The server is told separately, and
 * nothing waits for that.
 */
export function JoinLink({postId, invitation: {meeting}, look}: JoinProps) {
    const {formatMessage} = useIntl();
    const join = formatMessage({id: 'blizz.join'});
    const tell = () => postId && tellJoined(postId);
    return (
        <a
            className={classes(`blizz-link ${look}`, 'video-outline')}
            href={meeting.url}
            target="_blank"
            rel="noopener noreferrer"
            onClick={tell}
            // The middle mouse button also opens it.
            onAuxClick={({button}) => button === 1 && tell()}
            aria-label={meeting.displayID ? `${join} ${meeting.displayID}` : `${join} ${meeting.service.name}`}
        >
            {join}
        </a>
    );
}

/** Downloads the invitation as a calendar file. */
export function CalendarLink({postId, look}: {postId: string; look: string}) {
    const text = useIntl().formatMessage({id: 'blizz.add_to_calendar'});
    return (
        <a
            className={classes(`blizz-link ${look}`, 'calendar-outline')}
            href={calendarFile(postId)}
            download={true}
            aria-label={text}
        >
            {text}
        </a>
    );
}

/** Says that the meeting is over and since when, in the viewer's time zone and language, or that it was cancelled. */
function EndedLine({invitation: {cancelled, endedAt}, card}: {invitation: Invitation; card: CardState}) {
    const {formatDate} = useIntl();
    const {timeZone, hourCycle} = card;
    const options = {timeZone, hourCycle, month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit'} as const;
    const ended = endedAt > 0 ? 'blizz.ended_at' : 'blizz.ended';
    return (
        <div className="blizz-card__line" dir="auto">
            <FormattedMessage
                id={cancelled ? 'blizz.cancelled' : ended}
                values={{time: formatDate(endedAt, options)}}
            />
        </div>
    );
}

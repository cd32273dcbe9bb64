import type {Post} from '@mattermost/types/posts';
import React from 'react';
import {FormattedMessage, useIntl} from 'react-intl';

import {useOnNow} from '../live/on_now';
import {Face, useNames} from './people';
import type {CardState} from './use_card_state';

/** How many pictures of people are shown. */
const mostFaces = 5;

/** Says when the meeting began, and who joined. The plugin doesn't know who is still in it. */
export function LiveLine({post, card}: {post: Post; card: CardState}) {
    const meeting = useOnNow(post.channel_id).find(({post_id}) => post_id === post.id);
    const {formatTime} = useIntl();
    if (!meeting) {
        return null;
    }
    const {timeZone, hourCycle} = card;
    const time = formatTime(meeting.since, {timeZone, hourCycle, hour: 'numeric', minute: '2-digit'});
    const count = meeting.joined.length;
    return (
        <div className="blizz-card__line blizz-live" dir="auto">
            <strong>
                <FormattedMessage id="blizz.live.since" values={{time}} />
            </strong>
            {count > 0 && <Faces userIds={meeting.joined.slice(0, mostFaces)} />}
            {count > 0 && <FormattedMessage id="blizz.live.joined" values={{count}} />}
        </div>
    );
}

/** Pictures of people, with their names for screen readers and the mouse. */
function Faces({userIds}: {userIds: string[]}) {
    const names = useNames(userIds);
    return (
        <span className="blizz-faces" role="img" aria-label={names.filter(Boolean).join(', ')}>
            {userIds.map((userId, i) => (
                <Face key={userId} userId={userId} name={names[i] ?? ''} />
            ))}
        </span>
    );
}

import React from 'react';
import {FormattedMessage, useIntl} from 'react-intl';

import {SummaryLine} from '../card/summary_line';
import {useNow} from './clock';
import {changesUntil, type Plan, type Standing} from './plan';
import {useTimeWords} from './words';

interface Props {
    plan: Plan;
    standing: Standing;
    /** Whether the meeting is over: it doesn't matter any more how far away the start is. */
    ended?: boolean;
}

/**
 * When a meeting takes place, for the viewer; for the host on hover, and for screen readers where that is another time.
 * Renders nothing where nothing is planned.
 */
export function WhenLine({plan, standing, ended}: Props) {
    const {formatMessage} = useIntl();
    const words = useTimeWords();
    const {start, phase} = standing;
    const parts: React.ReactNode[] = [...words.details(plan)];
    let hidden: React.ReactNode;
    if (start > 0) {
        const time = words.fullStart(start, plan.timeZone);
        const forHost = formatMessage({id: 'blizz.host_time'}, {time});
        parts.unshift(
            <time dateTime={new Date(start).toISOString()} title={forHost}>
                {words.start(start)}
            </time>,
        );
        hidden = time !== words.fullStart(start) && forHost;
        if (!ended && phase !== 'over') {
            parts.push(<Distance plan={plan} standing={standing} />);
        }
    }
    if (parts.length === 0) {
        return null;
    }
    return (
        <SummaryLine>
            {parts.map((part, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: they have no other, and keep their order
                <React.Fragment key={i}>
                    {i > 0 && ' '}
                    <span className="blizz-when">
                        {part}
                        {i < parts.length - 1 && ' ·'}
                    </span>
                </React.Fragment>
            ))}
            {hidden && <span className="sr-only"> {hidden}</span>}
        </SummaryLine>
    );
}

function Distance({plan, standing: {start, phase}}: {plan: Plan; standing: Standing}) {
    const words = useTimeWords();
    const now = useNow(changesUntil(plan));
    return <strong>{phase === 'now' ? <FormattedMessage id="blizz.now" /> : words.distance(start, now)}</strong>;
}

import React from 'react';
import {FormattedMessage, useIntl} from 'react-intl';

import {movedFrom, type Plan, type Standing, skippedAfter} from '../schedule/plan';
import type {timeWords} from '../schedule/words';
import {isolate} from '../ui/isolate';

interface Props {
    plan: Plan;
    standing: Standing;
    words: ReturnType<typeof timeWords>;
    /** The beginning of the present minute, in milliseconds since 1970. */
    now: number;
    /** The inviter's name; empty if unknown. */
    inviter: string;
    /** Whether the meeting is over. The time until the start is not shown then. */
    ended?: boolean;
}

/**
 * When a meeting takes place, in the viewer's time zone, and in the inviter's if that differs. Renders nothing if the
 * meeting isn't planned.
 */
export function WhenLine({plan, standing: {start, phase}, words, now, inviter, ended}: Props) {
    const {formatMessage, formatList} = useIntl();
    const parts: React.ReactNode[] = words.details(plan).map(isolate);
    if (start > 0) {
        const there = words.startIn(start, plan.timeZone);
        const name = isolate(inviter) || formatMessage({id: 'blizz.somebody'});
        parts.unshift(
            <time dateTime={new Date(start).toISOString()}>{words.start(start)}</time>,
            there && formatMessage({id: 'blizz.inviter_time'}, {time: isolate(there), name}),
        );
        if (!ended && phase !== 'over') {
            parts.push(
                ...exceptions(plan, start, now).map(([id, starts]) =>
                    formatMessage({id}, {start: isolate(formatList(starts.map(words.start)))}),
                ),
            );
            parts.push(
                <strong>{phase === 'now' ? <FormattedMessage id="blizz.now" /> : words.distance(start, now)}</strong>,
            );
        }
    }
    const shown = parts.filter((part) => part !== '');
    if (shown.length === 0) {
        return null;
    }
    return (
        <div className="blizz-card__line" dir="auto">
            {shown.map((part, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: they have no other key, and keep their order
                <React.Fragment key={i}>
                    {i > 0 && ' · '}
                    {part}
                </React.Fragment>
            ))}
        </div>
    );
}

/** How many skipped starts are named. */
const mostNamed = 3;

/** Texts about the exceptions of a series: the texts' IDs, and the starts that they name. */
function exceptions(plan: Plan, start: number, now: number): Array<[id: string, starts: number[]]> {
    const from = movedFrom(plan, start);
    const skipped = skippedAfter(plan, now).slice(0, mostNamed);
    return [
        ...(from === undefined ? [] : ([['blizz.moved_from', [from]]] as Array<[string, number[]]>)),
        ...(skipped.length === 0 ? [] : ([['blizz.not_on', skipped]] as Array<[string, number[]]>)),
    ];
}

import {DateTime} from 'luxon';

import type {Plan} from '../schedule/plan';
import type {Rule} from '../schedule/repeat';

/** What the fields of a start say. */
export interface PlanFields {
    /** As date fields have it: 2026-11-23; empty until it is complete. */
    date: string;
    /** As time fields have it: 14:30; empty until it is complete. */
    time: string;
    durationMinutes: number;
    repeat: RepeatFields;
}

/** What the fields of a recurrence say. Each keeps its value while it isn't shown. */
export interface RepeatFields {
    kind: 'never' | 'day' | 'weekday' | 'week' | 'month';
    interval: number;
    /** 1 for Monday to 7 for Sunday; none stands for the day of the start. */
    days: number[];
    /** Whether a month's meeting is on the same day of the month, or on the same weekday of it. */
    monthly: 'day' | 'weekday';
    ends: 'never' | 'until' | 'count';
    /** As date fields have it. */
    until: string;
    count: number;
}

const minute = 60_000;

const usualRepeat: RepeatFields = {
    kind: 'never',
    interval: 1,
    days: [],
    monthly: 'day',
    ends: 'never',
    until: '',
    count: 10,
};

/** The next half hour that leaves time to come, for half an hour. */
export function usualFields(zone?: string): PlanFields {
    const start = Math.ceil((Date.now() + 10 * minute) / (30 * minute)) * 30 * minute;
    return {...dateAndTime(start, zone), durationMinutes: 30, repeat: usualRepeat};
}

/** A moment as date and time fields have it. toFormat would write the digits of the web client's language. */
export function dateAndTime(moment: number, zone?: string): {date: string; time: string} {
    const [date = '', time = ''] = String(DateTime.fromMillis(moment, {zone}).toISO()).split('T');
    return {date, time: time.slice(0, 5)};
}

/** A plan as the fields have it. */
export function fieldsOf(plan: Pick<Plan, 'startsAt' | 'durationMinutes' | 'rule'>, zone?: string): PlanFields {
    const {startsAt, durationMinutes, rule} = plan;
    return {...dateAndTime(startsAt, zone), durationMinutes, repeat: rule ? repeatOf(rule, zone) : usualRepeat};
}

function repeatOf({frequency, interval, days, ordinal, count, until}: Rule, zone?: string): RepeatFields {
    const isWeekdays = frequency === 'WEEKLY' && interval === 1 && days.join() === '1,2,3,4,5';
    const kinds = {DAILY: 'day', WEEKLY: isWeekdays ? 'weekday' : 'week', MONTHLY: 'month'} as const;
    return {
        kind: kinds[frequency],
        interval,
        days: frequency === 'WEEKLY' && !isWeekdays ? days : [],
        monthly: ordinal === 0 ? 'day' : 'weekday',
        ends: until > 0 ? 'until' : count > 0 ? 'count' : 'never',
        until: until > 0 ? dateAndTime(until, zone).date : '',
        count: count || usualRepeat.count,
    };
}

/** The plan that the fields say, or null until they are complete. */
export function planOf(fields: PlanFields, zone?: string): Pick<Plan, 'startsAt' | 'durationMinutes' | 'rule'> | null {
    const start = DateTime.fromISO(`${fields.date}T${fields.time}`, {zone});
    const until = fields.repeat.ends === 'until' ? untilOf(fields.repeat, zone) : 0;
    if (!start.isValid || Number.isNaN(until)) {
        return null;
    }
    const rule = ruleOf(fields.repeat, start, until);
    return {startsAt: start.toMillis(), durationMinutes: fields.durationMinutes, rule};
}

/** The end of the last day. */
function untilOf({until}: RepeatFields, zone?: string): number {
    return DateTime.fromISO(until, {zone}).endOf('day').startOf('second').toMillis();
}

function ruleOf(fields: RepeatFields, start: DateTime, until: number): Rule | null {
    const {kind, interval, days, monthly, ends, count} = fields;
    const end = {count: ends === 'count' ? count : 0, until};
    const simple = {interval, days: [], ordinal: 0, monthDay: 0, ...end};
    switch (kind) {
        case 'never':
            return null;
        case 'day':
            return {...simple, frequency: 'DAILY'};
        case 'weekday':
            return {...simple, frequency: 'WEEKLY', interval: 1, days: [1, 2, 3, 4, 5]};
        case 'week':
            return {...simple, frequency: 'WEEKLY', days};
        case 'month':
            return monthly === 'day'
                ? {...simple, frequency: 'MONTHLY'}
                : {...simple, frequency: 'MONTHLY', days: [start.weekday], ordinal: ordinalOf(start)};
    }
}

/** Which of its weekdays in the month a day is; the fifth is meant as the last, which every month has. */
function ordinalOf(start: DateTime): number {
    const ordinal = Math.ceil(start.day / 7);
    return ordinal === 5 ? -1 : ordinal;
}

import {DateTime} from 'luxon';

import type {Plan} from '../schedule/plan';
import type {Rule} from '../schedule/repeat';

/** The values of the fields for a start. */
export interface PlanFields {
    /** In the format of date fields: 2026-11-23. Empty until it is complete. */
    date: string;
    /** In the format of time fields: 14:30. Empty until it is complete. */
    time: string;
    durationMinutes: number;
    repeat: RepeatFields;
}

/** The values of the fields for a repetition. Each keeps its value while it is hidden. */
export interface RepeatFields {
    kind: 'never' | 'day' | 'weekday' | 'week' | 'month';
    interval: number;
    /** 1 for Monday to 7 for Sunday. Empty means the day of the start. */
    days: number[];
    /** Whether a monthly meeting is on the same day of the month or on the same weekday. */
    monthly: 'day' | 'weekday';
    ends: 'never' | 'until' | 'count';
    /** In the format of date fields. */
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

/** The next half hour that leaves some time until it comes, for half an hour. */
export function usualFields(zone?: string): PlanFields {
    const start = Math.ceil((Date.now() + 10 * minute) / (30 * minute)) * 30 * minute;
    return {...dateAndTime(start, zone), durationMinutes: 30, repeat: usualRepeat};
}

/** A time in the format of date and time fields. toFormat would use the digits of the web client's language. */
export function dateAndTime(moment: number, zone?: string): {date: string; time: string} {
    const [date = '', time = ''] = String(DateTime.fromMillis(moment, {zone}).toISO()).split('T');
    return {date, time: time.slice(0, 5)};
}

/** A plan as field values. */
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

/** The plan of the fields, or null until they are complete. */
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

/** Which of its weekdays in the month a day is. The fifth counts as the last, because each month has a last one. */
function ordinalOf(start: DateTime): number {
    const ordinal = Math.ceil(start.day / 7);
    return ordinal === 5 ? -1 : ordinal;
}

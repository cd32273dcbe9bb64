import {DateTime} from 'luxon';

/**
 * A repetition: the part of the recurrence rules of RFC 5545, section 3.3.10, that the server accepts (server/when).
 * Days are 1 for Monday to 7 for Sunday.
 */
export interface Rule {
    frequency: 'DAILY' | 'WEEKLY' | 'MONTHLY';
    interval: number;
    /**
     * The days of a weekly rule; empty for the day of the first start. For a monthly rule with an ordinal, its single
     * day.
     */
    days: number[];
    /** Which of a month's weekdays a monthly rule means: 1 to 5, or -1 for the last. 0 for none. */
    ordinal: number;
    /** The day of a monthly rule: 1 to 31, or -1 for the last. 0 for the day of the first start. */
    monthDay: number;
    /** The number of starts; 0 for no limit. */
    count: number;
    /** The last possible start, in milliseconds since 1970; 0 for no end. */
    until: number;
}

const dayNames = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

const longestText = 200;
const mostInterval = 99;
const mostCount = 999;

/** Reads a rule. Null if the server would not accept it. Dates are in the plan's zone. */
export function readRule(text: unknown, zone: string): Rule | null {
    if (typeof text !== 'string' || text.length > longestText) {
        return null;
    }
    const parts = Object.fromEntries(text.split(';').map((part) => part.split('=', 2)));
    const {FREQ, INTERVAL = '1', BYDAY, BYMONTHDAY = '0', COUNT = '0', UNTIL} = parts;
    const days = readDays(BYDAY);
    const until = UNTIL === undefined ? 0 : readUntil(UNTIL, zone);
    const numbers = [INTERVAL, BYMONTHDAY, COUNT];
    if (!days || Number.isNaN(until) || !numbers.every((number) => /^-?\d{1,3}$/.test(number))) {
        return null;
    }
    const [interval = 0, monthDay = 0, count = 0] = numbers.map(Number);
    const rule = {frequency: FREQ, interval, ...days, monthDay, count, until} as Rule;
    return isSound(rule) ? rule : null;
}

function readDays(text: string | undefined): {days: number[]; ordinal: number} | null {
    if (text === undefined) {
        return {days: [], ordinal: 0};
    }
    const read = text.split(',').map((part) => /^([+-]?\d)?([A-Z]{2})$/.exec(part));
    const days = read.map((match) => dayNames.indexOf(match?.[2] ?? '') + 1);
    const ordinal = Number(read[0]?.[1] ?? 0);
    const isRight = !days.includes(0) && (ordinal === 0 ? read.every((match) => !match?.[1]) : days.length === 1);
    return isRight ? {days: [...new Set(days)].sort(), ordinal} : null;
}

/** A date means the end of that day. NaN for an invalid text. */
function readUntil(text: string, zone: string): number {
    const match = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z)?)?$/.exec(text);
    if (!match) {
        return Number.NaN;
    }
    const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0));
    const isDate = match[4] === undefined;
    const moment = DateTime.fromObject({year, month, day, hour, minute, second}, {zone: match[7] ? 'UTC' : zone});
    return (isDate ? moment.endOf('day') : moment).toMillis();
}

function isSound({frequency, interval, days, ordinal, monthDay, count, until}: Rule): boolean {
    if (interval < 1 || interval > mostInterval || count < 0 || count > mostCount || (count > 0 && until > 0)) {
        return false;
    }
    switch (frequency) {
        case 'DAILY':
            return days.length === 0 && monthDay === 0;
        case 'WEEKLY':
            return ordinal === 0 && monthDay === 0;
        case 'MONTHLY':
            return days.length === 0
                ? monthDay >= -1 && monthDay <= 31
                : monthDay === 0 && ordinal !== 0 && ordinal >= -1 && ordinal <= 5;
        default:
            return false;
    }
}

/** The rule as the value of an RRULE property. readRule reads it. */
export function writeRule({frequency, interval, days, ordinal, monthDay, count, until}: Rule): string {
    const parts = [
        `FREQ=${frequency}`,
        interval > 1 && `INTERVAL=${interval}`,
        days.length > 0 && `BYDAY=${days.map((day) => `${ordinal || ''}${dayNames[day - 1]}`)}`,
        monthDay !== 0 && `BYMONTHDAY=${monthDay}`,
        count > 0 && `COUNT=${count}`,
        until > 0 &&
            `UNTIL=${DateTime.fromMillis(until, {zone: 'UTC'}).toFormat("yyyyLLdd'T'HHmmss'Z'", {locale: 'en', numberingSystem: 'latn'})}`,
    ];
    return parts.filter(Boolean).join(';');
}

/** How many days, weeks or months are searched. A later start isn't shown, whatever a post says. */
const mostPeriods = 1500;

/**
 * The starts of a rule that are not before a time, in milliseconds since 1970, one by one. The first start has the zone
 * in which all starts have the same time of day.
 */
export function* startsFrom(rule: Rule, first: DateTime, from: number): Generator<number> {
    // Anybody can post a rule that began in 1970. Without a count, the search begins near the time.
    const begin = rule.count > 0 ? 0 : periodBefore(rule, first, from);
    let counted = 0;
    for (let period = begin; period < begin + mostPeriods; period++) {
        for (const start of startsIn(rule, first, period)) {
            const moment = start.toMillis();
            if (start < first) {
                continue;
            }
            if ((rule.until > 0 && moment > rule.until) || (rule.count > 0 && counted >= rule.count)) {
                return;
            }
            counted++;
            if (moment >= from) {
                yield moment;
            }
        }
    }
}

const units = {DAILY: 'days', WEEKLY: 'weeks', MONTHLY: 'months'} as const;

/** A period of the rule before a time. The first period is 0. */
function periodBefore({frequency, interval}: Rule, first: DateTime, from: number): number {
    const unit = units[frequency];
    const periods = DateTime.fromMillis(from, {zone: first.zone}).diff(first, unit).as(unit);
    return Math.max(0, Math.floor(periods / interval) - 1);
}

function startsIn(rule: Rule, first: DateTime, period: number): DateTime[] {
    const step = period * rule.interval;
    switch (rule.frequency) {
        case 'DAILY':
            return [first.plus({days: step})];
        case 'WEEKLY': {
            const days = rule.days.length > 0 ? rule.days : [first.weekday];
            return days.map((day) => first.plus({days: step * 7 + day - first.weekday}));
        }
        case 'MONTHLY': {
            const month = first.set({day: 1}).plus({months: step});
            const day = dayIn(rule, first, month);
            return day > 0 && day <= Number(month.daysInMonth) ? [month.set({day})] : [];
        }
    }
}

/** The day of a month that a monthly rule means. A month without that day has no start. */
function dayIn({days, ordinal, monthDay}: Rule, first: DateTime, month: DateTime): number {
    const length = Number(month.daysInMonth);
    const [weekday] = days;
    if (weekday === undefined) {
        return monthDay === -1 ? length : monthDay || first.day;
    }
    if (ordinal === -1) {
        return length - ((month.set({day: length}).weekday - weekday + 7) % 7);
    }
    return 1 + ((weekday - month.weekday + 7) % 7) + 7 * (ordinal - 1);
}

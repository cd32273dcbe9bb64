import {DateTime} from 'luxon';

import {isTimeZone} from '../time_zone';

/** How a meeting repeats: from Monday to Friday, or on its day of the week; empty for one that takes place once. */
export type Every = '' | 'weekday' | 'week';

/** The rules as the server writes them: values of an RRULE property, by RFC 5545. */
export const rules: Readonly<Record<Every, string>> = {
    '': '',
    weekday: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
    week: 'FREQ=WEEKLY',
};

/** When a meeting takes place. */
export interface Plan {
    /** The first start, in milliseconds since 1970; 0 for a meeting that starts with its invitation. */
    startsAt: number;
    /** 0 where nothing is said of it. */
    durationMinutes: number;
    every: Every;
    /** The host's time zone, by its IANA name: in it, a repeated meeting keeps its time of day. */
    timeZone: string;
}

const minute = 60_000;
const week = 7 * 24 * 60 * minute;

/** From how long before its start on a meeting is for joining, not for the calendar. */
const soon = 10 * minute;

/** How long a meeting is taken to last that doesn't say. */
const usualMinutes = 60;

const maxDurationMinutes = 24 * 60;

/** The end of the year 9999, as later times have no usual written form. */
const latest = 253_402_300_799_999;

/** Reads the plan out of a post's props, without what is not right. */
export function readPlan(props: Record<string, unknown>): Plan {
    const startsAt = readTime(props.starts_at);
    return {
        startsAt,
        durationMinutes: readWhole(props.duration_minutes, maxDurationMinutes),
        every: startsAt > 0 ? readRule(props.repeat) : '',
        timeZone: isTimeZone(props.time_zone) ? props.time_zone : 'UTC',
    };
}

function readRule(value: unknown): Every {
    return everyRule.find((every) => rules[every] === value) ?? '';
}

const everyRule: readonly Every[] = ['weekday', 'week'];

/** Reads a moment, in milliseconds since 1970; 0 where there is none. */
export function readTime(value: unknown): number {
    return readWhole(value, latest);
}

function readWhole(value: unknown, most: number): number {
    const number = Number.isInteger(value) ? Number(value) : 0;
    return number > 0 && number <= most ? number : 0;
}

/** How a meeting stands at a moment. */
export interface Standing {
    /** The start that counts, in milliseconds since 1970: of the meeting that goes on or comes next. */
    start: number;
    phase: 'ahead' | 'soon' | 'now' | 'over';
}

export function standingAt(plan: Plan, now: number): Standing {
    if (plan.startsAt === 0) {
        return {start: 0, phase: 'now'};
    }
    const start = nextStart(plan, now - lengthOf(plan) + 1);
    return {start, phase: phaseOf(start, start + lengthOf(plan), now)};
}

function phaseOf(start: number, end: number, now: number): Standing['phase'] {
    if (now >= end) {
        return 'over';
    }
    if (now >= start) {
        return 'now';
    }
    return start - now <= soon ? 'soon' : 'ahead';
}

/** Until when time changes how the meeting stands. */
export function changesUntil(plan: Plan): number {
    if (plan.startsAt === 0) {
        return 0;
    }
    return plan.every ? Number.POSITIVE_INFINITY : plan.startsAt + lengthOf(plan);
}

function lengthOf(plan: Plan): number {
    return (plan.durationMinutes || usualMinutes) * minute;
}

/** The first start that is not before a moment; of a meeting that takes place once, its only one. */
function nextStart({startsAt, every, timeZone}: Plan, from: number): number {
    if (every === '') {
        return startsAt;
    }
    const first = DateTime.fromMillis(startsAt, {zone: timeZone});
    // Not day by day from the first one: anybody can post one of 1970.
    let days = Math.max(0, Math.floor((from - startsAt) / week) - 1) * 7;
    let start = first.plus({days});
    while (start.toMillis() < from || (every === 'weekday' && start.weekday > 5)) {
        days += every === 'week' ? 7 : 1;
        start = first.plus({days});
    }
    return start.toMillis();
}

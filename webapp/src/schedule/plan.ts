import {DateTime} from 'luxon';

import {isTimeZone} from '../time_zone';
import {type Rule, readRule, startsFrom} from './repeat';

/** When a meeting takes place. */
export interface Plan {
    /** The first start, in milliseconds since 1970. 0 for a meeting that takes place now. */
    startsAt: number;
    /** In minutes; 0 for none. */
    durationMinutes: number;
    /** Null for a meeting that takes place once. */
    rule: Rule | null;
    /** The skipped starts. */
    skipped: ReadonlySet<number>;
    /** The moved starts. */
    moved: ReadonlyMap<number, number>;
    /** The inviter's time zone (an IANA name). A repeated meeting keeps its time of day there. */
    timeZone: string;
}

const minute = 60_000;

/** From this long before its start, the card offers to join and not to add to the calendar. */
const soon = 10 * minute;

/** The assumed duration of a meeting without one. */
const usualMinutes = 60;

const maxDurationMinutes = 24 * 60;

/** The end of the year 9999. Later times have no usual written form. */
const latest = 253_402_300_799_999;

/** The limit for skipped starts, and for moved ones. */
const mostExceptions = 100;

/** Reads the plan from a post's props. It leaves out invalid values. */
export function readPlan(props: Record<string, unknown>): Plan {
    const startsAt = readTime(props.starts_at);
    const timeZone = isTimeZone(props.time_zone) ? props.time_zone : 'UTC';
    const rule = startsAt > 0 ? readRule(props.repeat, timeZone) : null;
    return {
        startsAt,
        durationMinutes: readWhole(props.duration_minutes, maxDurationMinutes),
        rule,
        skipped: new Set(rule ? readSkipped(props.skipped) : []),
        moved: new Map(rule ? readMoved(props.moved) : []),
        timeZone,
    };
}

function readSkipped(value: unknown): number[] {
    return Array.isArray(value) ? value.slice(0, mostExceptions).map(readTime) : [];
}

function readMoved(value: unknown): Array<[number, number]> {
    const pairs = value !== null && typeof value === 'object' ? Object.entries(value) : [];
    return pairs
        .slice(0, mostExceptions)
        .map(([from, to]): [number, number] => [readTime(Number(from)), readTime(to)])
        .filter(([from, to]) => from > 0 && to > 0);
}

/** Reads a time in milliseconds since 1970. 0 if there is none. */
export function readTime(value: unknown): number {
    return readWhole(value, latest);
}

function readWhole(value: unknown, most: number): number {
    const number = Number.isInteger(value) ? Number(value) : 0;
    return number > 0 && number <= most ? number : 0;
}

/** The state of a meeting at some time. */
export interface Standing {
    /** The start of the present or next meeting, in milliseconds since 1970. */
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

/** The original start of a moved one. Undefined if it wasn't moved. */
export function movedFrom({moved}: Plan, start: number): number | undefined {
    return [...moved].find(([, to]) => to === start)?.[0];
}

/** The skipped starts after a time, in order. */
export function skippedAfter({skipped}: Plan, moment: number): number[] {
    return [...skipped].filter((start) => start > moment).sort((a, b) => a - b);
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

/** Until when the state of the meeting changes with time. */
export function changesUntil(plan: Plan): number {
    if (plan.startsAt === 0) {
        return 0;
    }
    return plan.rule ? Number.POSITIVE_INFINITY : plan.startsAt + lengthOf(plan);
}

function lengthOf(plan: Plan): number {
    return (plan.durationMinutes || usualMinutes) * minute;
}

/**
 * The first start that is not before a time. For a meeting that takes place once, its only start. For a series that is
 * over, its first start.
 */
function nextStart({startsAt, rule, skipped, moved, timeZone}: Plan, from: number): number {
    if (!rule) {
        return startsAt;
    }
    const candidates = [...moved.values()].filter((to) => to >= from);
    for (const start of startsFrom(rule, DateTime.fromMillis(startsAt, {zone: timeZone}), from)) {
        if (!skipped.has(start) && !moved.has(start)) {
            candidates.push(start);
            break;
        }
    }
    return candidates.length > 0 ? Math.min(...candidates) : startsAt;
}

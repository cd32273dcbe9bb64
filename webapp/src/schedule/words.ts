import {DateTime} from 'luxon';
import {type IntlShape, useIntl} from 'react-intl';
import {shallowEqual, useSelector} from 'react-redux';

import {timeFormat} from '../mattermost/state';
import type {Plan} from './plan';
import type {Rule} from './repeat';

const minute = 60_000;

const dayAndTime: Intl.DateTimeFormatOptions = {
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
};

/** Writes times in the viewer's language, zone and clock. */
export function useTimeWords() {
    return timeWords(useIntl(), useSelector(timeFormat, shallowEqual));
}

/** The same, for callers that have intl and format. */
export function timeWords(intl: IntlShape, format: Intl.DateTimeFormatOptions) {
    const zone = format.timeZone;
    return {
        /** Day and time of a start, with the year if it isn't the present one. */
        start(start: number): string {
            const year = yearOf(start, zone) === yearOf(Date.now(), zone) ? undefined : 'numeric';
            return intl.formatDate(start, {...format, ...dayAndTime, year});
        },

        /** Day and time with year and time zone, for any reader. */
        fullStart(start: number): string {
            return intl.formatDate(start, {...format, ...dayAndTime, year: 'numeric', timeZoneName: 'long'});
        },

        /** The time of day in another zone, with the day if that differs. Empty if both are the same. */
        startIn(start: number, timeZone: string): string {
            const [here, there] = [zone, timeZone].map((name) => DateTime.fromMillis(start, {zone: name}));
            if (here?.offset === there?.offset) {
                return '';
            }
            const day = here?.day === there?.day ? {} : {weekday: 'short' as const};
            return intl.formatDate(start, {...format, ...day, timeZone, hour: 'numeric', minute: '2-digit'});
        },

        /** The time until a start: "in 20 minutes", "tomorrow". */
        distance(start: number, now: number): string {
            return intl.formatRelativeTime(...distance(start, now, zone), {numeric: 'auto'});
        },

        /** The duration and the repetition of a meeting: up to two texts. */
        details({durationMinutes, rule, startsAt}: Pick<Plan, 'durationMinutes' | 'rule' | 'startsAt'>): string[] {
            const duration = durationMinutes > 0 ? [durationWords(intl, durationMinutes)] : [];
            return rule ? [...duration, ruleWords(intl, format, rule, startsAt)] : duration;
        },

        duration: (minutes: number) => durationWords(intl, minutes),

        /** The name of a day of the week, 1 for Monday to 7 for Sunday. */
        weekday: (day: number, width: 'short' | 'long' = 'short') => weekdayWord(intl, day, width),
    };
}

/** A repetition in words: "every 2 weeks on Mon, Thu until Dec 24". */
function ruleWords(intl: IntlShape, format: Intl.DateTimeFormatOptions, rule: Rule, startsAt: number): string {
    const words = frequencyWords(intl, rule, startsAt, format.timeZone);
    if (rule.until > 0) {
        const year =
            yearOf(rule.until, format.timeZone) === yearOf(Date.now(), format.timeZone) ? undefined : 'numeric';
        const options = {timeZone: format.timeZone, month: 'short', day: 'numeric', year} as const;
        return intl.formatMessage(
            {id: 'blizz.repeat.until'},
            {rule: words, date: intl.formatDate(rule.until, options)},
        );
    }
    return rule.count > 0 ? intl.formatMessage({id: 'blizz.repeat.count'}, {rule: words, count: rule.count}) : words;
}

function frequencyWords(intl: IntlShape, rule: Rule, startsAt: number, zone?: string): string {
    const {frequency, interval, days, ordinal, monthDay} = rule;
    if (frequency === 'DAILY') {
        return intl.formatMessage({id: 'blizz.repeat.day'}, {count: interval});
    }
    if (frequency === 'WEEKLY') {
        if (interval === 1 && days.join() === '1,2,3,4,5') {
            return intl.formatMessage({id: 'blizz.repeat.weekday'});
        }
        const week = intl.formatMessage({id: 'blizz.repeat.week'}, {count: interval});
        const names = intl.formatList(days.map((day) => weekdayWord(intl, day, 'short')));
        return days.length === 0 ? week : intl.formatMessage({id: 'blizz.repeat.on_days'}, {rule: week, days: names});
    }
    const month = intl.formatMessage({id: 'blizz.repeat.month'}, {count: interval});
    if (ordinal !== 0) {
        const weekday = weekdayWord(intl, days[0] ?? 1, 'long');
        const which = ordinal === -1 ? 'last' : String(ordinal);
        return intl.formatMessage({id: 'blizz.repeat.on_weekday'}, {rule: month, which, weekday});
    }
    const day = monthDay || DateTime.fromMillis(startsAt, {zone}).day;
    const id = day === -1 ? 'blizz.repeat.on_last_day' : 'blizz.repeat.on_day';
    return intl.formatMessage({id}, {rule: month, day});
}

/** 3 January 2000 was a Monday. */
function weekdayWord(intl: IntlShape, day: number, width: 'short' | 'long'): string {
    return intl.formatDate(Date.UTC(2000, 0, 2 + day), {timeZone: 'UTC', weekday: width});
}

function yearOf(moment: number, zone?: string): number {
    return DateTime.fromMillis(moment, {zone}).year;
}

/** Below an hour in minutes, on the same day or below half a day in hours, otherwise in calendar days. */
function distance(start: number, now: number, zone?: string): [count: number, unit: 'minute' | 'hour' | 'day'] {
    const minutes = Math.ceil((start - now) / minute);
    if (minutes < 60) {
        return [minutes, 'minute'];
    }
    const days = dayOf(start, zone).diff(dayOf(now, zone), 'days').days;
    return days < 1 || minutes < 12 * 60 ? [Math.round(minutes / 60), 'hour'] : [Math.round(days), 'day'];
}

function dayOf(moment: number, zone?: string): DateTime {
    return DateTime.fromMillis(moment, {zone}).startOf('day');
}

function durationWords({formatNumber}: IntlShape, minutes: number): string {
    const parts = [
        {count: Math.floor(minutes / 60), unit: 'hour'},
        {count: minutes % 60, unit: 'minute'},
    ];
    return parts
        .filter(({count}) => count > 0)
        .map(({count, unit}) => formatNumber(count, {style: 'unit', unit, unitDisplay: 'short'}))
        .join(' ');
}

import {DateTime} from 'luxon';
import {type IntlShape, useIntl} from 'react-intl';
import {shallowEqual, useSelector} from 'react-redux';

import {timeFormat} from '../host/state';
import type {Plan} from './plan';

const minute = 60_000;

const dayAndTime: Intl.DateTimeFormatOptions = {
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
};

/** Says in the viewer's language, zone and clock when things are. */
export function useTimeWords() {
    const intl = useIntl();
    const format = useSelector(timeFormat, shallowEqual);

    return {
        /** Day and time of a start, with the year where it isn't this one. */
        start(start: number): string {
            const year = isThisYear(start) ? undefined : 'numeric';
            return intl.formatDate(start, {...format, ...dayAndTime, year});
        },

        /** The same without a doubt, wherever it is read: with year and time zone, as it is for the viewer or there. */
        fullStart(start: number, timeZone = format.timeZone): string {
            return intl.formatDate(start, {...format, ...dayAndTime, timeZone, year: 'numeric', timeZoneName: 'long'});
        },

        /** How far away a start is: "in 20 minutes", "tomorrow". */
        distance(start: number, now: number): string {
            return intl.formatRelativeTime(...distance(start, now, format.timeZone), {numeric: 'auto'});
        },

        /** How long a meeting lasts and how it repeats: none, one or two texts. */
        details({durationMinutes, every}: Plan): string[] {
            const duration = durationMinutes > 0 ? [durationWords(intl, durationMinutes)] : [];
            return every ? [...duration, intl.formatMessage({id: `blizz.every.${every}`})] : duration;
        },

        duration: (minutes: number) => durationWords(intl, minutes),
    };
}

function isThisYear(moment: number): boolean {
    return new Date(moment).getFullYear() === new Date().getFullYear();
}

/** In minutes below an hour, in hours on the same day or below half a day, in days of the calendar from then on. */
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

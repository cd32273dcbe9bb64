import type {GlobalState} from '@mattermost/types/store';
import {DateTime} from 'luxon';
import React from 'react';
import {useSelector} from 'react-redux';

import {timeFormat} from '../host/state';
import type {Every, Plan} from '../schedule/plan';

/** What the fields of a start say. */
export interface PlanFields {
    /** As date fields have it: 2026-11-23; empty until it is complete. */
    date: string;
    /** As time fields have it: 14:30; empty until it is complete. */
    time: string;
    durationMinutes: number;
    every: Every;
}

const minute = 60_000;

/**
 * The start that is being filled in, in the person's time zone. fields are null where the meeting starts at once; plan
 * is null until date and time are complete.
 */
export function usePlan() {
    const zone = useSelector((state: GlobalState) => timeFormat(state).timeZone);
    const [fields, setFields] = React.useState<PlanFields | null>(null);

    const setLater = (later: boolean) => setFields(later ? usualFields(zone) : null);
    return {fields, setFields, setLater, plan: planOf(fields, zone)};
}

/** The next half hour that leaves time to come, for half an hour. */
function usualFields(zone?: string): PlanFields {
    const start = DateTime.fromMillis(Math.ceil((Date.now() + 10 * minute) / (30 * minute)) * 30 * minute, {zone});
    // Not by toFormat: it writes the digits of the web client's language, and fields take only those of ISO 8601.
    const [date = '', time = ''] = String(start.toISO()).split('T');
    return {date, time: time.slice(0, 5), durationMinutes: 30, every: ''};
}

function planOf(fields: PlanFields | null, zone?: string): Plan | null {
    if (!fields) {
        return {startsAt: 0, durationMinutes: 0, every: '', timeZone: 'UTC'};
    }
    const start = DateTime.fromISO(`${fields.date}T${fields.time}`, {zone});
    if (!start.isValid) {
        return null;
    }
    const {durationMinutes, every} = fields;
    return {startsAt: start.toMillis(), durationMinutes, every, timeZone: start.zoneName};
}

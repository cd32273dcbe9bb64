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

export type Planning = Omit<ReturnType<typeof usePlan>, 'plan'>;

const atOnce: Plan = {startsAt: 0, durationMinutes: 0, every: '', timeZone: 'UTC'};

/**
 * The start that is being filled in, in the person's time zone. fields are null until they are shown; plan is null until
 * date and time are complete.
 */
export function usePlan() {
    const zone = useSelector((state: GlobalState) => timeFormat(state).timeZone);
    const [later, setLater] = React.useState(false);
    const [fields, setFields] = React.useState<PlanFields | null>(null);
    return {later, setLater, fields, setFields, plan: later ? fields && planOf(fields, zone) : atOnce};
}

function planOf(fields: PlanFields, zone?: string): Plan | null {
    const start = DateTime.fromISO(`${fields.date}T${fields.time}`, {zone});
    if (!start.isValid) {
        return null;
    }
    const {durationMinutes, every} = fields;
    return {startsAt: start.toMillis(), durationMinutes, every, timeZone: start.zoneName};
}

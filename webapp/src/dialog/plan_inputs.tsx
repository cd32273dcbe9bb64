import type {GlobalState} from '@mattermost/types/store';
import {DateTime} from 'luxon';
import React from 'react';
import {useIntl} from 'react-intl';
import {useSelector} from 'react-redux';

import {timeFormat} from '../host/state';
import {withEnglish} from '../i18n/with_english';
import type {Every} from '../schedule/plan';
import {useTimeWords} from '../schedule/words';
import {Field} from '../ui/field';
import css from './plan_inputs.css?inline';
import type {PlanFields} from './use_plan';

export interface PlanInputsProps {
    /** Null at first. */
    fields: PlanFields | null;
    onChange(fields: PlanFields): void;
    /** Says what the server has against a part of the plan, by the code of its error. */
    refusal(code: string): React.ReactNode;
}

const minute = 60_000;

/** The durations to choose from, in minutes. */
const durations = [15, 30, 45, 60, 90, 120, 180, 240, 480];

/**
 * The fields of a later start, and below them whatever the server has against what they say. They fill themselves in, so
 * that no start is posted that nobody has seen.
 */
export const PlanInputs = withEnglish(({fields, refusal, onChange}: PlanInputsProps) => {
    const {formatMessage} = useIntl();
    const words = useTimeWords();
    const zone = useSelector((state: GlobalState) => timeFormat(state).timeZone);

    React.useEffect(() => {
        if (!fields) {
            onChange(usualFields(zone));
        }
    }, [fields, zone, onChange]);
    if (!fields) {
        return null;
    }

    const change = (part: Partial<PlanFields>) => onChange({...fields, ...part});

    return (
        <div className="blizz-plan">
            <style>{css}</style>
            <Field
                kind="input"
                type="date"
                label="blizz.dialog.date"
                control={matchTheme}
                value={fields.date}
                onChange={(date) => change({date})}
            />
            <Field
                kind="input"
                type="time"
                label="blizz.dialog.time"
                control={matchTheme}
                value={fields.time}
                onChange={(time) => change({time})}
            />
            {refusal('invalid_start')}
            <Field
                kind="select"
                label="blizz.dialog.duration"
                value={fields.durationMinutes}
                onChange={(minutes) => change({durationMinutes: Number(minutes)})}
            >
                <option value={0}>{formatMessage({id: 'blizz.dialog.duration.none'})}</option>
                {durations.map((minutes) => (
                    <option key={minutes} value={minutes}>
                        {words.duration(minutes)}
                    </option>
                ))}
            </Field>
            <Field
                kind="select"
                label="blizz.dialog.repeat"
                value={fields.every}
                onChange={(every) => change({every: every as Every})}
            >
                <option value="">{formatMessage({id: 'blizz.dialog.repeat.never'})}</option>
                <option value="weekday">{formatMessage({id: 'blizz.every.weekday'})}</option>
                <option value="week">{formatMessage({id: 'blizz.every.week'})}</option>
            </Field>
            {refusal('invalid_duration')}
            {refusal('invalid_repeat')}
        </div>
    );
});

/** The next half hour that leaves time to come, for half an hour. */
function usualFields(zone?: string): PlanFields {
    const start = DateTime.fromMillis(Math.ceil((Date.now() + 10 * minute) / (30 * minute)) * 30 * minute, {zone});
    // Not by toFormat: it writes the digits of the web client's language, and fields take only those of ISO 8601.
    const [date = '', time = ''] = String(start.toISO()).split('T');
    return {date, time: time.slice(0, 5), durationMinutes: 30, every: ''};
}

/** Has the browser draw its date and time pickers for a dark theme where the field's text is light. */
function matchTheme(input: HTMLInputElement | null) {
    if (input) {
        const [red = 0, green = 0, blue = 0] = getComputedStyle(input).color.match(/\d+/g)?.map(Number) ?? [];
        input.style.colorScheme = red + green + blue > 3 * 127 ? 'dark' : 'light';
    }
}

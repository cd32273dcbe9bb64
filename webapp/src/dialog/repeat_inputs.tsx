import {DateTime} from 'luxon';
import React from 'react';
import {FormattedMessage, useIntl} from 'react-intl';

import {useTimeWords} from '../schedule/words';
import {Field} from '../ui/field';
import type {RepeatFields} from './plan_fields';

interface Props {
    fields: RepeatFields;
    /** The date of the first start, in the format of date fields. */
    start: string;
    error: string;
    onChange(fields: RepeatFields): void;
}

const kinds: Array<RepeatFields['kind']> = ['never', 'day', 'weekday', 'week', 'month'];
const ends: Array<RepeatFields['ends']> = ['never', 'until', 'count'];

/** The fields of a repetition: how often, on which days, until when. */
export function RepeatInputs({fields, start, error, onChange}: Props) {
    const {formatMessage} = useIntl();
    const change = (part: Partial<RepeatFields>) => onChange({...fields, ...part});
    const {kind} = fields;

    return (
        <>
            <Field
                kind="select"
                label="blizz.dialog.repeat"
                value={kind}
                error={error}
                onChange={(chosen) => change({kind: chosen as RepeatFields['kind']})}
            >
                {kinds.map((name) => (
                    <option key={name} value={name}>
                        {formatMessage({id: `blizz.dialog.repeat.${name}`})}
                    </option>
                ))}
            </Field>
            {(kind === 'day' || kind === 'week' || kind === 'month') && (
                <Field
                    kind="input"
                    type="number"
                    min={1}
                    max={kind === 'month' ? 12 : 99}
                    label={`blizz.dialog.interval.${kind}`}
                    value={fields.interval}
                    onChange={(interval) => change({interval: Math.max(1, Math.trunc(Number(interval)) || 1)})}
                />
            )}
            {kind === 'week' && <DaysInput fields={fields} start={start} onChange={(days) => change({days})} />}
            {kind === 'month' && <MonthlyInput fields={fields} onChange={(monthly) => change({monthly})} />}
            {kind !== 'never' && <EndInputs fields={fields} onChange={change} />}
        </>
    );
}

interface DaysProps {
    fields: RepeatFields;
    start: string;
    onChange(days: number[]): void;
}

/** The days of the week. Without any, it is the day of the start. */
function DaysInput({fields: {days}, start, onChange}: DaysProps) {
    const words = useTimeWords();
    const startDay = DateTime.fromISO(start).weekday;
    const chosen = days.length > 0 ? days : [startDay];
    const toggle = (day: number) =>
        onChange(chosen.includes(day) ? chosen.filter((other) => other !== day) : [...chosen, day].sort());

    return (
        <fieldset className="blizz-days blizz-wide">
            <legend className="blizz-field__label">
                <FormattedMessage id="blizz.dialog.days" />
            </legend>
            {[1, 2, 3, 4, 5, 6, 7].map((day) => (
                <button
                    key={day}
                    type="button"
                    className="btn btn-tertiary btn-sm"
                    aria-pressed={chosen.includes(day)}
                    onClick={() => toggle(day)}
                >
                    <span aria-hidden="true">{words.weekday(day)}</span>
                    <span className="sr-only">{words.weekday(day, 'long')}</span>
                </button>
            ))}
        </fieldset>
    );
}

interface MonthlyProps {
    fields: RepeatFields;
    onChange(monthly: RepeatFields['monthly']): void;
}

function MonthlyInput({fields, onChange}: MonthlyProps) {
    const {formatMessage} = useIntl();
    return (
        <Field
            kind="select"
            label="blizz.dialog.monthly"
            value={fields.monthly}
            onChange={(monthly) => onChange(monthly as RepeatFields['monthly'])}
        >
            <option value="day">{formatMessage({id: 'blizz.dialog.monthly.day'})}</option>
            <option value="weekday">{formatMessage({id: 'blizz.dialog.monthly.weekday'})}</option>
        </Field>
    );
}

interface EndProps {
    fields: RepeatFields;
    onChange(part: Partial<RepeatFields>): void;
}

/** When the series ends: never, on a day, or after so many meetings. */
function EndInputs({fields, onChange}: EndProps) {
    const {formatMessage} = useIntl();
    return (
        <>
            <Field
                kind="select"
                label="blizz.dialog.ends"
                value={fields.ends}
                onChange={(chosen) => onChange({ends: chosen as RepeatFields['ends']})}
            >
                {ends.map((name) => (
                    <option key={name} value={name}>
                        {formatMessage({id: `blizz.dialog.ends.${name}`})}
                    </option>
                ))}
            </Field>
            {fields.ends === 'until' && (
                <Field
                    kind="input"
                    type="date"
                    label="blizz.dialog.until"
                    value={fields.until}
                    onChange={(until) => onChange({until})}
                />
            )}
            {fields.ends === 'count' && (
                <Field
                    kind="input"
                    type="number"
                    min={1}
                    max={999}
                    label="blizz.dialog.count"
                    value={fields.count}
                    onChange={(count) => onChange({count: Math.max(1, Math.trunc(Number(count)) || 1)})}
                />
            )}
        </>
    );
}

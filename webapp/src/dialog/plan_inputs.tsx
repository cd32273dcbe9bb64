import React from 'react';
import {useIntl} from 'react-intl';

import {useTimeWords} from '../schedule/words';
import {Field} from '../ui/field';
import type {PlanFields} from './plan_fields';
import {RepeatInputs} from './repeat_inputs';

interface Props {
    fields: PlanFields;
    /** The server's errors in the plan, by code. */
    refusal(...codes: string[]): string;
    /** Whether only the start is asked for, as for one start of a series. */
    onlyStart?: boolean;
    onChange(fields: PlanFields): void;
}

/** The durations to choose from, in minutes. */
const durations = [15, 30, 45, 60, 90, 120, 180, 240, 480];

/** The fields for a start, each with the server's error. */
export function PlanInputs({fields, refusal, onlyStart, onChange}: Props) {
    const {formatMessage} = useIntl();
    const words = useTimeWords();
    const change = (part: Partial<PlanFields>) => onChange({...fields, ...part});
    const refusedStart = refusal('invalid_start');
    const choices = [...new Set([...durations, fields.durationMinutes])].filter(Boolean).sort((a, b) => a - b);

    return (
        <div className="blizz-plan">
            <Field
                kind="input"
                type="date"
                label="blizz.dialog.date"
                value={fields.date}
                error={refusedStart}
                onChange={(date) => change({date})}
            />
            <Field
                kind="input"
                type="time"
                label="blizz.dialog.time"
                value={fields.time}
                aria-invalid={refusedStart !== ''}
                onChange={(time) => change({time})}
            />
            {!onlyStart && (
                <>
                    <Field
                        kind="select"
                        label="blizz.dialog.duration"
                        value={fields.durationMinutes}
                        error={refusal('invalid_duration')}
                        onChange={(minutes) => change({durationMinutes: Number(minutes)})}
                    >
                        <option value={0}>{formatMessage({id: 'blizz.dialog.duration.none'})}</option>
                        {choices.map((minutes) => (
                            <option key={minutes} value={minutes}>
                                {words.duration(minutes)}
                            </option>
                        ))}
                    </Field>
                    <RepeatInputs
                        fields={fields.repeat}
                        start={fields.date}
                        error={refusal('invalid_repeat', 'invalid_every')}
                        onChange={(repeat) => change({repeat})}
                    />
                </>
            )}
        </div>
    );
}

import React from 'react';
import {FormattedMessage, useIntl} from 'react-intl';

import type {Every} from '../schedule/plan';
import {useTimeWords} from '../schedule/words';
import type {PlanFields} from './use_plan';

export interface PlanInputsProps {
    fields: PlanFields;
    onChange(fields: PlanFields): void;
    /** Says what the server has against a part of the plan, by the code of its error. */
    refusal(code: string): React.ReactNode;
}

/** The durations to choose from, in minutes. */
const durations = [15, 30, 45, 60, 90, 120, 180, 240, 480];

/** The fields of a later start, and below them whatever the server has against what they say. */
export function PlanInputs({fields, refusal, onChange}: PlanInputsProps) {
    const {formatMessage} = useIntl();
    const words = useTimeWords();
    const change = (part: Partial<PlanFields>) => onChange({...fields, ...part});

    return (
        <div className="blizz-plan">
            <Labelled label="blizz.dialog.date">
                {(id) => (
                    <input
                        id={id}
                        type="date"
                        className="form-control"
                        ref={matchTheme}
                        value={fields.date}
                        onChange={(event) => change({date: event.target.value})}
                    />
                )}
            </Labelled>
            <Labelled label="blizz.dialog.time">
                {(id) => (
                    <input
                        id={id}
                        type="time"
                        className="form-control"
                        ref={matchTheme}
                        value={fields.time}
                        onChange={(event) => change({time: event.target.value})}
                    />
                )}
            </Labelled>
            {refusal('invalid_start')}
            <Labelled label="blizz.dialog.duration">
                {(id) => (
                    <select
                        id={id}
                        className="form-control"
                        value={fields.durationMinutes}
                        onChange={(event) => change({durationMinutes: Number(event.target.value)})}
                    >
                        <option value={0}>{formatMessage({id: 'blizz.dialog.duration.none'})}</option>
                        {durations.map((minutes) => (
                            <option key={minutes} value={minutes}>
                                {words.duration(minutes)}
                            </option>
                        ))}
                    </select>
                )}
            </Labelled>
            <Labelled label="blizz.dialog.repeat">
                {(id) => (
                    <select
                        id={id}
                        className="form-control"
                        value={fields.every}
                        onChange={(event) => change({every: event.target.value as Every})}
                    >
                        <option value="">{formatMessage({id: 'blizz.dialog.repeat.never'})}</option>
                        <option value="weekday">{formatMessage({id: 'blizz.every.weekday'})}</option>
                        <option value="week">{formatMessage({id: 'blizz.every.week'})}</option>
                    </select>
                )}
            </Labelled>
            {refusal('invalid_duration')}
            {refusal('invalid_every')}
        </div>
    );
}

function Labelled({label, children}: {label: string; children: (id: string) => React.ReactNode}) {
    const id = React.useId();
    return (
        <div className="blizz-field">
            <label htmlFor={id}>
                <FormattedMessage id={label} />
            </label>
            {children(id)}
        </div>
    );
}

/** Has the browser draw its date and time pickers for a dark theme where the field's text is light. */
function matchTheme(input: HTMLInputElement | null) {
    if (input) {
        const [red = 0, green = 0, blue = 0] = getComputedStyle(input).color.match(/\d+/g)?.map(Number) ?? [];
        input.style.colorScheme = red + green + blue > 3 * 127 ? 'dark' : 'light';
    }
}

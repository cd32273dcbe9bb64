import React from 'react';

import {RefusedError} from '../client';
import {Check} from '../ui/check';
import {ErrorNote} from '../ui/error_note';
import {onDemand} from '../ui/on_demand';
import type {PlanInputsProps} from './plan_inputs';
import type {Planning} from './use_plan';

interface Props {
    planning: Planning;
    error: unknown;
}

const PlanInputs = onDemand<PlanInputsProps>(async () => (await import('./plan_inputs')).PlanInputs);

/** Where a later start is planned. */
export function PlanField({planning: {later, setLater, fields, setFields}, error}: Props) {
    const refusal = (code: string) => <ErrorNote error={codeOf(error) === code && error} />;
    return (
        <div>
            <Check label="blizz.dialog.later" checked={later} onChange={setLater} />
            {later && <PlanInputs fields={fields} refusal={refusal} onChange={setFields} />}
        </div>
    );
}

/** Whether the server refused a part of the plan: then it is said there. */
export function isOfPlan(error: unknown): boolean {
    return ['invalid_start', 'invalid_duration', 'invalid_repeat'].includes(codeOf(error));
}

function codeOf(error: unknown): string {
    return error instanceof RefusedError ? error.code : '';
}

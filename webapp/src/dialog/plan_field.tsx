import React from 'react';

import {RefusedError} from '../client';
import {Check} from '../ui/check';
import {ErrorNote} from '../ui/error_note';
import {onDemand} from '../ui/on_demand';
import type {PlanInputsProps} from './plan_inputs';
import type {PlanFields} from './use_plan';

interface Props {
    /** Null where the meeting starts at once. */
    fields: PlanFields | null;
    error: unknown;
    onChange(fields: PlanFields): void;
    onLater(later: boolean): void;
}

const PlanInputs = onDemand<PlanInputsProps>(async () => (await import('./plan_inputs')).PlanInputs);

/** Where a later start is planned. */
export function PlanField({fields, error, onChange, onLater}: Props) {
    const refusal = (code: string) => <ErrorNote error={codeOf(error) === code && error} />;
    return (
        <div>
            <Check label="blizz.dialog.later" checked={fields !== null} onChange={onLater} />
            {fields && <PlanInputs fields={fields} refusal={refusal} onChange={onChange} />}
        </div>
    );
}

/** Whether the server refused a part of the plan: then it is said there. */
export function isOfPlan(error: unknown): boolean {
    return ['invalid_start', 'invalid_duration', 'invalid_every'].includes(codeOf(error));
}

function codeOf(error: unknown): string {
    return error instanceof RefusedError ? error.code : '';
}

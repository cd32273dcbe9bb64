import React from 'react';

import {Field} from '../ui/field';

interface Props {
    /** The id of the label's message. */
    label: string;
    value: string;
    /** What the server has against it; empty where nothing is. */
    error: string;
    onChange(value: string): void;
}

/** A line of text that may be left empty. */
export function TextField(props: Props) {
    return <Field kind="input" dir="auto" autoComplete="off" {...props} />;
}

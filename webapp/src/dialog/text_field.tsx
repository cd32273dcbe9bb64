import React from 'react';

import {Field} from '../ui/field';

interface Props {
    /** The id of the label's text. */
    label: string;
    value: string;
    /** The server's error; empty if there is none. */
    error: string;
    onChange(value: string): void;
}

/** An optional line of text. */
export function TextField(props: Props) {
    return <Field kind="input" dir="auto" autoComplete="off" {...props} />;
}

import React from 'react';

import {Field} from '../ui/field';

interface Props {
    value: string;
    error: string;
    onChange(value: string): void;
}

/** The services as JSON, as in the config file. */
export function JSONField(props: Props) {
    return <Field kind="textarea" label="blizz.services.json" dir="ltr" spellCheck={false} rows={12} {...props} />;
}

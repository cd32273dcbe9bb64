import React from 'react';

import {Check} from '../ui/check';
import {isolate} from '../ui/isolate';
import {refusalOf} from './refusals';

interface Props {
    /** What the server has against the meeting, of whatever kind. */
    errors: unknown[];
    confirmed: boolean;
    onConfirm(confirmed: boolean): void;
}

/** The words of a refusal to take a link that holds a key before the person has confirmed it; empty for other errors. */
export function secretIn(errors: unknown[]): string {
    return refusalOf(errors, ['link_with_secret']);
}

/** Warns of a link that holds a key, and takes the confirmation. Renders nothing for any other meeting. */
export function SecretField({errors, confirmed, onConfirm}: Props) {
    const warning = React.useRef('');
    warning.current = secretIn(errors) || (confirmed ? warning.current : '');
    if (warning.current === '' && !confirmed) {
        return null;
    }
    return (
        <div>
            <div role="alert">{isolate(warning.current)}</div>
            <Check label="blizz.secret.confirm" checked={confirmed} onChange={onConfirm} />
        </div>
    );
}

import React from 'react';

import {Check} from '../ui/check';
import {isolate} from '../ui/isolate';
import {refusalOf} from './refusals';

interface Props {
    /** The server's error in the meeting, of any kind. */
    errors: unknown[];
    confirmed: boolean;
    onConfirm(confirmed: boolean): void;
}

/** The text of the error that asks for consent to post a link with a key. Empty for other errors. */
export function secretIn(errors: unknown[]): string {
    return refusalOf(errors, ['link_with_secret']);
}

/** Warns of a link with a key, and asks for consent. Renders nothing for any other meeting. */
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

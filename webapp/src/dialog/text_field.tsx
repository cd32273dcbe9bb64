import React from 'react';
import {FormattedMessage} from 'react-intl';

interface Props {
    /** The id of the label's message. */
    label: string;
    value: string;
    onChange(value: string): void;
}

/** A line of text that may be left empty. */
export function TextField({label, value, onChange}: Props) {
    const id = React.useId();
    return (
        <div className="blizz-field">
            <label htmlFor={id}>
                <FormattedMessage id={label} />
            </label>
            <input
                id={id}
                className="form-control"
                dir="auto"
                autoComplete="off"
                value={value}
                onChange={(event) => onChange(event.target.value)}
            />
        </div>
    );
}

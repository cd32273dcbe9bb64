import React from 'react';
import {FormattedMessage} from 'react-intl';

interface Props {
    /** The id of the label's text. */
    label: string;
    checked: boolean;
    onChange(checked: boolean): void;
}

/** A checkbox with its label. */
export function Check({label, checked, onChange}: Props) {
    return (
        <label className="blizz-check">
            <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />{' '}
            <FormattedMessage id={label} />
        </label>
    );
}

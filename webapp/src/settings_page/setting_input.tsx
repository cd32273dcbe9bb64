import React from 'react';
import {useIntl} from 'react-intl';

interface Props {
    id: string;
    /** The message's id. */
    label: string;
    dir: 'auto' | 'ltr';
    value: string;
    placeholder?: string;
    disabled?: boolean;
    /** Empty if there is no error. */
    error: string;
    onChange(id: string, value: string): void;
}

/** A setting's text field, with its error below. */
export function SettingInput({id, label, dir, value, placeholder, disabled, error, onChange}: Props) {
    const {formatMessage} = useIntl();
    return (
        <>
            <input
                id={id}
                className="form-control"
                dir={dir}
                spellCheck={dir === 'ltr' ? false : undefined}
                value={value}
                placeholder={placeholder}
                disabled={disabled}
                aria-label={formatMessage({id: label})}
                aria-describedby={`${id}-error`}
                aria-invalid={error !== ''}
                onChange={(event) => onChange(id, event.target.value)}
            />
            <div id={`${id}-error`} className="blizz-note" aria-live="polite">
                {error && <span className="blizz-error blizz-icon icon-alert-circle-outline">{error}</span>}
            </div>
        </>
    );
}

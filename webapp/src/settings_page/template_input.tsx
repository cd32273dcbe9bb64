import React from 'react';
import {useIntl} from 'react-intl';

interface Props {
    id: string;
    value: string;
    /** Empty if there is no error. */
    error: string;
    onChange(id: string, value: string): void;
}

/** The field for a template, with its error below. */
export function TemplateInput({id, value, error, onChange}: Props) {
    const {formatMessage} = useIntl();
    return (
        <>
            <input
                id={id}
                className="form-control"
                dir="ltr"
                spellCheck={false}
                value={value}
                aria-label={formatMessage({id: 'blizz.settings.template'})}
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

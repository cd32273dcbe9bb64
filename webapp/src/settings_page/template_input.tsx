import React from 'react';
import {FormattedMessage, useIntl} from 'react-intl';

import type {TemplateError} from '../meeting';
import {Icon} from '../ui/icon';

interface Props {
    id: string;
    value: string;
    error: TemplateError | null;
    onChange(id: string, value: string): void;
}

/** Where an administrator types a template, with what is wrong with it below. */
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
                aria-invalid={error !== null}
                onChange={(event) => onChange(id, event.target.value)}
            />
            <div id={`${id}-error`} className="blizz-note" aria-live="polite">
                {error && (
                    <span className="blizz-error">
                        <Icon name="alert-circle-outline" />
                        <FormattedMessage id={`blizz.template.${error}`} />
                    </span>
                )}
            </div>
        </>
    );
}

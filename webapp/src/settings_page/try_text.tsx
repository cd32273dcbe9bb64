import React from 'react';
import {FormattedMessage} from 'react-intl';

import {Frame} from '../card/frame';
import {Field} from '../ui/field';
import type {ServicesCheck} from './use_services_check';

interface Props {
    text: string;
    check: ServicesCheck;
    onChange(text: string): void;
}

/** Tries a text with the services as they stand in the page, and shows the message that would be posted. */
export function TryText({text, check: {preview, textError, errors}, onChange}: Props) {
    return (
        <>
            <Field
                kind="textarea"
                label="blizz.services.try"
                rows={2}
                value={text}
                error={text.trim() === '' ? '' : textError}
                onChange={onChange}
            />
            {preview && errors.length === 0 && (
                <div className="blizz-field">
                    <div className="blizz-field__label">
                        <FormattedMessage id="blizz.preview" />
                    </div>
                    <Frame>
                        <div className="blizz-card__text">
                            <div className="blizz-card__title" dir="auto">
                                {preview.topic || preview.display_id || preview.join_url}
                            </div>
                            <code className="blizz-card__link">{preview.join_url}</code>
                        </div>
                    </Frame>
                </div>
            )}
        </>
    );
}

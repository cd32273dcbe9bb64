import React from 'react';
import {FormattedMessage} from 'react-intl';

/** Shows what will come of what is being filled in. */
export function PreviewField({children}: {children: React.ReactNode}) {
    return (
        <div className="blizz-field">
            <div className="blizz-field__label">
                <FormattedMessage id="blizz.preview" />
            </div>
            {children}
        </div>
    );
}

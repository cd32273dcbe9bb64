import React from 'react';
import {FormattedMessage} from 'react-intl';

import {Frame} from './frame';

/** A field that shows an invitation as it will look in the channel. */
export function PreviewFrame({children}: {children: React.ReactNode}) {
    return (
        <div className="blizz-field">
            <div className="blizz-field__label">
                <FormattedMessage id="blizz.preview" />
            </div>
            <Frame>{children}</Frame>
        </div>
    );
}

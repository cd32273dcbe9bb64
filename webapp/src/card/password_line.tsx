import React from 'react';
import {FormattedMessage} from 'react-intl';

import {SummaryLine} from './summary_line';

/** The meeting's password, which people are asked for when they join. Renders nothing without one. */
export function PasswordLine({password, children}: {password: string; children?: React.ReactNode}) {
    if (password === '') {
        return null;
    }
    return (
        <SummaryLine>
            <FormattedMessage id="blizz.password" values={{password: <bdi className="blizz-secret">{password}</bdi>}} />
            {children}
        </SummaryLine>
    );
}

import React from 'react';
import {FormattedMessage} from 'react-intl';

import {CopyButton} from '../ui/copy_button';

interface Props {
    password: string;
    mayCopy?: boolean;
}

/** The meeting's password, which people need to join. Renders nothing without one. */
export function PasswordLine({password, mayCopy}: Props) {
    if (password === '') {
        return null;
    }
    return (
        <div className="blizz-card__line">
            <FormattedMessage id="blizz.password" values={{password: <bdi className="blizz-secret">{password}</bdi>}} />
            {mayCopy && <CopyButton text={() => password} label="blizz.copy_password" look="btn-quaternary btn-xs" />}
        </div>
    );
}

import React from 'react';
import {FormattedMessage} from 'react-intl';

import {RefusedError} from '../client';
import {Icon} from './icon';

interface Props {
    error: unknown;
    /** The id of the message that is shown where the server says nothing itself. */
    otherwise?: string;
}

/** Says what went wrong: the server's own words, or that it couldn't be reached. Renders nothing without an error. */
export function ErrorNote({error, otherwise = 'blizz.unreachable'}: Props) {
    if (!error) {
        return null;
    }
    return (
        <div className="blizz-error" role="alert">
            <Icon name="alert-circle-outline" />
            {(error instanceof RefusedError && error.message) || <FormattedMessage id={otherwise} />}
        </div>
    );
}

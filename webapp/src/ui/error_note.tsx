import React from 'react';
import {useIntl} from 'react-intl';

import {RefusedError} from '../client';

/** Says what went wrong: the server's own words, or that it couldn't be reached. Renders nothing without an error. */
export function ErrorNote({error}: {error: unknown}) {
    const {formatMessage} = useIntl();
    if (!error) {
        return null;
    }
    return (
        <div className="blizz-error blizz-icon icon-alert-circle-outline" role="alert">
            {errorText(error) || formatMessage({id: 'blizz.unreachable'})}
        </div>
    );
}

/** The server's own words, if the error has any. */
export function errorText(error: unknown): string {
    return error instanceof RefusedError ? error.message : '';
}

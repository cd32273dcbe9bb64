import React from 'react';
import {useIntl} from 'react-intl';

import {RefusedError} from '../client';

/** Shows an error: the server's text, or that the server couldn't be reached. Renders nothing without an error. */
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

/** The server's text, if the error has one. */
export function errorText(error: unknown): string {
    return error instanceof RefusedError ? error.message : '';
}

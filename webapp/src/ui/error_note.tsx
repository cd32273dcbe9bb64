import React from 'react';
import {FormattedMessage} from 'react-intl';

import {RefusedError} from '../client';
import {Icon} from './icon';

/** Says what went wrong: the server's own words, or that it couldn't be reached. Renders nothing without an error. */
export function ErrorNote({error}: {error: unknown}) {
    if (!error) {
        return null;
    }
    return (
        <div className="blizz-error" role="alert">
            <Icon name="alert-circle-outline" />
            {(error instanceof RefusedError && error.message) || <FormattedMessage id="blizz.unreachable" />}
        </div>
    );
}

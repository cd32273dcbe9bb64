import React from 'react';
import {useIntl} from 'react-intl';

import type {AdminSettingProps} from '../host/registry';
import type {TemplateError} from '../meeting';

/**
 * Keeps the page unsaved while the template is wrong. The server refuses it as well, but the web client doesn't show
 * the server's reason: the setting shows its own.
 */
export function useSaveCheck(
    error: TemplateError | null,
    {registerSaveAction, unRegisterSaveAction}: AdminSettingProps,
) {
    const {formatMessage} = useIntl();
    const message = error && formatMessage({id: `blizz.template.${error}`});
    const latest = React.useRef(message);
    latest.current = message;

    React.useEffect(() => {
        const check = async () => (latest.current ? {error: {message: latest.current}} : {});
        registerSaveAction(check);
        return () => unRegisterSaveAction(check);
    }, [registerSaveAction, unRegisterSaveAction]);
}

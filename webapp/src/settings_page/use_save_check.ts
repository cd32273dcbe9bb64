import React from 'react';

import type {AdminSettingProps} from '../mattermost/registry';

/**
 * Keeps the page from saving while a setting has an error. The server would refuse it too, but the web client shows the
 * server's reason beside Save and not at the field. An empty text means no error.
 */
export function useSaveCheck(
    error: string,
    {registerSaveAction, unRegisterSaveAction}: AdminSettingProps,
    /** Called when somebody saves. */
    onSave?: () => void,
) {
    const latest = React.useRef({error, onSave});
    latest.current = {error, onSave};

    React.useEffect(() => {
        const check = async () => {
            latest.current.onSave?.();
            return latest.current.error ? {error: {message: latest.current.error}} : {};
        };
        registerSaveAction(check);
        return () => unRegisterSaveAction(check);
    }, [registerSaveAction, unRegisterSaveAction]);
}

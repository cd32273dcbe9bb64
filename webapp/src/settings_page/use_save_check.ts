import React from 'react';

import type {AdminSettingProps} from '../mattermost/registry';

/**
 * Keeps the page unsaved while a setting is wrong. The server refuses it as well, and the web client shows the server's
 * reason beside Save, not at the field. Empty is right.
 */
export function useSaveCheck(
    error: string,
    {registerSaveAction, unRegisterSaveAction}: AdminSettingProps,
    /** Hears that somebody saves. */
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

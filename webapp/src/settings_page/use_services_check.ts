import React from 'react';

import {type CheckedInvitation, checkSettings, type SettingError} from '../client';

/** How long nobody must have typed before the server is asked, in milliseconds. */
const pause = 300;

/** What the server says of the services, and of a text that is tried with them. */
export interface ServicesCheck {
    errors: SettingError[];
    preview: CheckedInvitation | null;
    /** Why the text is no meeting; empty where it is one, or where none is tried. */
    textError: string;
}

const nothing: ServicesCheck = {errors: [], preview: null, textError: ''};

/** Asks the server while somebody types. Where it can't be asked, it says what is wrong when the page is saved. */
export function useServicesCheck(services: string, text: string): ServicesCheck {
    const [check, setCheck] = React.useState(nothing);

    React.useEffect(() => {
        const controller = new AbortController();
        const ask = async () => {
            try {
                const answer = await checkSettings({services, text}, controller.signal);
                const errors = answer.errors.filter(({setting}) => setting === 'Services');
                setCheck({errors, preview: answer.preview, textError: answer.text_error});
            } catch {
                if (!controller.signal.aborted) {
                    setCheck(nothing);
                }
            }
        };
        const timer = setTimeout(ask, pause);
        return () => {
            clearTimeout(timer);
            controller.abort();
        };
    }, [services, text]);

    return check;
}

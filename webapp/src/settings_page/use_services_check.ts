import React from 'react';

import {type CheckedInvitation, checkSettings, type SettingError} from '../client';
import {useTyped} from './typed';

/** The time without typing after which the server is asked, in milliseconds. */
const pause = 300;

/** One error in the services. */
export interface Mistake extends SettingError {
    /** The number of the service. Undefined if the error is about no single service. */
    row?: number;
}

/** The server's answer about the services, and about a text that is tried with them. */
export interface ServicesCheck {
    errors: Mistake[];
    preview: CheckedInvitation | null;
    /** Why the text is no meeting. Empty if it is one, and without a text. */
    textError: string;
}

const nothing: ServicesCheck = {errors: [], preview: null, textError: ''};

/**
 * Asks the server while somebody types, with the typed values of the other settings. If the server can't be asked,
 * errors appear when the page is saved. rows are the numbers of the services.
 */
export function useServicesCheck(services: string, text: string, rows: number[]): ServicesCheck {
    const [check, setCheck] = React.useState(nothing);
    const {name, template} = useTyped();

    // biome-ignore lint/correctness/useExhaustiveDependencies: the rows change only with the services
    React.useEffect(() => {
        const controller = new AbortController();
        const asked = [...rows];
        const ask = async () => {
            try {
                const settings = {services, text, service_name: name, join_url_template: template};
                const answer = await checkSettings(settings, controller.signal);
                const errors = answer.errors
                    .filter(({setting}) => setting === 'Services')
                    .map((error) => ({...error, row: asked[error.service], message: plain(error.message)}));
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
    }, [services, text, name, template]);

    return check;
}

/** A message without Markdown, which is meant for answers in a channel. */
function plain(message: string): string {
    return message.replaceAll('`', '');
}

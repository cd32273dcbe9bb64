import React from 'react';
import {createIntl, type IntlShape, RawIntlProvider, useIntl} from 'react-intl';

import {addStyle} from '../style';
import english from './en.json';

/** The other languages, each loaded where somebody reads it. */
const files = import.meta.glob<{default: Record<string, string>}>(['./*.json', '!./en.json']);

const inEnglish = createIntl({locale: 'en', messages: english});
const intls: Record<string, IntlShape> = {en: inEnglish};

/**
 * Makes everything ready to be shown in a language. What a language lacks shows in English; one that isn't there, or
 * can't be had, is English with English dates, as two languages in one line can't be read.
 */
export async function prepare(locale: string): Promise<void> {
    addStyle();
    const load = files[`./${locale}.json`];
    if (!load || intls[locale]) {
        return;
    }
    try {
        const messages = {...english, ...(await load()).default};
        intls[locale] = createIntl({locale, messages, onError: () => {}});
    } catch {
        // Tried again where something else is shown. Until then English stands in.
    }
}

/** The texts in a language that has been prepared. */
export function textsIn(locale: string): IntlShape {
    return intls[locale] ?? inEnglish;
}

/** Gives a root of the plugin the plugin's own texts: the web client is asked only for the language. */
export function withTexts<Props extends object>(Component: React.FunctionComponent<Props>) {
    const WithTexts = (props: Props) => (
        <RawIntlProvider value={textsIn(useIntl().locale)}>
            <Component {...props} />
        </RawIntlProvider>
    );
    return Object.assign(WithTexts, {prepare});
}

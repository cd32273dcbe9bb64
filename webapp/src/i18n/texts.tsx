import React from 'react';
import {createIntl, type IntlShape, RawIntlProvider, useIntl} from 'react-intl';

import {addStyle} from '../style';
import english from './en.json';

/** The other languages. Each is loaded when somebody needs it. */
const files = import.meta.glob<{default: Record<string, string>}>(['./*.json', '!./en.json']);

const inEnglish = createIntl({locale: 'en', messages: english});
const intls: Record<string, IntlShape> = {en: inEnglish};

/**
 * Prepares a language. A text that the language lacks is in English. If the language doesn't exist or can't be loaded,
 * all texts and dates are in English: one line must not mix two languages.
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
        // The next use tries again. Until then, the texts are in English.
    }
}

/** The texts of a prepared language. */
export function textsIn(locale: string): IntlShape {
    return intls[locale] ?? inEnglish;
}

/** Provides the plugin's texts to a root of the plugin. The web client provides only the language. */
export function withTexts<Props extends object>(Component: React.FunctionComponent<Props>) {
    const WithTexts = (props: Props) => (
        <RawIntlProvider value={textsIn(useIntl().locale)}>
            <Component {...props} />
        </RawIntlProvider>
    );
    return Object.assign(WithTexts, {prepare});
}

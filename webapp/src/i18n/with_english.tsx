import React from 'react';
import {IntlProvider, useIntl} from 'react-intl';

import english from './en.json';

/** Gives a component that is loaded on demand its messages in English, which stands in for languages that haven't come. */
export function withEnglish<Props extends object>(Component: React.FunctionComponent<Props>) {
    return (props: Props) => {
        const intl = useIntl();
        const messages = React.useMemo(() => ({...english, ...intl.messages}), [intl.messages]);
        return (
            <IntlProvider {...intl} messages={messages}>
                <Component {...props} />
            </IntlProvider>
        );
    };
}

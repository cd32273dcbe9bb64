import React from 'react';
import {FormattedMessage} from 'react-intl';

import {copyText} from './clipboard';
import {Icon} from './icon';

/** How long the button says that it has copied. */
const copiedMilliseconds = 2000;

interface Props {
    text: string;
    icon: string;
    children: React.ReactElement;
}

/** Copies a text and says so for a moment, to eyes and to screen readers. */
export function CopyButton({text, icon, children}: Props) {
    const [copied, setCopied] = React.useState(false);

    React.useEffect(() => {
        if (!copied) {
            return;
        }
        const timer = setTimeout(() => setCopied(false), copiedMilliseconds);
        return () => clearTimeout(timer);
    }, [copied]);

    const copy = async () => {
        await copyText(text);
        setCopied(true);
    };

    return (
        <button type="button" className="btn btn-quaternary btn-sm" onClick={copy}>
            <Icon name={copied ? 'check' : icon} />
            <span aria-live="polite">{copied ? <FormattedMessage id="blizz.copied" /> : children}</span>
        </button>
    );
}

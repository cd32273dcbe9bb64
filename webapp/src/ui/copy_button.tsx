import React from 'react';
import {useIntl} from 'react-intl';

import {copyText} from './clipboard';
import {Icon} from './icon';

/** How long the button says that it has copied. */
const copiedMilliseconds = 2000;

interface Props {
    text: string;
    /** The id of the label's message. */
    label: string;
    icon: string;
    /** Whether the label is for screen readers and tooltips alone. */
    small?: boolean;
}

/** Copies a text and says so for a moment, to eyes and to screen readers. */
export function CopyButton({text, label, icon, small = false}: Props) {
    const {formatMessage} = useIntl();
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

    const words = formatMessage({id: copied ? 'blizz.copied' : label});
    return (
        <button
            type="button"
            className={small ? 'btn btn-icon btn-xs' : 'btn btn-quaternary btn-sm'}
            title={small ? words : undefined}
            onClick={copy}
        >
            <Icon name={copied ? 'check' : icon} />
            <span className={small ? 'sr-only' : ''} aria-live="polite">
                {words}
            </span>
        </button>
    );
}

import React from 'react';
import {useIntl} from 'react-intl';

import {copyText} from './clipboard';
import {Icon} from './icon';

/** What can come of it, by the id of its message, and the icon for it. */
const outcomes = {'blizz.copied': 'check', 'blizz.not_copied': 'alert-circle-outline'};

/** How long the button says what came of it. */
const outcomeMilliseconds = 2000;

interface Props {
    text: string;
    /** The id of the label's message. */
    label: string;
    icon: string;
    /** Whether the label is for screen readers and tooltips alone. */
    small?: boolean;
}

/** Copies a text and says for a moment whether it could, to eyes and to screen readers. */
export function CopyButton({text, label, icon, small}: Props) {
    const {formatMessage} = useIntl();
    const [outcome, setOutcome] = React.useState<keyof typeof outcomes>();

    React.useEffect(() => {
        if (!outcome) {
            return;
        }
        const timer = setTimeout(() => setOutcome(undefined), outcomeMilliseconds);
        return () => clearTimeout(timer);
    }, [outcome]);

    const copy = async () => setOutcome((await copyText(text)) ? 'blizz.copied' : 'blizz.not_copied');

    const words = formatMessage({id: outcome ?? label});
    return (
        <>
            <button
                type="button"
                className={small ? 'btn btn-icon btn-xs' : 'btn btn-quaternary btn-sm'}
                title={small ? words : undefined}
                onClick={copy}
            >
                <Icon name={outcome ? outcomes[outcome] : icon} />
                <span className={small ? 'sr-only' : ''}>{words}</span>
            </button>
            {/* Not the label itself: it would be read out once more when it is back. */}
            <span className="sr-only" role="status">
                {outcome && words}
            </span>
        </>
    );
}

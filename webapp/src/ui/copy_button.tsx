import React from 'react';
import {useIntl} from 'react-intl';

import {announce} from './announce';
import {Button} from './button';
import {copyText} from './clipboard';

/** The possible results: the id of the text and the icon for each. */
const outcomes = {'blizz.copied': 'check', 'blizz.not_copied': 'alert-circle-outline'};

/** How long the button shows the result, in milliseconds. */
const outcomeMilliseconds = 2000;

interface Props {
    /** Returns the text. It is called only on a press. */
    text(): string;
    /** The id of the label's text. */
    label: string;
    icon?: string;
    look?: string;
    control?: React.Ref<HTMLButtonElement>;
}

/** Copies a text. For a moment it shows the result, also to screen readers. */
export function CopyButton({text, label, icon = 'content-copy', ...props}: Props) {
    const {formatMessage} = useIntl();
    const [outcome, setOutcome] = React.useState<keyof typeof outcomes>();

    React.useEffect(() => {
        if (!outcome) {
            return;
        }
        const timer = setTimeout(() => setOutcome(undefined), outcomeMilliseconds);
        return () => clearTimeout(timer);
    }, [outcome]);

    const copy = async () => {
        const result = (await copyText(text())) ? 'blizz.copied' : 'blizz.not_copied';
        setOutcome(result);
        announce(formatMessage({id: result}));
    };

    return <Button label={outcome ?? label} icon={outcome ? outcomes[outcome] : icon} onClick={copy} {...props} />;
}

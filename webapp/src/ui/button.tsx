import React from 'react';
import {FormattedMessage} from 'react-intl';

import {Icon} from './icon';

interface Props extends React.ComponentPropsWithoutRef<'button'> {
    /** The id of the label's message. */
    label: string;
    icon?: string;
    /** What the web client calls the look: "btn-primary", "btn-tertiary btn-sm". */
    look?: string;
    /** Gets the button itself. */
    control?: React.Ref<HTMLButtonElement>;
}

/**
 * A button of the web client's looks. All other props are those of the element. One that is busy is aria-disabled: the
 * browser takes the focus away from what is disabled.
 */
export function Button({label, icon, look = 'btn-quaternary btn-sm', control, ...props}: Props) {
    return (
        <button type="button" className={`btn ${look}`} ref={control} {...props}>
            {icon && <Icon name={icon} />}
            <FormattedMessage id={label} />
        </button>
    );
}

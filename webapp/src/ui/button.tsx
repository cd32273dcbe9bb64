import React from 'react';
import {useIntl} from 'react-intl';

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
 * A button of the web client's looks, with an icon of its font. All other props are those of the element. One that is
 * busy is aria-disabled: the browser takes the focus away from what is disabled.
 */
export function Button({label, icon, look = 'btn-quaternary btn-sm', control, children, ...props}: Props) {
    const text = useIntl().formatMessage({id: label});
    return (
        <button
            type="button"
            className={classes(look, icon)}
            ref={control}
            // Without it the icon's character would be a part of the button's name.
            aria-label={icon && text}
            {...props}
        >
            {text}
            {children}
        </button>
    );
}

/** The classes of a button or link. The icon is drawn before the text, without an element of its own. */
export function classes(look: string, icon?: string): string {
    return icon ? `btn ${look} blizz-icon icon-${icon}` : `btn ${look}`;
}

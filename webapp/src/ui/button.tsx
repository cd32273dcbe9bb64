import React from 'react';
import {useIntl} from 'react-intl';

interface Props extends React.ComponentPropsWithoutRef<'button'> {
    /** The id of the label's text. */
    label: string;
    icon?: string;
    /** The web client's classes for its looks: "btn-primary", "btn-tertiary btn-sm". */
    look?: string;
    /** Receives the button element. */
    control?: React.Ref<HTMLButtonElement>;
}

/**
 * A button that looks like the web client's, with an icon of its font. All other props are for the element. A busy
 * button is aria-disabled, because a disabled one would lose the focus.
 */
export function Button({label, icon, look = 'btn-quaternary btn-sm', control, children, ...props}: Props) {
    const text = useIntl().formatMessage({id: label});
    return (
        <button
            type="button"
            className={classes(look, icon)}
            ref={control}
            // Without this, the button's name would contain the icon's character.
            aria-label={icon && text}
            {...props}
        >
            {text}
            {children}
        </button>
    );
}

/** The classes of a button or link. They draw the icon before the text, without another element. */
export function classes(look: string, icon?: string): string {
    return icon ? `btn ${look} blizz-icon icon-${icon}` : `btn ${look}`;
}

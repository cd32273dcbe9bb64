import type React from 'react';

/**
 * Moves the focus to an element and shows it. The web client draws its ring only after the Tab key, or if it is asked
 * to.
 */
export function focusOn(target: HTMLElement | null | undefined) {
    if (target) {
        target.focus();
        document.dispatchEvent(new CustomEvent('a11yfocus', {detail: {target, keyboardOnly: true}}));
    }
}

/** A ref that gives an element the focus as soon as it exists. */
export const takeFocus: React.RefCallback<HTMLElement> = (element) => focusOn(element);

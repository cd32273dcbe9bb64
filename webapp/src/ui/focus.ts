import type React from 'react';

/**
 * Puts the focus on an element so that it is seen. The web client draws its ring only after the Tab key, or where it is
 * asked to.
 */
export function focusOn(target: HTMLElement | null | undefined) {
    if (target) {
        target.focus();
        document.dispatchEvent(new CustomEvent('a11yfocus', {detail: {target, keyboardOnly: true}}));
    }
}

/** Has an element take the focus as soon as it is there: a ref. */
export const takeFocus: React.RefCallback<HTMLElement> = (element) => focusOn(element);

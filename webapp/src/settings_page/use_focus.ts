import React from 'react';

import {focusOn} from '../ui/focus';

/** Moves the focus to an element, once the latest change is rendered. */
export function useFocus(box: React.RefObject<HTMLElement>): (selector: string) => void {
    const next = React.useRef('');
    React.useEffect(() => {
        if (next.current) {
            focusOn(box.current?.querySelector<HTMLElement>(next.current));
            next.current = '';
        }
    });
    return (selector) => {
        next.current = selector;
    };
}

import React from 'react';

/** Numbers for the services of a list. A service keeps its number when the list is changed. */
export interface Rows {
    /** The number of each service, in the order of the list. */
    numbers: number[];
    moveUp(at: number): void;
    remove(at: number): void;
}

/**
 * Numbers the services of a list. Keys would not do, because a typed key can equal another service's for a moment. Open
 * fields and errors belong to a service by its number.
 */
export function useRows(count: number): Rows {
    const numbers = React.useRef<number[]>([]).current;
    const next = React.useRef(0);
    while (numbers.length < count) {
        numbers.push(next.current++);
    }
    numbers.length = count;

    return {
        numbers,
        moveUp: (at) => numbers.splice(at - 1, 2, ...numbers.slice(at - 1, at + 1).reverse()),
        remove: (at) => numbers.splice(at, 1),
    };
}

import React from 'react';

/** The services of a list by numbers, which stay with them when the list is changed. */
export interface Rows {
    /** The number of each service, in the order of the list. */
    numbers: number[];
    moveUp(at: number): void;
    remove(at: number): void;
}

/**
 * Numbers the services of a list: their keys will not do, as a key may be typed, and be another's for a moment. What is
 * opened and what is wrong follows the service by its number.
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

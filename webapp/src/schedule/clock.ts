import React from 'react';

const minute = 60_000;

/** Listeners for the beginning of each minute. They share one timer, which runs only while there are listeners. */
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** The beginning of the present minute, in milliseconds since 1970. It is updated until a given time. */
export function useNow(until: number): number {
    return React.useSyncExternalStore(currentMinute() < until ? listen : ignore, currentMinute);
}

function currentMinute(): number {
    return Math.floor(Date.now() / minute) * minute;
}

function listen(listener: () => void): () => void {
    listeners.add(listener);
    timer ??= setTimeout(tick, untilNextMinute());
    return () => {
        listeners.delete(listener);
        if (listeners.size === 0) {
            clearTimeout(timer);
            timer = undefined;
        }
    };
}

function ignore(): () => void {
    return () => {};
}

function tick() {
    timer = setTimeout(tick, untilNextMinute());
    for (const listener of [...listeners]) {
        listener();
    }
}

function untilNextMinute(): number {
    return minute - (Date.now() % minute);
}

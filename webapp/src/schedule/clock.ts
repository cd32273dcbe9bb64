import React from 'react';

import {changesUntil, type Plan, type Standing, standingAt} from './plan';

const minute = 60_000;

/** What wants to know when a minute has begun. One timer serves all, and there is none where nothing does. */
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** How a meeting stands, kept fresh as long as it is open and time changes it. */
export function useStanding(plan: Plan, isOpen: boolean): Standing {
    return standingAt(plan, useNow(isOpen ? changesUntil(plan) : 0));
}

/** The beginning of the current minute, in milliseconds since 1970; kept fresh until a moment. */
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

import React from 'react';

/** The service's name as it is typed: the web client gives a setting only its own value, and the preview shows both. */
let typed = '';
const listeners = new Set<() => void>();

export function setTypedName(name: string) {
    typed = name;
    for (const listener of [...listeners]) {
        listener();
    }
}

/** The name in the other setting's field; empty for the default. */
export function useTypedName(): string {
    return React.useSyncExternalStore(
        (listener) => {
            listeners.add(listener);
            return () => listeners.delete(listener);
        },
        () => typed,
    );
}

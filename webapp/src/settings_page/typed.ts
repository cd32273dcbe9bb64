import React from 'react';

/** The typed values of the plugin's other settings. Empty means the default. */
export interface Typed {
    name: string;
    template: string;
}

/** The web client gives each setting only its own value, but a preview needs all of them. */
let typed: Typed = {name: '', template: ''};
const listeners = new Set<() => void>();

/** Tells the other settings the typed value of one. */
export function useTyping(changed: Partial<Typed>) {
    const {name, template} = changed;
    React.useEffect(() => {
        typed = {name: name ?? typed.name, template: template ?? typed.template};
        for (const listener of [...listeners]) {
            listener();
        }
    }, [name, template]);
}

export function useTyped(): Typed {
    return React.useSyncExternalStore(
        (listener) => {
            listeners.add(listener);
            return () => listeners.delete(listener);
        },
        () => typed,
    );
}

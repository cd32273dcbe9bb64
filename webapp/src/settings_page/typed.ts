import React from 'react';

/** The plugin's other settings as they are typed; empty for the default. */
export interface Typed {
    name: string;
    template: string;
}

/** The web client gives a setting only its own value, and a preview shows what all of them make together. */
let typed: Typed = {name: '', template: ''};
const listeners = new Set<() => void>();

/** Tells the other settings what stands in one of them. */
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

import React from 'react';

/** Cards that nobody has seen yet, with their callbacks. They share one observer. */
const waiting = new WeakMap<Element, () => void>();
let observer: IntersectionObserver | undefined;

function onSight(entries: IntersectionObserverEntry[]) {
    for (const {isIntersecting, target} of entries) {
        if (isIntersecting) {
            waiting.get(target)?.();
            observer?.unobserve(target);
        }
    }
}

/** Whether an element is or was in the window. If the browser can't tell, it counts as seen. */
export function useInSight(element: React.RefObject<Element | null>): [inSight: boolean, setInSight: () => void] {
    const [inSight, setInSight] = React.useState(false);

    React.useEffect(() => {
        const target = element.current;
        if (inSight || !target) {
            return;
        }
        if (typeof IntersectionObserver === 'undefined') {
            setInSight(true);
            return;
        }
        observer ??= new IntersectionObserver(onSight);
        waiting.set(target, () => setInSight(true));
        observer.observe(target);
        return () => observer?.unobserve(target);
    }, [element, inSight]);

    return [inSight, () => setInSight(true)];
}

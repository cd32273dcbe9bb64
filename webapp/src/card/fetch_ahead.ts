let hasStarted = false;

/** Loads the dialog once, in idle time. A person who has seen a card will probably need it. */
export function fetchAhead() {
    if (hasStarted) {
        return;
    }
    hasStarted = true;
    const load = () => void import('../dialog/index').catch(() => {});
    if (typeof window.requestIdleCallback === 'function') {
        window.requestIdleCallback(load);
    } else {
        setTimeout(load, 2000); // Safari
    }
}

let begun = false;

/** Loads the dialog in idle time, once: who has seen a card is likely to need it. */
export function fetchAhead() {
    if (begun) {
        return;
    }
    begun = true;
    const load = () => void import('../dialog/index').catch(() => {});
    if (typeof window.requestIdleCallback === 'function') {
        window.requestIdleCallback(load);
    } else {
        setTimeout(load, 2000); // Safari
    }
}

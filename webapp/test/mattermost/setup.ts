import {cleanup} from '@testing-library/react';
import {afterEach, beforeEach, vi} from 'vitest';

// There is no window, so every element counts as seen.
beforeEach(() => {
    vi.stubGlobal('IntersectionObserver', undefined);
});

afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
});

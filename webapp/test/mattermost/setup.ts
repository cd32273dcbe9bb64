import {cleanup} from '@testing-library/react';
import {afterEach, beforeEach, vi} from 'vitest';

// There is no window that anything could be out of.
beforeEach(() => {
    vi.stubGlobal('IntersectionObserver', undefined);
});

afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
});

import {defineConfig} from '@playwright/test';

import tests from '../playwright.config';

/** What a card costs the browser. The server is `cmd/bench`'s, which also reads what is written to `output/cards.json`. */
export default defineConfig({
    testDir: '.',
    testMatch: '*.bench.ts',
    outputDir: '../output/results',
    workers: 1,
    timeout: 5 * 60_000,
    reporter: 'list',
    use: tests.use,
});

import {defineConfig} from '@playwright/test';

import tests from '../playwright.config';

/** The cost of a card in the browser. `cmd/bench` starts the server, and reads the results in `output/cards.json`. */
export default defineConfig({
    testDir: '.',
    testMatch: '*.bench.ts',
    outputDir: '../output/results',
    workers: 1,
    timeout: 5 * 60_000,
    reporter: 'list',
    use: tests.use,
});

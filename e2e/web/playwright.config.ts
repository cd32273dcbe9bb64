import {defineConfig} from '@playwright/test';

import {findChromium} from './tests/support/chromium';
import type {Options, People} from './tests/support/test';

const wide = {width: 1280, height: 800};
const phone = {width: 360, height: 740};
// Words overflow first at a phone's width. The theme makes no difference to that.
const languages = '**/languages.spec.ts';
const mattermost = process.env.MATTERMOST_CLIENT
    ? [{name: 'mattermost', testDir: 'tests/client', use: {client: 'mattermost' as const}}]
    : [];

export default defineConfig<Options, People>({
    testDir: 'tests',
    outputDir: 'output/results',
    globalSetup: './tests/support/serve',
    forbidOnly: Boolean(process.env.CI),
    // In CI, a failed test runs once more. If it passes then, it is reported as flaky.
    retries: process.env.CI ? 1 : 0,
    // Each worker has its own Mattermost, because tests change the settings of the server and of the same people.
    workers: 2,
    // Much longer than needed, so that a busy machine does not fail the tests.
    timeout: 60_000,
    expect: {timeout: 15_000},
    reporter: [['list'], ['html', {outputFolder: 'output/report', open: 'never'}], ['./tests/support/left_out.ts']],
    use: {
        viewport: wide,
        theme: 'denim',
        screenshot: 'only-on-failure',
        launchOptions: {
            executablePath: findChromium(),
            args: [
                '--no-sandbox',
                '--disable-gpu',
                '--disable-quic',
                '--no-first-run',
                '--disable-background-networking',
                '--disable-component-update',
                '--disable-sync',
            ],
        },
    },
    projects: [
        {name: 'behaviour', testDir: 'tests/behaviour'},
        // Tests for both the test page and Mattermost's own client.
        {name: 'client', testDir: 'tests/client'},
        ...mattermost,
        {name: 'light-1280', testDir: 'tests/looks', testIgnore: languages, use: {viewport: wide, theme: 'denim'}},
        {name: 'dark-1280', testDir: 'tests/looks', testIgnore: languages, use: {viewport: wide, theme: 'onyx'}},
        {name: 'light-360', testDir: 'tests/looks', use: {viewport: phone, theme: 'quartz'}},
        {name: 'dark-360', testDir: 'tests/looks', testIgnore: languages, use: {viewport: phone, theme: 'onyx'}},
    ],
});

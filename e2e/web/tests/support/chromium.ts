import {accessSync, constants} from 'node:fs';
import {delimiter, join} from 'node:path';

// The headless shell comes first, as in Playwright: it starts and renders much faster than the whole browser.
const names = [
    'chromium-headless-shell',
    'chromium',
    'chromium-browser',
    'google-chrome-stable',
    'google-chrome',
    'chrome',
];

/**
 * The browser for the tests: BLIZZ_E2E_CHROMIUM, or an installed one. If it is undefined, Playwright uses its own
 * download.
 */
export function findChromium(): string | undefined {
    const folders = (process.env.PATH ?? '').split(delimiter);
    const installed = names.flatMap((name) => folders.map((folder) => join(folder, name)));
    return process.env.BLIZZ_E2E_CHROMIUM || installed.find(isExecutable);
}

function isExecutable(file: string): boolean {
    try {
        accessSync(file, constants.X_OK);
        return true;
    } catch {
        return false;
    }
}

import {accessSync, constants} from 'node:fs';
import {delimiter, join} from 'node:path';

// The headless shell first, as in Playwright's own choice: it starts and draws in a fraction of the whole browser's time.
const names = [
    'chromium-headless-shell',
    'chromium',
    'chromium-browser',
    'google-chrome-stable',
    'google-chrome',
    'chrome',
];

/**
 * The browser for the tests: the one BLIZZ_E2E_CHROMIUM names, or else one that is installed. Without one it is
 * undefined, and Playwright takes what `npx playwright install chromium` has downloaded.
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

import type {Browser, BrowserContext, BrowserContextOptions, Page} from '@playwright/test';

import {place} from './place';

/**
 * The browser's tabs, which one test after the other uses. A new tab takes more than a second longer to show the client,
 * as the browser starts a process and reads the client's script anew.
 *
 * Each tab has a context of its own, so that two people can be logged in at once.
 */
export class Tabs {
    private readonly free = new Map<string, Page[]>();

    constructor(private readonly browser: Browser) {}

    /** Returns a tab with those options in which nobody is logged in. */
    async take(options: BrowserContextOptions): Promise<Page> {
        const reused = this.free.get(JSON.stringify(options))?.pop();
        if (reused) {
            return reused;
        }
        const context = await this.browser.newContext({
            ...options,
            baseURL: place().url,
            reducedMotion: 'reduce',
            permissions: ['clipboard-read', 'clipboard-write'],
        });
        await skipLandingPage(context);
        return context.newPage();
    }

    /**
     * Resets a tab and keeps it for the next test. A test that changes its tab for good, for example by stopping the clock,
     * closes the tab's context.
     */
    async giveBack(page: Page, options: BrowserContextOptions): Promise<void> {
        if (page.isClosed()) {
            return;
        }
        page.removeAllListeners();
        const context = page.context();
        await context.unrouteAll({behavior: 'ignoreErrors'});
        await page.unrouteAll({behavior: 'ignoreErrors'});
        // Leaves the client before its data are removed. Otherwise it would write some of them again.
        await page.goto('/api/v4/system/ping');
        await forget(page);
        await context.clearCookies();
        const key = JSON.stringify(options);
        this.free.set(key, [...(this.free.get(key) ?? []), page]);
    }
}

/** Removes what a page's origin has stored in the browser, and takes the mouse out of the window. */
async function forget(page: Page): Promise<void> {
    await page.evaluate(() => sessionStorage.clear());
    await page.mouse.move(-1, -1);
    const session = await page.context().newCDPSession(page);
    await session.send('Storage.clearDataForOrigin', {origin: new URL(page.url()).origin, storageTypes: 'all'});
    await session.detach();
}

/** Mattermost's client asks once whether to go on in the desktop app. */
export async function skipLandingPage(context: BrowserContext): Promise<void> {
    await context.addInitScript(() => localStorage.setItem('__landingPageSeen__', 'true'));
}

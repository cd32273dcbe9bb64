import {statSync} from 'node:fs';

import axe from 'axe-core';

import {expect, type Locator, type Page, test} from './test';

/** Saves a picture of a screen in `output/screens/`, and checks the screen with axe's rules. */
export async function look(page: Page, name: string): Promise<void> {
    await page.waitForFunction(() => document.getAnimations().every(({playState}) => playState !== 'running'));
    await page.screenshot({path: `output/screens/${name}-${test.info().project.name}.png`});
    const found: string[] = [];
    for (const {id, nodes} of await violations(page)) {
        for (const {target, html, failureSummary} of nodes) {
            if (!(await isMattermosts(page, id, String(target[0])))) {
                found.push(`${id}: ${html}\n${failureSummary}`);
            }
        }
    }
    expect(found, 'axe’s findings').toEqual([]);
}

/**
 * Runs axe in the page itself. `@axe-core/playwright` would open another page for each run to look into frames. The
 * plugin has none, and that takes ten times as long.
 */
async function violations(page: Page): Promise<axe.Result[]> {
    if (!(await page.evaluate(() => 'axe' in window))) {
        await page.evaluate(axe.source);
    }
    return page.evaluate(async () => {
        const {axe: here} = window as unknown as {axe: typeof axe};
        return (await here.run({resultTypes: ['violations']})).violations;
    });
}

/** The limit for a picture's file, in bytes: everybody who clones the repository downloads it. */
const largest = 100_000;

/** Saves a picture for the documents in the folder PICTURES. */
export async function picture(target: Page | Locator, name: string, project = 'light-1280'): Promise<void> {
    const folder = process.env.PICTURES;
    if (!folder || test.info().project.name !== project) {
        return;
    }
    const path = `${folder}/${name}.png`;
    await target.screenshot({path});
    expect(statSync(path).size, path).toBeLessThan(largest);
}

// Mattermost chooses the colours of its buttons. In some themes their contrast is too low: white on Onyx's #4a7ce8 has 3.9
// to 1. Mattermost also makes a permalink's preview one button, even if the shown post has links, and names the reactions
// below a post.
const ofMattermost: Record<string, string> = {
    'color-contrast': '.btn, .call-button',
    'nested-interactive': '.attachment--permalink',
    'label-content-name-mismatch': '.Reaction',
};

function isMattermosts(page: Page, rule: string, selector: string): Promise<boolean> {
    const parts = ofMattermost[rule] ?? ':not(*)';
    return page.locator(selector).evaluate((element, parts) => element.closest(parts) !== null, parts);
}

import type {Post} from '@mattermost/types/posts';
import {expect, type Locator, type Page} from '@playwright/test';

// Roles, names and ids that are the same in Mattermost's web client and in the test page.

export type Where = 'centre' | 'thread' | 'search';

const prefixes: Record<Where, string> = {centre: 'post', thread: 'rhsPost', search: 'searchResult'};

/** A post in one of the places that show it. */
export function shown(page: Page, post: Post, where: Where = 'centre'): Locator {
    return page.locator(`[id="${prefixes[where]}_${post.id}"]`);
}

export function messageBox(page: Page): Locator {
    return page.getByRole('textbox', {name: /^Write to/i});
}

/** Sends a message with the button, because Enter may accept a suggestion. */
export async function say(page: Page, message: string): Promise<void> {
    await messageBox(page).fill(message);
    await page.getByRole('button', {name: 'Send Now'}).first().click();
}

/**
 * Presses the plugin's button in the app bar. The client ignores a press before it knows the person's membership in the
 * channel. The message box appears when it does.
 */
export async function pressButton(page: Page): Promise<void> {
    await expect(messageBox(page)).toBeVisible();
    await page.getByRole('button', {name: 'blizz', exact: true}).click();
}

/** Searches for a message. */
export async function search(page: Page, terms: string): Promise<void> {
    await page.getByRole('button', {name: 'Search'}).first().click();
    await page.keyboard.type(terms);
    await page.keyboard.press('Enter');
}

export async function reply(post: Locator): Promise<void> {
    await post.hover();
    await post.getByRole('button', {name: 'reply', exact: true}).click();
}

/** Opens the person's settings and returns the plugin's part. */
export async function openSettings(page: Page): Promise<Locator> {
    await page.getByRole('button', {name: 'Settings', exact: true}).click();
    await page.getByRole('tab', {name: 'Blizz Meetings'}).click();
    return page.getByRole('tabpanel');
}

import {messageBox} from '../support/client';
import {dialog, expect, type Page, posts, say, test} from '../support/test';

/** Presses Tab until the named element has the focus. It fails if the element can't be reached. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
    const focused = () =>
        page.evaluate(() => {
            const element = document.activeElement as HTMLElement | null;
            const labels = (element as HTMLInputElement | null)?.labels;
            return element?.getAttribute('aria-label') || labels?.[0]?.textContent || element?.textContent || '';
        });
    for (let presses = 0; presses < 60; presses++) {
        await page.keyboard.press('Tab');
        if (name.test(await focused())) {
            return;
        }
    }
    throw new Error(`nothing called ${name} can be reached with Tab`);
}

test('a person can invite, copy, show the QR code and end with the keyboard alone', async ({open, alice, here}) => {
    const page = await open(alice);
    await expect(page.getByRole('heading', {name: here.display_name})).toBeVisible();

    await say(page, '/blizz');
    await expect(dialog(page).getByLabel('Meeting', {exact: true})).toBeFocused();
    await page.keyboard.type('m12-345-678');
    await tabTo(page, /^Topic/);
    await page.keyboard.type('Sprint review');
    await page.keyboard.press('Enter');
    await expect(dialog(page)).toBeHidden();

    const card = posts(page).last();
    await expect(card).toContainText('Sprint review');
    await card.focus();
    await tabTo(page, /^Join/);
    await tabTo(page, /^Copy link/);
    await page.keyboard.press('Enter');
    await expect(card.getByRole('button', {name: 'Copied'})).toBeVisible();
    await expect(page.getByRole('status').filter({hasText: 'Copied'})).toHaveCount(1);
    await tabTo(page, /^QR code/);
    await page.keyboard.press('Space');
    await expect(card.getByRole('img', {name: /QR code/})).toBeVisible();
    await tabTo(page, /^End/);
    await page.keyboard.press('Enter');
    await expect(card.getByRole('button', {name: 'Cancel'})).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(card.getByRole('button', {name: 'End'})).toBeFocused();
    await page.keyboard.press('Enter');
    await tabTo(page, /^End the invitation/);
    await page.keyboard.press('Enter');
    await expect(card).toContainText(/Ended /);
    await expect(card.locator('.blizz-card')).toBeFocused();
});

test('the dialog keeps the focus, and returns it when it closes', async ({open, alice}) => {
    const page = await open(alice);
    await messageBox(page).fill('/blizz');
    await messageBox(page).press('Enter');
    await expect(dialog(page).getByLabel('Meeting', {exact: true})).toBeFocused();
    for (let presses = 0; presses < 12; presses++) {
        await page.keyboard.press('Tab');
        // From the last field on, Tab leads to the browser's own controls, and from there back into the dialog.
        const outside = await dialog(page).evaluate(
            (element) => document.activeElement !== document.body && !element.contains(document.activeElement),
        );
        expect(outside, 'whether the focus is outside the dialog').toBe(false);
    }
    await page.keyboard.press('Escape');
    await expect(dialog(page)).toBeHidden();
    await expect(messageBox(page)).toBeFocused();
});

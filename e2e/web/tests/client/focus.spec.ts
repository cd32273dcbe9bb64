import {shown} from '../support/client';
import {expect, type Page, test} from '../support/test';

/** Expects the focused element to show its focus. The client removes the browser's own outline. */
async function expectFocusSeen(page: Page): Promise<void> {
    await expect
        .poll(() =>
            page.evaluate(() => {
                const {outlineStyle, outlineWidth, boxShadow} = getComputedStyle(document.activeElement!);
                return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
            }),
        )
        .toBe(true);
}

test('the focus is visible in the question before the end, and where it returns to', async ({open, alice, here}) => {
    const invitation = await alice.invite(here, {meeting: 'm12-345-678'});
    const page = await open(alice);
    const card = shown(page, invitation);
    await card.getByRole('button', {name: 'End'}).focus();
    await page.keyboard.press('Enter');
    await expect(card.getByRole('button', {name: 'End'})).toHaveCount(1);
    await expectFocusSeen(page);
    await card.getByRole('button', {name: 'Cancel'}).focus();
    await page.keyboard.press('Enter');
    await expect(card.getByRole('button', {name: 'End'})).toBeFocused();
    await expectFocusSeen(page);
});

test('the focus is visible on each element that Tab reaches', async ({open, alice, here}) => {
    const invitation = await alice.invite(here, {meeting: 'm12-345-678'});
    const page = await open(alice);
    const card = shown(page, invitation);
    await card.getByRole('link', {name: /^Join/}).focus();
    await page.keyboard.press('Tab');
    await expect(card.getByRole('button', {name: 'Copy link'})).toBeFocused();
    await expectFocusSeen(page);
});

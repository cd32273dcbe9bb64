import {messageBox} from '../support/client';
import {dialog, expect, type Locator, type Page, say, test} from '../support/test';

async function openWithStart(page: Page): Promise<void> {
    await say(page, '/blizz');
    await dialog(page).getByLabel('Meeting', {exact: true}).fill('m12-345-678');
    await dialog(page).getByLabel('Start later').check();
    // The answer to the meeting moves what stands below it.
    await expect(dialog(page)).toContainText('Blizz meeting m12-345-678');
    await expect(dialog(page).getByLabel('Date')).toBeVisible();
}

/** Expects an element to be completely visible in the window and in the dialog, with nothing in front of it. */
async function expectInReach(element: Locator): Promise<void> {
    await expect
        .poll(() =>
            element.evaluate((inner) => {
                const box = inner.closest('[role=document]')!.getBoundingClientRect();
                const {left, right, top, bottom} = inner.getBoundingClientRect();
                const inWindow = left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight;
                const inBox = left >= box.left && right <= box.right && top >= box.top && bottom <= box.bottom;
                const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
                return {inWindow, inBox, inFront: inner.contains(hit)};
            }),
        )
        .toEqual({inWindow: true, inBox: true, inFront: true});
}

for (const [window, viewport] of Object.entries({
    'a window of 1280×650': {width: 1280, height: 650},
    'a phone of 360×640': {width: 360, height: 640},
    'a window of 1280×720 at 200 % zoom': {width: 640, height: 360},
    'a window of 320×480': {width: 320, height: 480},
    'a window of 1280×1024 at 400 % zoom': {width: 320, height: 256},
})) {
    test.describe(`in ${window}`, () => {
        test.use({viewport});

        test(`a person can reach every field and button of the dialog in ${window}`, async ({open, alice}) => {
            const page = await open(alice);
            await openWithStart(page);
            await expectInReach(dialog(page).getByRole('button', {name: 'Post'}));
            await expectInReach(dialog(page).getByRole('button', {name: 'Cancel'}));
            await expectInReach(dialog(page).getByRole('button', {name: 'Close'}));
            for (const field of ['Meeting', 'Repeat']) {
                await dialog(page).getByLabel(field, {exact: true}).scrollIntoViewIfNeeded();
                await expectInReach(dialog(page).getByLabel(field, {exact: true}));
            }
        });
    });
}

test.describe('on a phone', () => {
    test.use({viewport: {width: 360, height: 640}});

    test('the dialog’s buttons are side by side, and its title is on one line', async ({open, alice}) => {
        const page = await open(alice);
        await say(page, '/blizz');
        const [cancel, post] = ['Cancel', 'Post'].map((name) => dialog(page).getByRole('button', {name}));
        await expect(post).toBeVisible();
        const [left, right] = [await cancel.boundingBox(), await post.boundingBox()];
        expect(left?.y).toBe(right?.y);
        const title = await dialog(page).getByRole('heading', {level: 1}).boundingBox();
        expect(title?.height).toBeLessThanOrEqual(32);
    });
});

test('the dialog stands in the middle of the window', async ({open, alice}) => {
    const page = await open(alice);
    await say(page, '/blizz');
    await expect(dialog(page)).toBeVisible();
    await expect
        .poll(() =>
            dialog(page)
                .getByRole('document')
                .evaluate((box) => {
                    const {top, bottom} = box.getBoundingClientRect();
                    // The client keeps 24 pixels free below a modal in the middle.
                    return Math.abs(top - (innerHeight - bottom)) <= 25;
                }),
        )
        .toBe(true);
});

test('Escape while an invitation is being posted does not lose it', async ({open, alice, here}) => {
    const page = await open(alice);
    await page.route('**/api/v1/invitations', async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 3000));
        // The browser may have cancelled the request meanwhile.
        await route.continue().catch(() => undefined);
    });
    await say(page, '/blizz');
    await dialog(page).getByLabel('Meeting', {exact: true}).fill('m12-345-678');
    await dialog(page).getByRole('button', {name: 'Post'}).click();
    await page.keyboard.press('Escape');
    // Time for a closing modal to fade.
    await page.waitForTimeout(500);
    const closed = await dialog(page).isHidden();
    await page.waitForTimeout(4000);
    expect(await alice.invitations(here), closed ? 'closed, so given up' : 'still open').toHaveLength(closed ? 0 : 1);
});

test('a slow answer to /blizz doesn’t lock the message box for longer than two seconds', async ({open, alice}) => {
    const page = await open(alice);
    await expect(messageBox(page)).toBeVisible();
    await page.route('**/plugins/blizz/api/v1/**', () => {
        // Never answers.
    });
    await say(page, '/blizz');
    // By then the dialog covers the box, and hides it from screen readers.
    const box = page.getByRole('textbox', {name: /^Write to/i, includeHidden: true});
    await expect(box).toHaveValue('', {timeout: 3000});
});

import {installCalls} from '../support/calls';
import {messageBox, pressButton, shown} from '../support/client';
import {place} from '../support/place';
import {dialog, expect, type Page, test} from '../support/test';

const name = 'Invite to a Blizz meeting';

const pressedCalls = (page: Page) => page.evaluate(() => (window as unknown as {pressedCall: string[]}).pressedCall);

test('the app bar opens the dialog', async ({open, alice}) => {
    const page = await open(alice);
    await pressButton(page);
    await expect(dialog(page)).toBeVisible();
});

test('the app bar has the plugin’s one button, and the header none', async ({open, alice}) => {
    const page = await open(alice);
    await expect(page.getByRole('button', {name: 'blizz', exact: true})).toHaveCount(1);
    await expect(messageBox(page)).toBeVisible();
    await expect(page.getByRole('button', {name})).toHaveCount(0);
});

test('if the app bar is off, the header has the button', async ({open, admin, alice}) => {
    const set = (DisableAppBar: boolean) =>
        admin.rest('PUT', '/api/v4/config/patch', {ExperimentalSettings: {DisableAppBar}});
    await set(true);
    try {
        const page = await open(alice);
        await page.getByRole('button', {name}).click();
        await expect(dialog(page)).toBeVisible();
    } finally {
        await set(false);
    }
});

test.describe('on a phone', () => {
    test.use({viewport: {width: 360, height: 640}, hasTouch: true});

    test('the header’s bar has one named button, in the bar’s colour', async ({open, alice}) => {
        const page = await open(alice);
        const button = page.getByRole('button', {name});
        await expect(button).toHaveCount(1);
        const icon = button.locator('svg, i, [class*=icon-]').last();
        const [color, bar] = await icon.evaluate((element) => {
            const {color, fill} = getComputedStyle(element);
            const probe = document.createElement('i');
            probe.style.color = 'var(--sidebar-header-text-color)';
            document.body.append(probe);
            const bar = getComputedStyle(probe).color;
            probe.remove();
            return [element.tagName.toLowerCase() === 'svg' && fill !== 'none' ? fill : color, bar];
        });
        expect(color).toBe(bar);
        await button.click();
        await expect(dialog(page)).toBeVisible();
    });
});

test('“Start Call” beside a person belongs to Calls, although the plugin’s ID comes first', async ({
    open,
    alice,
    bob,
    here,
}) => {
    const post = await bob.post(here, 'hello');
    const page = await open(alice, '/login');
    await installCalls(page.context());
    await page.goto(`/${place().team}/channels/${here.name}`);
    await shown(page, post).getByRole('button', {name: 'bob', exact: true}).click();
    await page.getByRole('dialog', {name: 'profile popover'}).getByRole('button', {name: 'Start Call'}).click();
    await expect.poll(() => pressedCalls(page)).toHaveLength(1);
    await expect(dialog(page)).toBeHidden();
});

test('if Calls is installed too, one click in the header still starts a call', async ({open, alice, here}) => {
    const page = await open(alice, '/login');
    await installCalls(page.context());
    await page.goto(`/${place().team}/channels/${here.name}`);
    await page.getByRole('button', {name: 'Start a call'}).click();
    await expect.poll(() => pressedCalls(page)).toContain(here.name);
});

import {look, picture} from '../support/looks';
import {dialog, expect, say, test} from '../support/test';

test('The dialog', async ({open, alice, here}) => {
    const page = await open(alice);
    await page.route(`**/channels/${here.id}/stats*`, (route) =>
        route.fulfill({json: {channel_id: here.id, member_count: 1234, guest_count: 0, pinnedpost_count: 0}}),
    );
    await page.reload();
    await say(page, '/blizz');
    await expect(dialog(page)).toContainText('1,234 people');
    await look(page, 'dialog');
    await picture(page.locator('.modal-content'), 'dialog');

    const meeting = dialog(page).getByLabel('Meeting', {exact: true});
    await meeting.fill('123 456 789');
    await meeting.press('Tab');
    await look(page, 'dialog-mistake');

    await meeting.fill('Please join my meeting:\nhttps://go.blizz.com/join/m12345678\nMeeting ID: m12-345-678');
    await dialog(page).getByLabel('Topic').fill('Sprint review');
    await page.route('**/api/v1/invitations', (route) =>
        route.fulfill({
            status: 403,
            json: {error: {code: 'forbidden', message: 'You may not post in this channel.'}},
        }),
    );
    await dialog(page).getByRole('button', {name: 'Post'}).click();
    await expect(dialog(page).getByRole('alert')).toBeVisible();
    await look(page, 'dialog-refused');
});

test('The dialog after a post whose room could not be saved', async ({open, alice}) => {
    const page = await open(alice);
    await page.route('**/rooms/mine', (route) =>
        route.fulfill({status: 500, json: {error: {code: 'internal', message: 'Something went wrong on the server.'}}}),
    );
    await say(page, '/blizz');
    await dialog(page).getByLabel('Meeting', {exact: true}).fill('m12-345-678');
    await dialog(page).getByLabel('Keep as my room').check();
    await dialog(page).getByRole('button', {name: 'Post'}).click();
    await expect(dialog(page).getByRole('alert')).toHaveCount(2);
    await look(page, 'dialog-not-kept');
});

test('The dialog from right to left', async ({open, alice}) => {
    const page = await open(alice);
    await say(page, '/blizz');
    await dialog(page).getByLabel('Meeting', {exact: true}).fill('m12-345-678');
    await page.evaluate(() => {
        document.documentElement.dir = 'rtl';
    });
    await look(page, 'dialog-right-to-left');
});

test('The buttons that open the dialog', async ({open, alice, isPhone}) => {
    const page = await open(alice);
    if (isPhone) {
        await page.getByRole('button', {name: 'Channel menu'}).click();
        await expect(page.getByRole('menuitem', {name: 'Invite to a Blizz meeting'})).toBeVisible();
    } else {
        await page.getByRole('button', {name: 'blizz', exact: true}).hover();
        await expect(page.getByText('Invite to a Blizz meeting')).toBeVisible();
    }
    await look(page, 'ways-in');
});

import {pressButton} from '../support/client';
import {dialog, expect, joinLink, type Page, posts, say, test} from '../support/test';

async function openMyRoom(page: Page) {
    await page.getByRole('button', {name: 'Settings'}).click();
    await page.getByRole('tab', {name: 'Blizz'}).click();
    const settings = page.getByRole('dialog', {name: 'Settings'});
    await settings.getByRole('button', {name: 'My room Edit'}).click();
    return settings;
}

test('a person sets, changes and removes their room in their settings', async ({open, alice}) => {
    const page = await open(alice);
    const settings = await openMyRoom(page);
    await expect(settings).toContainText('You have not set a room yet.');

    const meeting = settings.getByLabel('Meeting', {exact: true});
    await meeting.fill('nonsense');
    await expect(settings.getByRole('button', {name: 'Save'})).toBeDisabled();
    for (const [typed, shown] of Object.entries({m12345678: 'm12-345-678', 'm23 456 789': 'm23-456-789'})) {
        await meeting.fill(typed);
        await settings.getByRole('button', {name: 'Save'}).click();
        await expect(settings.locator('.section-min__describe').first()).toHaveText(shown);
        await settings.getByRole('button', {name: 'My room Edit'}).click();
    }
    await page.reload();
    await expect((await openMyRoom(page)).getByRole('status')).toHaveText('m23-456-789');
    await settings.getByRole('button', {name: 'Remove'}).click();
    await expect(settings).toContainText('You have not set a room yet.');
});

test('with a room, a person invites by two clicks without typing', async ({open, alice, here}) => {
    const page = await open(alice);
    await alice.rest('PUT', '/plugins/blizz/api/v1/rooms/mine', {meeting: 'm12-345-678'});
    await pressButton(page);
    await dialog(page).getByRole('button', {name: 'Post'}).click();
    await expect(joinLink(posts(page).last())).toHaveAttribute('href', 'https://go.blizz.com/join/m12345678');
    expect(await alice.invitations(here)).toHaveLength(1);
});

test('the channel’s room comes before mine, and another meeting can be chosen', async ({open, alice, here}) => {
    const page = await open(alice);
    await alice.rest('PUT', '/plugins/blizz/api/v1/rooms/mine', {meeting: 'm12-345-678'});
    await alice.rest('PUT', `/plugins/blizz/api/v1/rooms/channels/${here.id}`, {meeting: 'm23-456-789'});
    await pressButton(page);
    const room = dialog(page).getByLabel('Room');
    await expect(room.locator('option:checked')).toHaveText("This channel's room (m23-456-789)");
    await room.selectOption('My room (m12-345-678)');
    await expect(dialog(page)).toContainText('Blizz meeting m12-345-678');
    await room.selectOption('Another meeting…');
    await dialog(page).getByLabel('Meeting', {exact: true}).fill('m34-567-890');
    await dialog(page).getByRole('button', {name: 'Post'}).click();
    await expect(joinLink(posts(page).last())).toHaveAttribute('href', 'https://go.blizz.com/join/m34567890');
});

test('the dialog saves the meeting as the person’s room', async ({open, alice, here}) => {
    const page = await open(alice);
    await say(page, '/blizz');
    await dialog(page).getByLabel('Meeting', {exact: true}).fill('m45-678-901');
    await dialog(page).getByLabel('Keep as my room').check();
    await dialog(page).getByRole('button', {name: 'Post'}).click();
    await expect(dialog(page)).toBeHidden();
    await expect
        .poll(async () => alice.rest('GET', `/plugins/blizz/api/v1/rooms?channel_id=${here.id}`))
        .toMatchObject({mine: {meeting_id: 'm45678901'}});
});

test('if the meeting can’t be saved as a room, it is posted all the same, and the dialog says so', async ({
    open,
    alice,
    here,
}) => {
    const page = await open(alice);
    await page.route('**/rooms/mine', (route) =>
        route.fulfill({status: 500, json: {error: {code: 'internal', message: 'Not now.'}}}),
    );
    await say(page, '/blizz');
    await dialog(page).getByLabel('Meeting', {exact: true}).fill('m45-678-901');
    await dialog(page).getByLabel('Keep as my room').check();
    await dialog(page).getByRole('button', {name: 'Post'}).click();
    await expect(dialog(page)).toContainText("has been posted, but the meeting couldn't be kept");
    await expect(dialog(page)).toContainText('Not now.');
    await expect(dialog(page).getByRole('button', {name: 'Close'}).last()).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(dialog(page)).toBeHidden();
    expect(await alice.invitations(here)).toHaveLength(1);
});

test('rooms that arrive late do not move the focus away from a field', async ({open, alice, here}) => {
    const page = await open(alice);
    await alice.rest('PUT', '/plugins/blizz/api/v1/rooms/mine', {meeting: 'm12-345-678'});
    let answer = () => {};
    const asked = new Promise<void>((resolve) => {
        answer = resolve;
    });
    await page.route('**/rooms?channel_id=*', async (route) => {
        await asked;
        await route.continue();
    });
    await pressButton(page);
    const topic = dialog(page).getByLabel('Topic');
    await topic.pressSequentially('Sprint');
    answer();
    await expect(dialog(page).getByLabel('Room')).toBeVisible();
    await page.keyboard.type(' review');
    await expect(topic).toHaveValue('Sprint review');
    await expect(topic).toBeFocused();
    expect(await alice.invitations(here)).toHaveLength(0);
});

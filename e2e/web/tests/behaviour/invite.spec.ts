import {pressButton, reply} from '../support/client';
import {dialog, expect, joinLink, posts, say, test} from '../support/test';

test('the button opens the dialog, and the dialog posts a meeting', async ({open, alice, here}) => {
    const page = await open(alice);
    await pressButton(page);
    await expect(dialog(page).getByLabel('Meeting', {exact: true})).toBeFocused();
    await page.keyboard.type('m12-345-678');
    await dialog(page).getByLabel('Topic').fill('Sprint review');
    await dialog(page).getByLabel('Password').fill('s3cret');
    await expect(dialog(page)).toContainText('alice invites you to join Blizz meeting m12-345-678');
    await expect(dialog(page)).toContainText(`In ${here.display_name}`);
    await dialog(page).getByRole('button', {name: 'Post'}).click();

    await expect(dialog(page)).toBeHidden();
    const card = posts(page).last();
    await expect(card).toContainText('Sprint review');
    await expect(card).toContainText('s3cret');
    const [invitation] = await alice.invitations(here);
    expect(invitation).toMatchObject({
        user_id: alice.id,
        props: {meeting_id: 'm12345678', topic: 'Sprint review', password: 's3cret'},
    });
});

test('the bare command opens the dialog, which posts in the command’s thread', async ({open, alice, here}) => {
    const root = await alice.post(here, 'shall we talk?');
    const page = await open(alice);
    await say(page, '/blizz');
    await expect(dialog(page)).toBeVisible();
    await dialog(page).getByRole('button', {name: 'Cancel'}).click();
    await expect(dialog(page)).toBeHidden();

    await reply(posts(page).last());
    const box = page.getByRole('textbox', {name: /^Reply/});
    await box.fill('/blizz');
    await box.press('Enter');
    await expect(dialog(page)).toContainText('In a thread of');
    await dialog(page).getByLabel('Meeting', {exact: true}).fill('m12-345-678');
    await dialog(page).getByRole('button', {name: 'Post'}).click();
    await expect(joinLink(posts(page, 'Thread').last())).toBeVisible();
    expect((await alice.invitations(here))[0].root_id).toBe(root.id);
});

test('the dialog reads a whole pasted invitation', async ({open, alice, here}) => {
    const page = await open(alice);
    await say(page, '/blizz');
    await dialog(page)
        .getByLabel('Meeting', {exact: true})
        .fill(
            'Hola:\nParticipe en la videollamada:\nhttps://go.teamviewer.com/v15/m02358428\nID de la reunión: m023-584-28',
        );
    await expect(dialog(page)).toContainText('m02-358-428');
    await dialog(page).getByRole('button', {name: 'Post'}).click();
    await expect(joinLink(posts(page).last())).toHaveAttribute('href', 'https://go.blizz.com/join/m02358428');
    await expect.poll(async () => (await alice.invitations(here))[0]?.props.meeting_id).toBe('m02358428');
});

const mistakes = {
    'tomorrow then': "I can't find a meeting in that",
    m123: 'too short',
    '123 456 789': 'remote control',
    's12-345-678': 'support session',
    'https://evil.example/join/m12345678': "doesn't lead to a meeting I know",
};

test('the dialog refuses a text without a meeting while somebody types', async ({open, alice}) => {
    const page = await open(alice);
    await say(page, '/blizz');
    const meeting = dialog(page).getByLabel('Meeting', {exact: true});
    for (const [typed, reason] of Object.entries(mistakes)) {
        await meeting.fill(typed);
        await expect(dialog(page)).toContainText(reason);
        await expect(dialog(page).getByRole('button', {name: 'Post'})).toBeDisabled();
    }
    await meeting.press('Tab');
    await expect(meeting).toHaveAttribute('aria-invalid', 'true');
});

test('the dialog keeps the server’s error and all typed values', async ({open, alice, admin, here}) => {
    const page = await open(alice);
    await say(page, '/blizz');
    await dialog(page).getByLabel('Meeting', {exact: true}).fill('m12-345-678');
    await dialog(page).getByLabel('Topic').fill('Sprint review');
    await admin.rest('DELETE', `/api/v4/channels/${here.id}/members/${alice.id}`);
    await dialog(page).getByRole('button', {name: 'Post'}).click();

    await expect(dialog(page).getByRole('alert')).not.toBeEmpty();
    await expect(dialog(page).getByLabel('Topic')).toHaveValue('Sprint review');

    await admin.rest('POST', `/api/v4/channels/${here.id}/members`, {user_id: alice.id});
    await dialog(page).getByRole('button', {name: 'Post'}).click();
    await expect(dialog(page)).toBeHidden();
    expect(await alice.invitations(here)).toHaveLength(1);
});

test('the dialog says that the server is unreachable, and the second attempt posts once', async ({
    open,
    alice,
    here,
}) => {
    const page = await open(alice);
    await say(page, '/blizz');
    await dialog(page).getByLabel('Meeting', {exact: true}).fill('m12-345-678');
    // The first answer is lost: the server has posted, but the page doesn't know.
    await page.route(
        '**/api/v1/invitations',
        async (route) => {
            await route.fetch();
            await route.abort('internetdisconnected');
        },
        {times: 1},
    );
    await dialog(page).getByRole('button', {name: 'Post'}).click();
    await expect(dialog(page).getByRole('alert')).toContainText("couldn't be reached");
    await dialog(page).getByRole('button', {name: 'Post'}).click();
    await expect(dialog(page)).toBeHidden();
    expect(await alice.invitations(here)).toHaveLength(1);
});

test('a double click posts once', async ({open, alice, here}) => {
    const page = await open(alice);
    await say(page, '/blizz');
    await dialog(page).getByLabel('Meeting', {exact: true}).fill('m12-345-678');
    await dialog(page).getByRole('button', {name: 'Post'}).dblclick();
    await expect(dialog(page)).toBeHidden();
    await expect(joinLink(posts(page))).toHaveCount(1);
    expect(await alice.invitations(here)).toHaveLength(1);
});

test('the dialog says how many people a large channel has', async ({open, alice, here}) => {
    const page = await open(alice);
    await say(page, '/blizz');
    await expect(dialog(page)).not.toContainText('people will see it');
    await dialog(page).getByRole('button', {name: 'Cancel'}).click();

    await page.route(`**/channels/${here.id}/stats*`, (route) =>
        route.fulfill({
            json: {channel_id: here.id, member_count: 1234, guest_count: 0, pinnedpost_count: 0, files_count: 0},
        }),
    );
    await page.reload();
    await say(page, '/blizz');
    await expect(dialog(page)).toContainText('1,234 people will see it');
});

test('the message box suggests the subcommands while somebody types', async ({open, alice}) => {
    const page = await open(alice);
    await page.getByRole('textbox', {name: /^Write to/}).fill('/blizz ');
    await expect(page.getByRole('option').filter({hasText: 'help'})).toBeVisible();
    await expect(page.getByRole('option').filter({hasText: 'end all'})).toBeVisible();
});

test('an invitation can be posted in a direct message', async ({open, alice, bob}) => {
    const page = await open(alice, `messages/@${bob.name}`);
    await expect(page.getByRole('heading', {name: bob.name})).toBeVisible();
    await say(page, '/blizz');
    await expect(dialog(page)).toContainText(`In ${bob.name}`);
    await dialog(page).getByLabel('Meeting', {exact: true}).fill('m12-345-678');
    await dialog(page).getByRole('button', {name: 'Post'}).click();
    await expect(joinLink(posts(page).last())).toBeVisible();
});

test.describe('on a phone', () => {
    test.use({viewport: {width: 360, height: 740}, contextOptions: {hasTouch: true}});

    test('the channel’s menu opens the dialog and the dialog of the channel’s room', async ({open, alice}) => {
        const page = await open(alice);
        await page.getByRole('button', {name: 'Channel menu'}).click();
        await expect(page.getByRole('menuitem')).toHaveText(['Invite to a Blizz meeting', 'Meeting room…']);
        await page.getByRole('menuitem', {name: 'Invite to a Blizz meeting'}).click();
        await expect(dialog(page)).toBeVisible();
    });

    test('a tap on the button beside the menu opens one dialog, and a double tap posts once', async ({
        open,
        alice,
        here,
    }) => {
        const page = await open(alice);
        await page.getByRole('main').getByRole('button', {name: 'Invite to a Blizz meeting'}).tap();
        await expect(dialog(page)).toHaveCount(1);
        await dialog(page).getByLabel('Meeting', {exact: true}).fill('m12-345-678');
        // The preview moves the buttons, and a tap on a moving button misses it.
        await expect(dialog(page)).toContainText('Blizz meeting m12-345-678');
        const post = dialog(page).getByRole('button', {name: 'Post'});
        await Promise.all([post.tap(), post.tap({force: true}).catch(() => undefined)]);
        await expect(dialog(page)).toBeHidden();
        expect(await alice.invitations(here)).toHaveLength(1);
    });
});

import {clipboard, expect, joinLink, permalink, posts, test} from '../support/test';

const address = 'https://go.blizz.com/join/m12345678';

test('an invitation is a card with a real link to join', async ({open, alice, bob, here}) => {
    await alice.invite(here, {meeting: 'm12-345-678', topic: 'Sprint review', password: 's3cret'});
    const card = posts(await open(bob)).last();

    await expect(card).toContainText('Sprint review');
    await expect(card).toContainText('alice invites you to join Blizz meeting m12-345-678');
    await expect(card).toContainText('Password: s3cret');
    const join = joinLink(card);
    await expect(join).toHaveAttribute('href', address);
    await expect(join).toHaveAttribute('target', '_blank');
    await expect(join).toHaveAttribute('rel', 'noopener noreferrer');
});

test('a card copies the link, the password, and an invitation for mail', async ({open, alice, bob, here}) => {
    await alice.invite(here, {meeting: 'm12-345-678', topic: 'Sprint review', password: 's3cret'});
    const page = await open(bob);
    const card = posts(page).last();

    await card.getByRole('button', {name: 'Copy link'}).click();
    await expect(card.getByRole('button', {name: 'Copied'})).toBeVisible();
    expect(await clipboard(page)).toBe(address);

    await card.getByRole('button', {name: 'Copy password'}).click();
    await expect.poll(() => clipboard(page)).toBe('s3cret');

    await card.getByRole('button', {name: 'Copy invitation'}).click();
    await expect
        .poll(() => clipboard(page))
        .toBe(`Sprint review\nJoin the Blizz meeting:\n${address}\nMeeting ID: m12-345-678\nPassword: s3cret`);
});

test('a card shows a QR code on demand', async ({open, alice, bob, here}) => {
    await alice.invite(here, {meeting: 'm12-345-678'});
    const card = posts(await open(bob)).last();
    const code = card.getByRole('img', {name: /QR code/});

    await expect(code).toBeHidden();
    await card.getByRole('button', {name: 'QR code'}).click();
    await expect(code).toBeVisible();
    await card.getByRole('button', {name: 'QR code'}).click();
    await expect(code).toBeHidden();
});

test('the author ends an invitation, and everybody sees that at once', async ({open, alice, bob, here}) => {
    await alice.invite(here, {meeting: 'm12-345-678', topic: 'Sprint review'});
    const bobCard = posts(await open(bob)).last();
    const aliceCard = posts(await open(alice)).last();

    await expect(joinLink(bobCard)).toBeVisible();
    await expect(bobCard.getByRole('button', {name: 'End'})).toBeHidden();
    await aliceCard.getByRole('button', {name: 'End'}).click();
    await aliceCard.getByRole('button', {name: 'Cancel'}).click();
    await aliceCard.getByRole('button', {name: 'End'}).click();
    await aliceCard.getByRole('button', {name: 'End the invitation'}).click();

    for (const card of [aliceCard, bobCard]) {
        await expect(card).toContainText(/Ended /);
        await expect(card).toContainText('Sprint review');
        await expect(card.getByRole('link')).toHaveCount(0);
        await expect(card.getByRole('button', {name: /^(End|Copy|QR)/})).toHaveCount(0);
    }
});

test('an administrator who may edit others’ posts can end an invitation', async ({open, alice, admin, here}) => {
    await alice.invite(here, {meeting: 'm12-345-678'});
    const card = posts(await open(admin)).last();
    await card.getByRole('button', {name: 'End'}).click();
    await card.getByRole('button', {name: 'End the invitation'}).click();
    await expect(card).toContainText(/Ended /);
});

test('the card keeps showing why an invitation could not be ended', async ({open, alice, here}) => {
    const invitation = await alice.invite(here, {meeting: 'm12-345-678'});
    const page = await open(alice);
    const card = posts(page).last();
    await card.getByRole('button', {name: 'End'}).click();
    await page.route(`**/invitations/${invitation.id}/end`, (route) =>
        route.fulfill({
            status: 403,
            json: {error: {code: 'forbidden', message: 'You may not end this.'}},
        }),
    );
    await card.getByRole('button', {name: 'End the invitation'}).click();
    await expect(card.getByRole('alert')).toHaveText('You may not end this.');
});

test('a card works in the Threads view, which has no current channel', async ({open, alice, bob, here}) => {
    const topic = `Retro${Date.now()}`;
    const invitation = await alice.invite(here, {meeting: 'm12-345-678', topic});
    await bob.post(here, 'coming', {root_id: invitation.id});
    const page = await open(alice);
    await page.getByRole('link', {name: 'Threads', exact: true}).click();
    await page.getByRole('navigation', {name: 'Threads'}).getByText(topic).click();
    const card = page.getByRole('region', {name: 'Thread'}).getByRole('article').first();
    await expect(joinLink(card)).toHaveAttribute('href', address);
});

test('in a preview, the join link opens the meeting and not the post', async ({open, alice, bob, here}) => {
    const invitation = await alice.invite(here, {meeting: 'm12-345-678'});
    await bob.post(here, `See ${permalink(invitation)}`);
    const page = await open(alice);
    const preview = posts(page).last();
    const before = page.url();

    await expect(preview.getByRole('button', {name: /^(Copy|QR|End|Cancel)/})).toHaveCount(0);
    const opened = page.context().waitForEvent('page');
    await page.context().route(address, (route) => route.fulfill({body: 'the meeting'}));
    await joinLink(preview).click();
    await (await opened).close();
    expect(page.url()).toBe(before);
});

test('the compact display shows the complete card', async ({open, alice, bob, here}) => {
    await alice.invite(here, {meeting: 'm12-345-678', topic: 'Sprint review'});
    const page = await open(bob);
    const card = posts(page).last();
    await expect(joinLink(card)).toBeVisible();
    await bob.prefer(['display_settings', 'message_display', 'compact']);
    await expect(card).toHaveClass(/post--compact/);
    await expect(card).toContainText('Sprint review');
    await expect(joinLink(card)).toBeVisible();
    await expect(card.getByRole('button', {name: 'Copy link'})).toBeVisible();
});

test('a new link template changes the visible cards', async ({open, admin, alice, here}) => {
    await alice.invite(here, {meeting: 'm12-345-678'});
    const join = joinLink(posts(await open(alice)).last());
    await expect(join).toHaveAttribute('href', address);
    const set = (joinurltemplate: string) =>
        admin.rest('PUT', '/api/v4/config/patch', {PluginSettings: {Plugins: {blizz: {joinurltemplate}}}});
    try {
        await set('https://meet.example/{id}');
        await expect(join).toHaveAttribute('href', 'https://meet.example/m12345678');
    } finally {
        await set('');
    }
    await expect(join).toHaveAttribute('href', address);
});

import {reply, search, shown} from '../support/client';
import {clipboard, expect, joinLink, permalink, say, test} from '../support/test';

const address = 'https://go.blizz.com/join/m12345678';
const meeting = {meeting: 'm12-345-678', topic: 'Sprint review', password: 's3cret'};

test('a command becomes a card, and its link leads to the meeting', async ({open, alice, here}) => {
    const page = await open(alice);
    await say(page, '/blizz m12-345-678 Sprint review');
    await expect.poll(() => alice.invitations(here)).toHaveLength(1);
    const card = shown(page, (await alice.invitations(here))[0]);
    await expect(card).toContainText('Sprint review');
    await expect(joinLink(card)).toHaveAttribute('href', address);
    await card.hover();
    await card.getByRole('button', {name: 'Copy link'}).click();
    await expect.poll(() => clipboard(page)).toBe(address);
});

test('only the person sees the answer to a command', async ({open, alice}) => {
    const page = await open(alice);
    await say(page, '/blizz m123');
    const answer = page.getByText('too short').last();
    await expect(answer).toBeVisible();
    await expect(page.getByText('(Only visible to you)').last()).toBeVisible();
});

test('a card works in a thread and in search results', async ({open, alice, here}) => {
    const topic = `Retro${Date.now()}`;
    const invitation = await alice.invite(here, {...meeting, topic});
    const page = await open(alice);
    await reply(shown(page, invitation));
    await expect(joinLink(shown(page, invitation, 'thread'))).toHaveAttribute('href', address);
    await search(page, topic);
    await expect(joinLink(shown(page, invitation, 'search'))).toHaveAttribute('href', address);
    await expect(joinLink(shown(page, invitation, 'search')), 'one Join button, not two').toHaveCount(1);
});

test('a preview of an invitation has the join link, and no button that changes the invitation', async ({
    open,
    alice,
    bob,
    here,
}) => {
    const inAnHour = Math.ceil(Date.now() / 60_000 + 60) * 60_000;
    const invitation = await alice.invite(here, {...meeting, starts_at: inAnHour});
    const post = await bob.post(here, `See ${permalink(invitation)}`);
    const preview = shown(await open(alice), post);
    await expect(joinLink(preview)).toHaveCount(1);
    await expect(preview.getByRole('button', {name: /^(Cancel|End|I.m going)/})).toHaveCount(0);
});

test('a preview of a planned meeting shows the join link without the mouse', async ({open, alice, bob, here}) => {
    const inADay = Math.ceil(Date.now() / 60_000 + 24 * 60) * 60_000;
    const invitation = await alice.invite(here, {...meeting, starts_at: inADay});
    const post = await bob.post(here, `See ${permalink(invitation)}`);
    const page = await open(alice);
    const join = joinLink(shown(page, post));
    await expect(join).toBeVisible();
    await page.mouse.move(0, 0);
    await expect(join.locator('..')).toHaveCSS('opacity', '1');
});

test('a pasted link has a Join button below it at once', async ({open, alice, bob, here}) => {
    const page = await open(bob);
    await expect(page.getByRole('textbox', {name: /^Write to/i})).toBeVisible();
    // A new meeting: nothing is known about its link yet, and the server can't reach its host.
    const digits = String(Date.now()).slice(-8);
    const post = await alice.post(here, `Come to https://go.blizz.com/join/m${digits} please`);
    await expect(joinLink(shown(page, post))).toHaveAttribute('href', `https://go.blizz.com/join/m${digits}`);
    await expect(joinLink(shown(page, post)), 'one Join button, not two').toHaveCount(1);
});

test('an edit of the message neither breaks the card nor contradicts it', async ({open, alice, here}) => {
    const invitation = await alice.invite(here, meeting);
    const page = await open(alice);
    await expect(joinLink(shown(page, invitation))).toBeVisible();
    await page.getByRole('textbox', {name: /^Write to/i}).press('ArrowUp');
    const editor = page.getByRole('textbox', {name: /edit/i});
    await expect(editor).toBeVisible();
    await editor.fill('something else');
    await editor.press('Control+Enter');
    await page.waitForTimeout(2000);
    const {message} = await alice.rest<{message: string}>('GET', `/api/v4/posts/${invitation.id}`);
    expect(message).toBe(invitation.message);
    await page.reload();
    await expect(joinLink(shown(page, invitation))).toHaveAttribute('href', address);
    await expect(shown(page, invitation)).toContainText('Sprint review');
});

test('the reaction below a planned invitation counts the people who are going, and not the bot', async ({
    open,
    alice,
    bob,
    here,
}) => {
    const inAnHour = Math.ceil(Date.now() / 60_000 + 60) * 60_000;
    const invitation = await alice.invite(here, {...meeting, starts_at: inAnHour});
    const card = shown(await open(alice), invitation);
    for (const person of [alice, bob]) {
        const reaction = {user_id: person.id, post_id: invitation.id, emoji_name: 'white_check_mark'};
        await person.rest('POST', '/api/v4/reactions', reaction);
    }
    await expect(card).toContainText('2 going');
    const chip = card.getByRole('button', {name: /white check mark|white_check_mark/i});
    await expect(chip).toBeVisible();
    // While the number changes, the client shows the old and the new one.
    await expect(chip).toHaveText(/^2/);
});

test('a card shows the emoji of a topic, not their codes', async ({open, alice, here}) => {
    const invitation = await alice.invite(here, {...meeting, topic: ':tada: Launch party'});
    const card = shown(await open(alice), invitation);
    await expect(card).toContainText('Launch party');
    await expect(card.getByLabel(':tada:')).toBeVisible();
});

test('the button that ends an invitation looks different from the button that copies its link', async ({
    open,
    alice,
    here,
}) => {
    const invitation = await alice.invite(here, meeting);
    const card = shown(await open(alice), invitation);
    await card.hover();
    const color = (name: string) =>
        card.getByRole('button', {name}).evaluate((button) => getComputedStyle(button).color);
    expect(await color('End')).not.toBe(await color('Copy link'));
});

test('the second row appears on hover and focus, and takes no room', async ({open, alice, here}) => {
    const invitation = await alice.invite(here, meeting);
    await alice.post(here, 'See you there');
    const page = await open(alice);
    const card = shown(page, invitation).locator('.blizz-card');
    const row = card.getByRole('button', {name: 'Copy link'}).locator('..');
    await page.mouse.move(0, 0);
    await expect(row).toHaveCSS('opacity', '0');
    const height = (await card.boundingBox())!.height;
    expect(height, 'the frame and three lines').toBeLessThan(100);
    await card.hover();
    await expect(row).toHaveCSS('opacity', '1');
    await page.mouse.move(0, 0);
    await joinLink(card).focus();
    await expect(row).toHaveCSS('opacity', '1');
    expect((await card.boundingBox())!.height).toBe(height);
});

test.describe('on touch', () => {
    test.use({hasTouch: true, isMobile: true, viewport: {width: 360, height: 740}});

    test('the second row is always visible, inside the card', async ({open, alice, here}) => {
        const invitation = await alice.invite(here, meeting);
        const page = await open(alice);
        const card = shown(page, invitation).locator('.blizz-card');
        const row = card.getByRole('button', {name: 'Copy link'}).locator('..');
        await expect(row).toHaveCSS('opacity', '1');
        const [outer, inner] = [(await card.boundingBox())!, (await row.boundingBox())!];
        expect(inner.y + inner.height).toBeLessThanOrEqual(outer.y + outer.height);
    });
});

test('a card has none of the browser’s own tooltips', async ({open, alice, bob, here}) => {
    const inAnHour = Math.ceil(Date.now() / 60_000 + 60) * 60_000;
    const invitation = await alice.invite(here, {...meeting, starts_at: inAnHour});
    const reaction = {user_id: bob.id, post_id: invitation.id, emoji_name: 'white_check_mark'};
    await bob.rest('POST', '/api/v4/reactions', reaction);
    const card = shown(await open(alice), invitation);
    await expect(card).toContainText('1 going');
    await expect(card.locator('[class^=blizz] [title]')).toHaveCount(0);
});

test('a card’s icon fits its tile', async ({open, alice, here}) => {
    const invitation = await alice.invite(here, meeting);
    const card = shown(await open(alice), invitation);
    await expect(joinLink(card)).toBeVisible();
    await expect(card.locator('.blizz-icon').first()).toHaveCSS('font-size', '24px');
});

test.describe('in a dark theme', () => {
    test.use({theme: 'onyx'});

    test('a card’s texts are readable in a dark theme', async ({open, alice, here}) => {
        const invitation = await alice.invite(here, meeting);
        const card = shown(await open(alice), invitation);
        // Until the card is loaded, the post's own message stands in its place.
        await expect(joinLink(card)).toBeVisible();
        const topic = card.getByText('Sprint review');
        const contrast = await topic.evaluate((text) => {
            const light = (color: string) => {
                const [r, g, b] = color.match(/[\d.]+/g)!.map((part) => (Number(part) / 255) ** 2.2);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
            };
            let ground: Element | null = text;
            while (ground && /rgba\(0, 0, 0, 0\)/.test(getComputedStyle(ground).backgroundColor)) {
                ground = ground.parentElement;
            }
            const a = light(getComputedStyle(text).color);
            const b = light(getComputedStyle(ground!).backgroundColor);
            return Math.max(a, b) / Math.min(a, b);
        });
        expect(contrast).toBeGreaterThan(4.5);
    });
});

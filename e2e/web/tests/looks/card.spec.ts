import {reply} from '../support/client';
import {look, picture} from '../support/looks';
import {expect, joinLink, permalink, posts, test} from '../support/test';

test('Team meetings', async ({open, alice, bob, here}) => {
    const longTopic =
        'Quarterly planning with everybody: budget, roadmap, hiring, and Donaudampfschifffahrtsgesellschaft';
    await alice.invite(here, {meeting: 'm12-345-678'});
    const ended = await alice.invite(here, {meeting: 'm12-345-678', topic: 'Stand-up'});
    await alice.end(ended);
    await bob.invite(here, {meeting: 'm23-456-789', topic: longTopic});
    await alice.invite(here, {meeting: 'm12-345-678', topic: 'Sprint review', password: 's3cret'});
    const page = await open(alice);
    await expect(joinLink(posts(page))).toHaveCount(3);
    // On a phone, the last card is below the window, and gets its buttons only when it is seen.
    await posts(page).last().scrollIntoViewIfNeeded();
    await look(page, 'cards');
    await picture(page, 'channel');
    await picture(page, 'phone', 'light-360');
    await picture(posts(page).last(), 'invitation');

    const card = posts(page).last();
    await card.getByRole('button', {name: 'QR code'}).click();
    await expect(card.getByRole('img', {name: /QR code/})).toBeVisible();
    await card.getByRole('button', {name: 'End'}).click();
    await card.scrollIntoViewIfNeeded();
    await look(page, 'card-qr-and-end');
    await picture(card, 'qr-code');
});

test('Compact display', async ({open, alice, bob, here}) => {
    await bob.invite(here, {meeting: 'm12-345-678', topic: 'Sprint review'});
    await alice.invite(here, {meeting: 'm12-345-678'});
    const page = await open(alice);
    await alice.prefer(['display_settings', 'message_display', 'compact']);
    await page.reload();
    await expect(joinLink(posts(page))).toHaveCount(2);
    await look(page, 'card-compact');
});

test('Threads', async ({open, alice, bob, here}) => {
    const invitation = await alice.invite(here, {meeting: 'm12-345-678', topic: 'Retro', password: 's3cret'});
    await bob.post(here, 'coming', {root_id: invitation.id});
    const page = await open(alice);
    await reply(posts(page).last());
    await expect(joinLink(posts(page, 'Thread'))).toBeVisible();
    await look(page, 'card-thread');
});

test('Pasted links and permalinks', async ({open, alice, bob, here}) => {
    const invitation = await alice.invite(here, {meeting: 'm12-345-678', topic: 'Retro'});
    await bob.post(here, `Retro is here: ${permalink(invitation)}`);
    for (const message of ['Join https://go.blizz.com/join/m12345678', 'Again: https://go.blizz.com/join/m12345678']) {
        await bob.post(here, message);
    }
    const page = await open(alice);
    await expect(joinLink(posts(page).last())).toBeVisible();
    await look(page, 'link-and-permalink');
    await picture(posts(page).last(), 'link');
});

test('German', async ({open, alice, here}) => {
    await alice.end(await alice.invite(here, {meeting: 'm12-345-678', topic: 'Stand-up'}));
    await alice.invite(here, {meeting: 'm12-345-678', topic: 'Sprint-Rückblick', password: 's3cret'});
    const page = await open(alice);
    await alice.change({locale: 'de'});
    await page.reload();
    const card = posts(page).last();
    await card.getByRole('button', {name: 'Beenden'}).click();
    await look(page, 'card-german');
});

test('From right to left', async ({open, alice, here}) => {
    await alice.invite(here, {meeting: 'm12-345-678', topic: 'סקירת ספרינט', password: 's3cret'});
    await alice.invite(here, {meeting: 'm12-345-678'});
    const page = await open(alice);
    await expect(joinLink(posts(page))).toHaveCount(2);
    await page.evaluate(() => {
        document.documentElement.dir = 'rtl';
    });
    await look(page, 'card-right-to-left');
});

import {pressButton} from '../support/client';
import {expect, posts, test} from '../support/test';

test('everything is in German, from the button to the ended card', async ({open, alice, here}) => {
    const page = await open(alice);
    await expect(page.getByText('Invite to a Blizz meeting')).toBeAttached();
    await alice.change({locale: 'de'});
    // The button's tooltip changes last.
    await expect(page.getByText('Zu einem Blizz-Meeting einladen')).toBeAttached();
    await pressButton(page);
    const dialog = page.getByRole('dialog', {name: 'Zu einem Blizz-Meeting einladen'});
    await dialog.getByLabel('Meeting', {exact: true}).fill('m123');
    await expect(dialog).toContainText('Diese Meeting-ID ist zu kurz');
    await dialog.getByLabel('Meeting', {exact: true}).fill('m12-345-678');
    await dialog.getByRole('button', {name: 'Senden'}).click();

    const card = posts(page).last();
    await expect(card).toContainText('alice lädt zur Teilnahme ein');
    await expect(card.getByRole('link', {name: 'Teilnehmen'})).toBeVisible();
    await card.getByRole('button', {name: 'Beenden'}).click();
    await card.getByRole('button', {name: 'Einladung beenden'}).click();
    await expect(card).toContainText('Beendet:');
    expect((await alice.invitations(here))[0].message, 'what all see is in the server’s language').toContain('meeting');
});

test('a command’s answer is in the person’s language', async ({open, alice}) => {
    const page = await open(alice);
    await alice.change({locale: 'de'});
    await page.reload();
    const box = page.getByRole('textbox', {name: /^Write to/});
    await box.fill('/blizz m123');
    await box.press('Enter');
    await expect(posts(page).last()).toContainText('Only visible to you');
    await expect(posts(page).last()).toContainText(/zu kurz/);
});

test('times are in the viewer’s time zone and clock format', async ({open, alice, bob, here}) => {
    const page = await open(bob);
    await bob.change({timezone: {useAutomaticTimezone: 'false', automaticTimezone: '', manualTimezone: 'Asia/Tokyo'}});
    await bob.prefer(['display_settings', 'use_military_time', 'true']);
    await page.reload();
    await alice.end(await alice.invite(here, {meeting: 'm12-345-678'}));
    const [{props}] = await alice.invitations(here);
    const inTokyo = new Intl.DateTimeFormat('en', {
        timeZone: 'Asia/Tokyo',
        hourCycle: 'h23',
        month: 'short',
        day: 'numeric',
        hour: 'numeric',
        minute: '2-digit',
    });
    await expect(posts(page).last()).toContainText(`Ended ${inTokyo.format(Number(props.ended_at))}`);
});

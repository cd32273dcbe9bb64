import type {Post} from '@mattermost/types/posts';

import {dialog, expect, joinLink, type Locator, posts, say, test} from '../support/test';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const nextMinute = () => Math.ceil(Date.now() / minute) * minute;
const calendarLink = (card: Locator) => card.getByRole('link', {name: 'Add to calendar'});
const goingButton = (card: Locator) => card.getByRole('button', {name: "I'm going"});

test('the card shows a planned start in the viewer’s time zone and language', async ({open, alice, bob, here}) => {
    await alice.change({
        timezone: {useAutomaticTimezone: 'false', automaticTimezone: '', manualTimezone: 'Europe/Berlin'},
    });
    const tomorrow = new Date(Date.now() + day).toISOString().slice(0, 10);
    const page = await open(alice);
    await say(page, '/blizz');
    await dialog(page).getByLabel('Meeting', {exact: true}).fill('m12-345-678');
    await dialog(page).getByLabel('Start later').check();
    await dialog(page).getByLabel('Date').fill(tomorrow);
    await dialog(page).getByLabel('Time').fill('16:30');
    await dialog(page).getByLabel('Duration').selectOption('1 hr 30 min');
    await dialog(page).getByLabel('Repeat').selectOption('Every week');
    await expect(dialog(page)).toContainText('4:30 PM · 1 hr 30 min · every week');
    await dialog(page).getByRole('button', {name: 'Post'}).click();
    await expect(posts(page).last()).toContainText('4:30 PM · 1 hr 30 min · every week');

    const [invitation] = await bob.invitations(here);
    const start = Number(invitation.props.starts_at);
    expect(invitation.props).toMatchObject({duration_minutes: 90, repeat: 'FREQ=WEEKLY', time_zone: 'Europe/Berlin'});
    expect(timeIn('Europe/Berlin', start)).toBe('16:30');

    await bob.change({
        locale: 'de',
        timezone: {useAutomaticTimezone: 'false', automaticTimezone: '', manualTimezone: 'Asia/Kolkata'},
    });
    await bob.prefer(['display_settings', 'use_military_time', 'true']);
    const card = posts(await open(bob)).last();
    await expect(card).toContainText(/1 Std. 30 Min./);
    await expect(card).toContainText(/16:30 .*alice/);
});

test('a person can plan a start in a language with its own digits', async ({open, alice, here}) => {
    const page = await open(alice);
    await alice.change({locale: 'fa'});
    await page.reload();
    await say(page, '/blizz');
    await dialog(page).getByLabel('Meeting', {exact: true}).fill('m12-345-678');
    await dialog(page).getByLabel('Start later').check();
    await expect(dialog(page).getByLabel('Date')).toHaveValue(/^20\d\d-\d\d-\d\d$/);
    await expect(dialog(page).getByLabel('Time')).toHaveValue(/^\d\d:[03]0$/);
    await dialog(page).getByRole('button', {name: 'Post'}).click();
    await expect(dialog(page)).toBeHidden();
    expect(Number((await alice.invitations(here))[0].props.starts_at)).toBeGreaterThan(Date.now());
});

function timeIn(timeZone: string, moment: number): string {
    return new Intl.DateTimeFormat('en-GB', {timeZone, hour: '2-digit', minute: '2-digit'}).format(moment);
}

test('the server’s error in a start is below its fields, and the typed values stay', async ({open, alice}) => {
    const page = await open(alice);
    await say(page, '/blizz');
    await dialog(page).getByLabel('Meeting', {exact: true}).fill('m12-345-678');
    await dialog(page).getByLabel('Start later').check();
    await dialog(page).getByLabel('Date').fill('2020-01-02');
    await expect(dialog(page).getByLabel('Date')).toHaveAttribute('aria-invalid', 'true');
    await expect(dialog(page).getByRole('button', {name: 'Post'})).toBeDisabled();
    await expect(dialog(page).getByLabel('Date')).toHaveValue('2020-01-02');

    await dialog(page).getByLabel('Date').fill('');
    await expect(dialog(page).getByRole('button', {name: 'Post'})).toBeDisabled();
    await dialog(page).getByLabel('Start later').uncheck();
    await dialog(page).getByRole('button', {name: 'Post'}).click();
    await expect(dialog(page)).toBeHidden();
});

test('the first button is the calendar until ten minutes before the start, and then Join', async ({
    open,
    alice,
    bob,
    here,
}) => {
    await alice.invite(here, {meeting: 'm12-345-678', starts_at: nextMinute() + 30 * minute});
    const page = await open(bob);
    await page.clock.install();
    await page.reload();
    const card = posts(page).last();
    await expect(card).toContainText(/in (29|30|31) minutes/);
    await expect(calendarLink(card)).toHaveClass(/btn-primary/);
    await expect(joinLink(card)).toHaveClass(/btn-quaternary/);

    await page.clock.fastForward(22 * minute);
    await expect(card).toContainText(/in [789] minutes/);
    await expect(joinLink(card)).toHaveClass(/btn-primary/);
    await expect(calendarLink(card)).toHaveClass(/btn-quaternary/);

    await page.clock.fastForward(10 * minute);
    await expect(card).toContainText('· now');
    await expect(calendarLink(card)).toHaveCount(0);

    await page.clock.fastForward(2 * hour);
    await expect(card).not.toContainText('· now');
    await expect(joinLink(card)).toHaveClass(/btn-primary/);
    // No other test can use a tab with this clock.
    await page.context().close();
});

test('a real link leads to the calendar file', async ({open, alice, bob, here}) => {
    await alice.invite(here, {meeting: 'm12-345-678', topic: 'Retro', starts_at: nextMinute() + day});
    const page = await open(bob);
    const download = page.waitForEvent('download');
    await calendarLink(posts(page).last()).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('blizz-m12-345-678.ics');
    const lines = await (await file.createReadStream()).setEncoding('utf8').toArray();
    expect(lines.join('')).toContain('SUMMARY:Retro');
});

test('everybody sees at once who is going, after a button and after a reaction', async ({open, alice, bob, here}) => {
    const invitation = await alice.invite(here, {meeting: 'm12-345-678', starts_at: nextMinute() + day});
    const aliceCard = posts(await open(alice)).last();
    const bobCard = posts(await open(bob)).last();
    await expect(goingButton(bobCard)).toHaveAttribute('aria-pressed', 'false');
    await expect(bobCard, 'the bot does not count as going').not.toContainText(/\d going/);

    await goingButton(bobCard).press('Enter');
    await expect(goingButton(bobCard)).toHaveAttribute('aria-pressed', 'true');
    await expect(goingButton(bobCard)).toBeFocused();
    await expect(aliceCard).toContainText('1 going');
    await aliceCard.getByRole('button', {name: '1 going'}).click();
    await expect(aliceCard.getByRole('listitem')).toHaveText(/bob$/);
    await expect(goingButton(aliceCard)).toHaveAttribute('aria-pressed', 'false');

    await alice.rest('POST', '/api/v4/reactions', {
        user_id: alice.id,
        post_id: invitation.id,
        emoji_name: 'white_check_mark',
    });
    await expect(bobCard).toContainText('2 going');

    await goingButton(bobCard).click();
    await expect(aliceCard).toContainText('1 going');
    await expect(goingButton(bobCard)).toHaveAttribute('aria-pressed', 'false');
});

test('an invitation that is ended before its start is cancelled', async ({open, alice, bob, here}) => {
    await alice.invite(here, {meeting: 'm12-345-678', topic: 'Retro', starts_at: nextMinute() + day});
    const bobCard = posts(await open(bob))
        .filter({hasText: 'Retro'})
        .first();
    const aliceCard = posts(await open(alice))
        .filter({hasText: 'Retro'})
        .first();
    await aliceCard.getByRole('button', {name: 'Cancel meeting'}).click();
    await aliceCard.getByRole('button', {name: 'Keep it'}).click();
    await aliceCard.getByRole('button', {name: 'Cancel meeting'}).click();
    await aliceCard.getByRole('button', {name: 'Cancel the meeting'}).click();
    for (const card of [aliceCard, bobCard]) {
        await expect(card).toContainText('This meeting has been cancelled');
        await expect(card.getByRole('link')).toHaveCount(0);
        await expect(goingButton(card)).toHaveCount(0);
    }
});

const forgeries: Record<string, object> = {
    'an unknown time zone': {starts_at: Date.now() + day, time_zone: 'Mars/Olympus_Mons'},
    'a start beyond all calendars': {starts_at: 8.64e15 + 1, repeat: 'FREQ=WEEKLY'},
    'a start in 1970, every weekday': {starts_at: 1, repeat: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', time_zone: 'UTC'},
    'objects instead of numbers': {starts_at: {}, duration_minutes: [], repeat: {}, time_zone: 7},
};

for (const [what, props] of Object.entries(forgeries)) {
    test(`a forged plan with ${what} does no harm`, async ({open, alice, bob, here}) => {
        const type = 'custom_blizz' as Post['type'];
        await bob.post(here, 'join', {
            type,
            props: {meeting_id: 'm12345678', status: 'open', ...props} as Post['props'],
        });
        const card = posts(await open(alice)).last();
        await expect(joinLink(card)).toHaveAttribute('href', 'https://go.blizz.com/join/m12345678');
        await expect(card).not.toContainText(/Invalid|NaN|undefined/);
    });
}

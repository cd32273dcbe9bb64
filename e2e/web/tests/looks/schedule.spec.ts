import {look, picture} from '../support/looks';
import {dialog, expect, joinLink, posts, say, test} from '../support/test';

const minute = 60_000;
const hour = 60 * minute;

test('Planned meetings', async ({open, alice, bob, here}) => {
    const now = Math.ceil(Date.now() / minute) * minute;
    const cancelled = await alice.invite(here, {meeting: 'm12-345-678', topic: 'Retro', starts_at: now + 5 * hour});
    await alice.end(cancelled);
    await bob.invite(here, {
        meeting: 'm23-456-789',
        topic: 'Stand-up',
        starts_at: now + 8 * minute,
        repeat: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
    });
    const review = await alice.invite(here, {
        meeting: 'm12-345-678',
        topic: 'Sprint review',
        password: 's3cret',
        starts_at: now + 26 * hour,
        duration_minutes: 90,
    });
    for (const person of [bob, alice]) {
        const reaction = {user_id: person.id, post_id: review.id, emoji_name: 'white_check_mark'};
        await person.rest('POST', '/api/v4/reactions', reaction);
    }
    const page = await open(alice);
    await expect(joinLink(posts(page))).toHaveCount(2);
    await expect(posts(page).last()).toContainText('2 going');
    await look(page, 'card-planned');
    await picture(posts(page).last(), 'planned');

    await alice.change({locale: 'de'});
    await page.reload();
    await posts(page).last().scrollIntoViewIfNeeded();
    await posts(page).last().getByRole('button', {name: 'Meeting absagen'}).click();
    await look(page, 'card-planned-german');

    await page.evaluate(() => {
        document.documentElement.dir = 'rtl';
    });
    await look(page, 'card-planned-right-to-left');
});

test('The dialog with a start', async ({open, alice}) => {
    const page = await open(alice);
    await say(page, '/blizz');
    await dialog(page).getByLabel('Meeting', {exact: true}).fill('m12-345-678');
    await dialog(page).getByLabel('Start later').check();
    await look(page, 'dialog-planned');
    await picture(page.locator('.modal-content'), 'dialog-plan');

    await dialog(page).getByLabel('Date').fill('2020-01-02');
    await expect(dialog(page).getByLabel('Date')).toHaveAttribute('aria-invalid', 'true');
    await look(page, 'dialog-planned-refused');
});

test('The dialog that changes a series', async ({open, alice, here}) => {
    const start = Math.ceil(Date.now() / hour) * hour + 26 * hour;
    await alice.invite(here, {
        meeting: 'm12-345-678',
        topic: 'Stand-up',
        starts_at: start,
        repeat: 'FREQ=WEEKLY;BYDAY=MO,TH',
    });
    const page = await open(alice);
    await posts(page)
        .last()
        .getByRole('button', {name: /Change$/})
        .click();
    const changing = page.getByRole('dialog', {name: 'Change the meeting'});
    await look(page, 'dialog-change');
    await changing.getByLabel('What to change').selectOption({index: 1});
    await look(page, 'dialog-change-one');
    await changing.getByRole('button', {name: 'Cancel'}).click();
    await posts(page).last().getByRole('button', {name: 'Cancel meeting'}).click();
    await look(page, 'card-skip');
});

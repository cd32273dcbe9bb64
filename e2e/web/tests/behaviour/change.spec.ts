import type {Post} from '@mattermost/types/posts';

import type {Person} from '../support/person';
import {expect, type Locator, type Page, posts, test} from '../support/test';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const nextHour = () => Math.ceil(Date.now() / hour) * hour;
const changeDialog = (page: Page) => page.getByRole('dialog', {name: 'Change the meeting'});
const dateOf = (moment: number) => new Date(moment).toISOString().slice(0, 10);
const timeOf = (moment: number) => new Date(moment).toISOString().slice(11, 16);
/** In the test page, a button's name begins with its icon. */
const answer = (card: Locator, name: string) => card.getByRole('button', {name: new RegExp(`${name}$`)});

/** The card. It may not be the last post, because changes are told below it. */
const cardOf = (page: Page, topic: string) => posts(page).filter({hasText: topic}).first();

/** The bot's messages in an invitation's thread. */
async function said(person: Person, invitation: Post): Promise<string[]> {
    const thread = await person.rest<{posts: Record<string, Post>}>('GET', `/api/v4/posts/${invitation.id}/thread`);
    return Object.values(thread.posts)
        .filter(({root_id}) => root_id === invitation.id)
        .map(({message}) => message);
}

/** A meeting every day, from a start on. */
function series(person: Person, here: Parameters<Person['invite']>[0], start: number): Promise<Post> {
    return person.invite(here, {meeting: 'm12-345-678', topic: 'Stand-up', starts_at: start, repeat: 'FREQ=DAILY'});
}

const widths = {'a wide window': {width: 1280, height: 800}, 'a phone': {width: 360, height: 740}};

for (const [where, viewport] of Object.entries(widths)) {
    test.describe(`on ${where}`, () => {
        test.use({viewport});

        test('a meeting is changed in the dialog, and keeps its answers', async ({open, alice, bob, here}) => {
            const start = nextHour() + 2 * day;
            const invitation = await alice.invite(here, {meeting: 'm12-345-678', topic: 'Retro', starts_at: start});
            const guest = await open(bob);
            await answer(cardOf(guest, 'Retro'), "I'm going").click();
            await expect(answer(cardOf(guest, 'Retro'), "I'm going")).toHaveAttribute('aria-pressed', 'true');

            const page = await open(alice);
            await expect(cardOf(page, 'Retro')).toContainText('1 going');
            await cardOf(page, 'Retro')
                .getByRole('button', {name: /Change$/})
                .click();
            await expect(changeDialog(page).getByLabel('Topic')).toHaveValue('Retro');
            await expect(changeDialog(page).getByLabel('Date')).toHaveValue(dateOf(start));
            await expect(changeDialog(page).getByRole('button', {name: 'Save'})).toBeDisabled();
            await changeDialog(page).getByLabel('Topic').fill('Sprint review');
            await changeDialog(page)
                .getByLabel('Time')
                .fill(timeOf(start + 2 * hour));
            await changeDialog(page).getByRole('button', {name: 'Save'}).click();
            await expect(changeDialog(page)).toBeHidden();

            for (const card of [cardOf(page, 'Sprint review'), cardOf(guest, 'Sprint review')]) {
                await expect(card).toContainText('1 going');
            }
            await expect(answer(cardOf(guest, 'Sprint review'), "I'm going")).toHaveAttribute('aria-pressed', 'true');
            await expect.poll(() => said(alice, invitation)).toHaveLength(1);
            expect((await said(alice, invitation))[0]).toMatch(/^alice changed Retro: .*Sprint review.*@bob$/s);
            const file = await bob.calendar(invitation);
            expect(file).toContain('SEQUENCE:1');
            expect(file).toContain('SUMMARY:Sprint review');
        });

        test('the dialog shows the server’s error in a change while somebody types', async ({open, alice, here}) => {
            await alice.invite(here, {meeting: 'm12-345-678', topic: 'Retro', starts_at: nextHour() + day});
            const page = await open(alice);
            await cardOf(page, 'Retro')
                .getByRole('button', {name: /Change$/})
                .click();
            await changeDialog(page).getByLabel('Meeting', {exact: true}).fill('m123');
            await expect(changeDialog(page).getByLabel('Meeting', {exact: true})).toHaveAttribute(
                'aria-invalid',
                'true',
            );
            await expect(changeDialog(page)).toContainText('too short');
            await changeDialog(page).getByRole('button', {name: 'Cancel'}).click();
            await expect(changeDialog(page)).toBeHidden();
        });

        test('one meeting of a series is moved', async ({open, alice, bob, here}) => {
            const start = nextHour() + 2 * day;
            const invitation = await series(alice, here, start);
            const page = await open(alice);
            await cardOf(page, 'Stand-up')
                .getByRole('button', {name: /Change$/})
                .click();
            await changeDialog(page).getByLabel('What to change').selectOption({index: 1});
            await expect(changeDialog(page).getByLabel('Topic')).toHaveCount(0);
            await changeDialog(page)
                .getByLabel('Time')
                .fill(timeOf(start + 3 * hour));
            await changeDialog(page)
                .getByLabel('Date')
                .fill(dateOf(start + 3 * hour));
            await changeDialog(page).getByRole('button', {name: 'Save'}).click();
            await expect(changeDialog(page)).toBeHidden();
            const [{props}] = await alice.invitations(here);
            expect(props.moved).toEqual({[start]: start + 3 * hour});
            expect(props.starts_at).toBe(start);
            const file = await bob.calendar(invitation);
            expect(file.filter((line) => line.startsWith('RECURRENCE-ID'))).toHaveLength(1);
            expect(file).toContain('RRULE:FREQ=DAILY');
        });

        test('one meeting of a series is left out', async ({open, alice, bob, here}) => {
            const start = nextHour() + 2 * day;
            const invitation = await series(alice, here, start);
            const page = await open(alice);
            const card = cardOf(page, 'Stand-up');
            const when = card.locator('.blizz-card time');
            const before = await when.getAttribute('datetime');
            await card.getByRole('button', {name: 'Cancel meeting'}).click();
            await card.getByRole('button', {name: /^Skip /}).click();
            await expect(card.getByRole('button', {name: /^Skip /})).toHaveCount(0);
            await expect(when).not.toHaveAttribute('datetime', before ?? '');
            await expect(card).toContainText(/ · not on /);
            const [{props}] = await alice.invitations(here);
            expect(props.skipped).toEqual([start]);
            expect(props.status).toBe('open');
            expect((await bob.calendar(invitation)).filter((line) => line.startsWith('EXDATE'))).toHaveLength(1);
        });

        test('a new answer replaces the former one', async ({open, alice, bob, here}) => {
            await alice.invite(here, {meeting: 'm12-345-678', topic: 'Retro', starts_at: nextHour() + day});
            const aliceCard = cardOf(await open(alice), 'Retro');
            const bobCard = cardOf(await open(bob), 'Retro');
            for (const [name, count] of [
                ['Maybe', '1 maybe'],
                ["Can't", "1 can't"],
                ["I'm going", '1 going'],
            ]) {
                await answer(bobCard, name).click();
                await expect(answer(bobCard, name)).toHaveAttribute('aria-pressed', 'true');
                await expect(aliceCard.getByRole('button', {name: count})).toHaveText(count);
            }
        });
    });
}

import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Channel} from '@mattermost/types/channels';
import type {Post} from '@mattermost/types/posts';
import {type Browser, expect, type Locator, type Page, test} from '@playwright/test';

import {Person} from '../tests/support/person';
import {place} from '../tests/support/place';
import {cost, count, median, type Spent, spent} from './metrics';

const rounds = 7;
const many = 1000;
const output = join(__dirname, '../output');

test('cards in a channel, beside plain posts', async ({browser}) => {
    const alice = await Person.logIn('alice');
    const [first, channel] = [await newChannel(alice, 'first'), await newChannel(alice, 'cards')];
    const card = await alice.invite(first, {meeting: 'm12-345-678', topic: 'Sprint review'});
    // The same text with a link that the plugin doesn't know: below a meeting's link it would show Join.
    const plain = await alice.post(first, card.message.replaceAll(/https:\/\/[^/]+/g, 'https://example.com'));

    const fillings = {none: [], plain: copies(plain), cards: copies(card)};
    const pages: Record<keyof typeof fillings, Spent[]> = {none: [], plain: [], cards: []};
    for (let round = 0; round < rounds; round++) {
        for (const [name, posts] of Object.entries(fillings)) {
            const page = await openFirst(browser, alice, first);
            pages[name as keyof typeof fillings].push(await fill(page, channel, posts));
            await page.context().close();
        }
    }

    const none = median(pages.none);
    const result = {
        chromium: browser.version(),
        rounds,
        posts: many,
        plain: cost(median(pages.plain), none, many),
        cards: cost(median(pages.cards), none, many),
    };
    mkdirSync(output, {recursive: true});
    writeFileSync(join(output, 'cards.json'), JSON.stringify(result));
});

async function newChannel(alice: Person, name: string): Promise<Channel> {
    const team = await alice.rest<{id: string}>('GET', `/api/v4/teams/name/${place().team}`);
    return alice.rest('POST', '/api/v4/channels', {team_id: team.id, name, display_name: name, type: 'O'});
}

/** As many posts as one channel shows at most, copied from a real one, each with its own ID and time. */
function copies(post: Post): Post[] {
    return Array.from({length: many}, (_, n) => ({
        ...post,
        id: n.toString(36).padStart(26, 'a'),
        create_at: post.create_at + n,
    }));
}

/** Opens a new window at the channel with one card, so that the plugin's files for cards are loaded. */
async function openFirst(browser: Browser, person: Person, channel: Channel): Promise<Page> {
    const context = await browser.newContext({baseURL: place().url});
    await context.addCookies(person.cookies);
    const page = await context.newPage();
    await page.goto(`/${place().team}/channels/${channel.name}`);
    await expect(joinLinks(page)).toHaveCount(1);
    await page.waitForLoadState('networkidle');
    return page;
}

/** Opens the channel with these posts instead of the server's posts, and returns the page's cost. */
async function fill(page: Page, channel: Channel, posts: Post[]): Promise<Spent> {
    await page.route(`**/api/v4/channels/${channel.id}/posts*`, (route) =>
        route.fulfill({
            json: {
                order: posts.map(({id}) => id).reverse(),
                posts: Object.fromEntries(posts.map((post) => [post.id, post])),
                next_post_id: '',
                prev_post_id: '',
            },
        }),
    );
    const devtools = await page.context().newCDPSession(page);
    await count(devtools);
    const before = await spent(devtools);
    await page.getByRole('link', {name: channel.display_name, exact: true}).click();
    await drawn(page, posts.length);
    const after = await spent(devtools);

    await expect(page.getByRole('feed').getByRole('article')).toHaveCount(posts.length);
    const cards = posts.filter(({type}) => (type as string) !== '').length;
    await expect(joinLinks(page)).toHaveCount(cards);
    return {script: after.script - before.script, layout: after.layout - before.layout};
}

function joinLinks(page: Page): Locator {
    return page.getByRole('feed').getByRole('link', {name: /^Join /});
}

/**
 * Waits until that many posts are on the screen. It counts them at each frame, which is cheap. A locator would look at
 * all of them.
 */
async function drawn(page: Page, posts: number): Promise<void> {
    await page.waitForFunction((number) => document.getElementsByTagName('article').length === number, posts);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

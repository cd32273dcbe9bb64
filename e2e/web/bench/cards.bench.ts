import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Channel} from '@mattermost/types/channels';
import type {Post} from '@mattermost/types/posts';
import {type Browser, expect, type Page, test} from '@playwright/test';

import {Person} from '../tests/support/person';
import {place} from '../tests/support/place';
import {cost, count, median, type Spent, spent} from './metrics';

const rounds = 7;
const many = 1000;
const output = join(__dirname, '../output');

test('cards in a channel, beside plain posts', async ({browser}) => {
    const alice = await Person.logIn('alice');
    const channel = await newChannel(alice);
    const card = await alice.invite(channel, {meeting: 'm12-345-678', topic: 'Sprint review'});
    // The same text with a link that the plugin doesn't know: below a meeting's link it would show Join.
    const plain = await alice.post(channel, card.message.replaceAll(/https:\/\/[^/]+/g, 'https://example.com'));

    const fillings = {none: [], plain: copies(plain), cards: copies(card)};
    const pages: Record<keyof typeof fillings, Spent[]> = {none: [], plain: [], cards: []};
    for (let round = 0; round < rounds; round++) {
        for (const [name, posts] of Object.entries(fillings)) {
            pages[name as keyof typeof fillings].push(await open(browser, alice, channel, posts));
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

async function newChannel(alice: Person): Promise<Channel> {
    const team = await alice.rest<{id: string}>('GET', `/api/v4/teams/name/${place().team}`);
    return alice.rest('POST', '/api/v4/channels', {team_id: team.id, name: 'cards', display_name: 'Cards', type: 'O'});
}

/** As many posts as one channel shows at most, made from a real one: each with an ID and a time of its own. */
function copies(post: Post): Post[] {
    return Array.from({length: many}, (_, n) => ({
        ...post,
        id: n.toString(36).padStart(26, 'a'),
        create_at: post.create_at + n,
    }));
}

/** Opens the channel in a new window and tells what the whole page took. The server's posts are replaced by these. */
async function open(browser: Browser, person: Person, channel: Channel, posts: Post[]): Promise<Spent> {
    const context = await browser.newContext({baseURL: place().url});
    await context.addCookies(person.cookies);
    const page = await context.newPage();
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
    const devtools = await context.newCDPSession(page);
    await count(devtools);
    await page.goto(`/${place().team}/channels/${channel.name}`);
    await page.waitForLoadState('networkidle');
    await drawn(page, posts.length);
    const result = await spent(devtools);

    const articles = page.getByRole('feed').getByRole('article');
    await expect(articles).toHaveCount(posts.length);
    const isCards = posts[0] && (posts[0].type as string) !== '';
    await expect(articles.getByRole('link', {name: /^Join /})).toHaveCount(isCards ? posts.length : 0);
    await context.close();
    return result;
}

/**
 * Waits until so many posts are on the screen. Nothing more may go over the network long before: React draws in slices.
 * It counts the posts at each frame, which is next to nothing, where a locator would look at all of them.
 */
async function drawn(page: Page, posts: number): Promise<void> {
    await page.waitForFunction((number) => document.getElementsByTagName('article').length === number, posts);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

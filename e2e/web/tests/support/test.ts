import type {Channel} from '@mattermost/types/channels';
import type {Post} from '@mattermost/types/posts';
import {test as base, expect, type Locator, type Page, type Response} from '@playwright/test';
import {Preferences} from 'mattermost-redux/constants';

import {type Choice, Person} from './person';
import {type Client, place, visit} from './place';
import {Tabs} from './tabs';

export type Options = {theme: keyof typeof Preferences.THEMES};

export type People = {client: Client; visit: undefined; tabs: Tabs; admin: Person; alice: Person; bob: Person};

type Fixtures = Options & {
    isPhone: boolean;
    /** A new channel with everybody in it. */
    here: Channel;
    /**
     * Opens a page as a person: in the test's channel, or at another path, which begins with / or is relative to the team.
     */
    open: (person: Person, path?: string) => Promise<Page>;
};

export const test = base.extend<Fixtures, People>({
    theme: ['denim', {option: true}],

    client: ['page', {option: true, scope: 'worker'}],
    visit: [
        async ({client}, use) => {
            visit(client);
            await use(undefined);
        },
        {scope: 'worker', auto: true},
    ],
    tabs: [async ({browser}, use) => use(new Tabs(browser)), {scope: 'worker'}],
    // The fixture visit comes first, because it selects the server.
    admin: [async ({visit: _}, use) => use(await Person.logIn('sysadmin')), {scope: 'worker'}],
    alice: [async ({visit: _}, use) => use(await Person.logIn('alice')), {scope: 'worker'}],
    bob: [async ({visit: _}, use) => use(await Person.logIn('bob')), {scope: 'worker'}],

    isPhone: async ({viewport}, use) => use((viewport?.width ?? 0) <= 768),

    here: async ({admin, alice, bob}, use) => {
        const team = await admin.rest<{id: string}>('GET', `/api/v4/teams/name/${place().team}`);
        const channel = await alice.rest<Channel>('POST', '/api/v4/channels', {
            team_id: team.id,
            name: `design-${Date.now().toString(36)}`,
            display_name: 'Design',
            type: 'O',
        });
        for (const person of [admin, bob]) {
            await alice.rest('POST', `/api/v4/channels/${channel.id}/members`, {user_id: person.id});
        }
        await use(channel);
        await admin.rest('DELETE', `/api/v4/channels/${channel.id}`);
    },

    open: async ({tabs, client, contextOptions, viewport, hasTouch, theme, here, admin, alice, bob}, use, info) => {
        await Promise.all([admin, alice, bob].map((person) => setDefaults(person, theme)));
        const options = {...contextOptions, viewport, hasTouch};
        const opened: Page[] = [];
        const problems: string[] = [];
        await use(async (person, path = `channels/${here.name}`) => {
            const page = await tabs.take(options);
            opened.push(page);
            await page.context().addCookies(person.cookies);
            watch(page, problems, client);
            await page.goto(path.startsWith('/') ? path : `/${place().team}/${path}`);
            return page;
        });
        // Tabs of a failed test are closed, which saves their pictures.
        const passed = info.status === info.expectedStatus;
        await Promise.all(opened.map((page) => (passed ? tabs.giveBack(page, options) : page.context().close())));
        expect(problems, 'problems in the browser').toEqual([]);
    },
});

async function setDefaults(person: Person, theme: Options['theme']): Promise<void> {
    await person.change({
        locale: 'en',
        timezone: {useAutomaticTimezone: 'true', automaticTimezone: 'UTC', manualTimezone: ''},
    });
    await person.prefer(
        ['theme', '', JSON.stringify(Preferences.THEMES[theme])],
        ['display_settings', 'message_display', 'clean'],
        ['display_settings', 'use_military_time', 'false'],
        ...tours(person),
    );
    await person.rest('DELETE', '/plugins/blizz/api/v1/rooms/mine');
}

/** Preferences that keep Mattermost's client from showing its tour. */
function tours({id}: Person): Choice[] {
    return [
        ['tutorial_step', id, '999'],
        ['crt_thread_pane_step', id, '999'],
        ['onboarding_task_list', 'onboarding_task_list_show', 'false'],
        ['onboarding_task_list', 'onboarding_task_list_open', 'false'],
        ['recommended_next_steps', 'hide', 'true'],
    ];
}

/**
 * Records hidden errors: exceptions, errors on the console, missing files, and boxes such as a script's alert. In
 * Mattermost's client, it records only those of the plugin.
 */
function watch(page: Page, problems: string[], client: Client): void {
    const note = (problem: string, source: string) => {
        if (client === 'page' || source.includes('/plugins/blizz')) {
            problems.push(problem);
        }
    };
    page.on('dialog', (box) => {
        problems.push(`a box: ${box.message()}`);
        void box.dismiss();
    });
    page.on('pageerror', (error) => note(String(error), error.stack ?? ''));
    page.on('console', (message) => {
        // Chromium logs answers such as 400 and broken connections. Tests cause these on purpose.
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource:')) {
            note(message.text(), message.location().url);
        }
    });
    page.on('response', (response) => {
        if (isFile(response) && response.status() >= 400) {
            note(`${response.status()} for ${response.url()}`, response.url());
        }
    });
}

function isFile(response: Response): boolean {
    return ['image', 'script', 'stylesheet', 'font'].includes(response.request().resourceType());
}

export {say} from './client';
export {expect, type Locator, type Page};

/** The posts in the centre, or in the region with the given name. */
export function posts(page: Page, region?: 'Thread'): Locator {
    const within = region ? page.getByRole('complementary', {name: region}) : page.getByRole('feed');
    return within.getByRole('article');
}

/** The button to join a meeting: on a card, or below a pasted link. */
export function joinLink(within: Locator): Locator {
    return within.getByRole('link', {name: /^Join /});
}

export function clipboard(page: Page): Promise<string> {
    return page.evaluate(() => navigator.clipboard.readText());
}

/** The dialog that posts an invitation. */
export function dialog(page: Page): Locator {
    return page.getByRole('dialog', {name: 'Invite to a Blizz meeting'});
}

/** The address of a post, as people copy it into messages. */
export function permalink(post: Post): string {
    return `${place().url}/${place().team}/pl/${post.id}`;
}

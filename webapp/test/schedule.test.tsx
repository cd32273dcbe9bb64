import type {Post} from '@mattermost/types/posts';
import type {GlobalState} from '@mattermost/types/store';
import {act, fireEvent, screen} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {Settings} from 'luxon';
import React from 'react';
import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';

import {webClient} from '../src/mattermost/globals';
import {readPlan, standingAt} from '../src/schedule/plan';
import {isTimeZone} from '../src/time_zone';
import {FakeServer} from './mattermost/server';
import {stateOf} from './mattermost/state';
import {WebClient} from './mattermost/web_client';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** 14:30 on Monday, November 23, 2026, in Tokyo, where the viewer is. */
const now = Date.UTC(2026, 10, 23, 5, 30);

let server: FakeServer;

beforeEach(() => {
    vi.useFakeTimers({now, toFake: ['Date', 'setTimeout', 'clearTimeout']});
    server = new FakeServer();
});

afterEach(() => {
    vi.useRealTimers();
    Settings.defaultLocale = '';
});

function postOf(props: Record<string, unknown>) {
    const type = 'custom_blizz';
    return {
        id: 'post-id',
        type,
        user_id: 'alice-id',
        channel_id: 'channel-id',
        message: 'the plain message',
        metadata: {},
        props: {meeting_id: 'm12345678', status: 'open', time_zone: 'Asia/Tokyo', ...props},
    } as unknown as Post;
}

/** The state with the post loaded, and these people's check marks below it, in this order. */
function stateWith(userIds: string[], preferences: Record<string, string> = {}) {
    const state = stateOf({preferences});
    const reactions = userIds.map((user_id, i) => ({user_id, emoji_name: 'white_check_mark', create_at: i}));
    Object.assign(state.entities, {
        posts: {
            posts: {'post-id': {}},
            reactions: {
                'post-id': {
                    ...Object.fromEntries(reactions.map((reaction) => [`${reaction.user_id}-check`, reaction])),
                    other: {user_id: 'bob-id', emoji_name: 'tada', create_at: 0},
                },
            },
        },
    });
    return state;
}

async function show(props: Record<string, unknown>, state = stateWith([]), locale = 'en', channel_id = 'channel-id') {
    const client = new WebClient(state, locale);
    await settle();
    const [, Component] = client.registered.registerPostTypeComponent;
    const {container, update} = client.show(<Component post={{...postOf(props), channel_id}} />);
    await settle();
    return {
        client,
        container,
        update: (changed: Record<string, unknown>) => update(<Component post={postOf(changed)} />),
    };
}

/** Waits for the answers to requests. */
async function settle() {
    await act(async () => {
        await vi.dynamicImportSettled();
        await vi.advanceTimersByTimeAsync(0);
    });
}

async function pass(milliseconds: number) {
    await act(async () => {
        await vi.advanceTimersByTimeAsync(milliseconds);
    });
}

/** The visible text. */
function text() {
    const page = document.body.cloneNode(true) as HTMLElement;
    for (const hidden of page.querySelectorAll('.sr-only')) {
        hidden.remove();
    }
    return page.textContent?.replace(/\s/g, ' ') ?? '';
}

const join = () => screen.getByRole('link', {name: /^Join/});
const calendar = () => screen.queryByRole('link', {name: 'Add to calendar'});

describe('the card says', () => {
    test.each([
        ['day and time in the viewer’s zone', {starts_at: now + 26 * hour}, {}, 'Tue, Nov 24, 4:30 PM · tomorrow'],
        [
            'by a clock of 24 hours',
            {starts_at: now + hour},
            {use_military_time: 'true'},
            'Mon, Nov 23, 15:30 · in 1 hour',
        ],
        ['the year where it is another', {starts_at: now + 90 * day}, {}, 'Sun, Feb 21, 2027, 2:30 PM · in 90 days'],
        ['how long it lasts', {starts_at: now + 20 * minute, duration_minutes: 90}, {}, '1 hr 30 min · in 20 minutes'],
        [
            'the repetition',
            {starts_at: now - minute, repeat: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'},
            {},
            '2:29 PM · every weekday · now',
        ],
        [
            'the next start',
            {starts_at: now - day, repeat: 'FREQ=WEEKLY'},
            {},
            'Sun, Nov 29, 2:30 PM · every week · in 6 days',
        ],
    ])('%s', async (_, props, preferences, words) => {
        await show(props, stateWith([], preferences));
        expect(text()).toContain(words);
    });

    test('the duration of a meeting that starts at once', async () => {
        await show({duration_minutes: 45});
        expect(text()).toContain('45 min');
        expect(document.querySelector('time')).toBeNull();
    });

    test('the inviter’s local time, if it differs', async () => {
        await show({starts_at: now + hour, time_zone: 'Europe/Berlin'});
        expect(text()).toContain('Mon, Nov 23, 3:30 PM · 7:30 AM for alice · in 1 hour');
        expect(document.querySelector('[title]')).toBeNull();
    });

    test('no inviter’s local time, if it equals the viewer’s', async () => {
        await show({starts_at: now + hour, time_zone: 'Asia/Tokyo'});
        expect(text()).not.toContain('for alice');
    });

    test.each([
        ['FREQ=DAILY', 'every day'],
        ['FREQ=DAILY;INTERVAL=3', 'every 3 days'],
        ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;UNTIL=20261224T145959Z', 'every 2 weeks on Mon and Thu until Dec 24'],
        ['FREQ=MONTHLY', 'every month on day 23'],
        ['FREQ=MONTHLY;BYDAY=-1FR', 'every month on the last Friday'],
        ['FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3', 'every month on the last day, 3 times'],
    ])('the repetition in words: %s', async (repeat, words) => {
        await show({starts_at: now + hour, repeat, time_zone: 'Asia/Tokyo'});
        expect(text()).toContain(`· ${words} ·`);
    });
});

describe('as time goes by', () => {
    test('the first button is the calendar, then Join, and then the timer stops', async () => {
        await show({starts_at: now + 12 * minute, duration_minutes: 30});
        expect(text()).toContain('in 12 minutes');
        expect(calendar()?.className).toContain('btn-primary');
        expect(join().className).toContain('btn-quaternary');
        expect(calendar()?.getAttribute('href')).toBe('/plugins/blizz/api/v1/invitations/post-id/calendar.ics');

        await pass(2 * minute);
        expect(text()).toContain('in 10 minutes');
        expect(join().className).toContain('btn-primary');
        expect(calendar()?.className).toContain('btn-quaternary');

        await pass(10 * minute);
        expect(text()).toContain('· now');
        expect(calendar()).toBeNull();
        expect(vi.getTimerCount()).toBe(1);

        await pass(30 * minute);
        expect(text()).not.toContain('now');
        expect(join().className).toContain('btn-primary');
        expect(vi.getTimerCount()).toBe(0);
    });

    test('all cards share one timer, which stops with the last card', async () => {
        const client = new WebClient(stateWith([]));
        await settle();
        const [, Card] = client.registered.registerPostTypeComponent;
        const {update} = client.show(
            <>
                <Card post={postOf({starts_at: now + hour})} />
                <Card post={postOf({starts_at: now + day})} />
                <Card post={postOf({starts_at: now - day, repeat: 'FREQ=WEEKLY'})} />
            </>,
        );
        expect(vi.getTimerCount()).toBe(1);
        update(<Card post={postOf({})} />);
        expect(vi.getTimerCount()).toBe(0);
    });
});

test('a card looks at no time zones when another part of the store changes', async () => {
    const {client} = await show({starts_at: now + hour, time_zone: 'Europe/Berlin'});
    const format = vi.spyOn(Intl, 'DateTimeFormat');
    for (let i = 0; i < 10; i++) {
        client.change(stateWith([]));
    }
    expect(format).not.toHaveBeenCalled();
    format.mockRestore();
});

describe('a meeting that was ended before its start', () => {
    const starts_at = now + hour;

    test('says so, and has no buttons', async () => {
        await show({starts_at, status: 'cancelled', ended_at: now});
        expect(text()).toContain('Mon, Nov 23, 3:30 PMThis meeting has been cancelled');
        expect(screen.queryByRole('link')).toBeNull();
        expect(screen.queryByRole('button')).toBeNull();
    });

    test('has a button named Cancel, not End', async () => {
        const {update} = await show({starts_at});
        fireEvent.click(screen.getByRole('button', {name: 'Cancel meeting'}));
        expect(screen.getByRole('button', {name: 'Cancel the meeting'})).toBeDefined();
        fireEvent.click(screen.getByRole('button', {name: 'Keep it'}));
        update({starts_at: now - hour});
        expect(screen.getByRole('button', {name: 'End'})).toBeDefined();
    });
});

describe('the list of people who are going', () => {
    const button = () => screen.getByRole('button', {name: "I'm going"});

    test('stays after a change of the meeting', async () => {
        const series = {starts_at: now + day, repeat: 'FREQ=DAILY'};
        server.answer('POST /plugins/blizz/api/v1/invitations/post-id/skip', postOf({...series, skipped: [now + day]}));
        await show(series, stateWith(['bob-id']));
        expect(document.body.textContent).toContain('1 going');
        fireEvent.click(screen.getByRole('button', {name: 'Cancel meeting'}));
        fireEvent.click(screen.getByRole('button', {name: /^Skip /}));
        await settle();
        expect(screen.queryByRole('button', {name: /^Skip /})).toBeNull();
        expect(document.body.textContent).toContain('1 going');
    });

    test('counts and lists everybody but the bot', async () => {
        await show({starts_at: now + hour}, stateWith(['bot-id', 'bob-id', 'alice-id']));
        const count = screen.getByRole('button', {name: '2 going'});
        expect(screen.queryByText('bob')).toBeNull();
        fireEvent.click(count);
        expect(count.getAttribute('aria-expanded')).toBe('true');
        expect(screen.getAllByRole('listitem').map(({textContent}) => textContent)).toEqual(['bob', 'alice']);
        expect(button().getAttribute('aria-pressed')).toBe('true');
    });

    test('is separate from those who may come, can’t come and, in a direct message, have not answered', async () => {
        const state = stateWith([]);
        const reactions = state.entities.posts.reactions['post-id'] as Record<string, object>;
        reactions.maybe = {user_id: 'alice-id', emoji_name: 'grey_question', create_at: 1};
        await show({starts_at: now + hour}, state, 'en', 'direct-id');
        fireEvent.click(screen.getByRole('button', {name: '1 maybe'}));
        expect(document.querySelector('.blizz-who')?.textContent).toBe('MaybealiceNo answerbob');
    });

    test('changes with a new answer', async () => {
        const add = 'POST /api/v4/reactions';
        const remove = 'DELETE /api/v4/users/alice-id/posts/post-id/reactions/white_check_mark';
        server.answer(add, {});
        server.answer(remove, {});
        await show({starts_at: now + hour}, stateWith(['alice-id']));
        fireEvent.click(screen.getByRole('button', {name: "Can't"}));
        await settle();
        expect(server.asked(add).map(({body}) => body)).toEqual([
            {user_id: 'alice-id', post_id: 'post-id', emoji_name: 'x'},
        ]);
        expect(server.asked(remove)).toHaveLength(1);
    });

    test('is missing without a planned start, and in a preview of a post', async () => {
        const {update} = await show({});
        expect(screen.queryByRole('button', {name: "I'm going"})).toBeNull();
        update({starts_at: now + hour});
        expect(button()).toBeDefined();
    });

    test.each([
        ['that is over', {starts_at: now - 2 * hour}, undefined],
        ['in an archived channel', {starts_at: now + hour}, now],
    ])('is shown without the buttons to answer, for a meeting %s', async (_, props, delete_at) => {
        const state = stateWith(['bob-id']);
        Object.assign(state.entities.channels.channels['channel-id'] ?? {}, {delete_at});
        await show(props, state);
        expect(screen.getByText('1 going')).toBeDefined();
        expect(screen.queryByRole('button', {name: "I'm going"})).toBeNull();
    });

    test('has the web client’s own pictures if it shares them', async () => {
        const Avatar = ({username, url}: {username: string; url: string}) => <img alt={username} src={url} />;
        Object.assign(webClient, {Components: {Avatar}});
        await show({starts_at: now + hour}, stateWith(['bob-id']));
        fireEvent.click(screen.getByRole('button', {name: '1 going'}));
        expect(document.querySelector('img')?.getAttribute('src')).toBe('/api/v4/users/bob-id/image');
        Object.assign(webClient, {Components: undefined});
    });

    test('changes with a click, in both directions', async () => {
        const add = 'POST /api/v4/reactions';
        const remove = 'DELETE /api/v4/users/alice-id/posts/post-id/reactions/white_check_mark';
        server.answer(add, {});
        server.answer(remove, {});
        const {client} = await show({starts_at: now + hour});
        fireEvent.click(button());
        fireEvent.click(button());
        await settle();
        expect(server.asked(add).map(({body}) => body)).toEqual([
            {user_id: 'alice-id', post_id: 'post-id', emoji_name: 'white_check_mark'},
        ]);

        client.change(stateWith(['alice-id']));
        fireEvent.click(button());
        await settle();
        expect(server.asked(remove)).toHaveLength(1);
    });

    test('shows Mattermost’s error', async () => {
        server.answer('POST /api/v4/reactions', {message: 'You may not react here.'}, 403);
        await show({starts_at: now + hour});
        fireEvent.click(button());
        await settle();
        expect(screen.getByRole('alert').textContent).toBe('You may not react here.');
    });

    test('loads missing people with one request', async () => {
        server.answer('POST /api/v4/users/ids', []);
        await show({starts_at: now + hour}, stateWith(['bob-id', 'carol-id', 'dave-id']));
        fireEvent.click(screen.getByRole('button', {name: '3 going'}));
        await settle();
        expect(server.asked('POST /api/v4/users/ids').map(({body}) => body)).toEqual([['carol-id', 'dave-id']]);
    });
});

describe('a plan read from a post', () => {
    test.each([
        [{}, {startsAt: 0, durationMinutes: 0, rule: null, timeZone: 'UTC'}],
        [{starts_at: '1'}, {startsAt: 0}],
        [{starts_at: -1}, {startsAt: 0}],
        [{starts_at: 1.5}, {startsAt: 0}],
        [{starts_at: Number.NaN}, {startsAt: 0}],
        [{starts_at: 253_402_300_800_000}, {startsAt: 0}],
        [
            {starts_at: now, repeat: 'FREQ=SECONDLY'},
            {startsAt: now, rule: null},
        ],
        [{repeat: 'FREQ=WEEKLY'}, {rule: null}],
        [{duration_minutes: 1441}, {durationMinutes: 0}],
        [{duration_minutes: 1440}, {durationMinutes: 1440}],
        [{starts_at: now, time_zone: 'Mars/Olympus_Mons'}, {timeZone: 'UTC'}],
    ])('%j', (props, plan) => expect(readPlan(props)).toMatchObject(plan));

    test.each(['UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Etc/GMT+3'])('knows the zone %s', (zone) =>
        expect(isTimeZone(zone)).toBe(true),
    );

    test('remembers known zones among any number of unknown ones', () => {
        const unknown = Array.from({length: 250}, (_, i) => `Mars/Crater_${i}`);
        expect(unknown.filter(isTimeZone)).toEqual([]);
        expect(unknown.filter(isTimeZone)).toEqual([]);
        expect(isTimeZone('Europe/Berlin')).toBe(true);
    });

    test.each(['', 'local', '+03:00', 'Mars/Phobos', 'Europe/../Berlin', {}, null, 7])('knows no zone %j', (zone) =>
        expect(isTimeZone(zone)).toBe(false),
    );
});

test('a card shows the exceptions of a series', async () => {
    const [first, second, third] = [now + day, now + 2 * day, now + 3 * day];
    await show({
        starts_at: first,
        repeat: 'FREQ=DAILY',
        skipped: [second],
        moved: {[first]: first + hour, [third]: third + hour},
    });
    expect(document.body.textContent).toContain('moved from Tue, Nov 24, 2:30 PM');
    expect(document.body.textContent).toContain('not on Wed, Nov 25, 2:30 PM');
});

describe('the next start', () => {
    const berlin = {duration_minutes: 60, time_zone: 'Europe/Berlin'};
    const rules = {week: 'FREQ=WEEKLY', weekday: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'};

    const first = Date.parse('2026-11-23T09:00Z');
    const skipped = [Date.parse('2026-11-26T09:00Z')];
    const moved = {[Date.parse('2026-11-30T09:00Z')]: Date.parse('2026-12-01T15:00Z')};

    test.each([
        ['two days a week', {repeat: 'FREQ=WEEKLY;BYDAY=MO,TH'}, '11-24', '11-26T09:00'],
        ['every two weeks', {repeat: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH'}, '11-27', '12-07T09:00'],
        ['the 31st, where months have one', {repeat: 'FREQ=MONTHLY;BYMONTHDAY=31'}, '11-24', '12-31T09:00'],
        ['the second Tuesday', {repeat: 'FREQ=MONTHLY;BYDAY=2TU'}, '11-24', '12-08T09:00'],
        ['the last one of so many', {repeat: 'FREQ=DAILY;COUNT=3'}, '11-25T08:00', '11-25T09:00'],
        ['past one that is left out', {repeat: 'FREQ=WEEKLY;BYDAY=MO,TH', skipped}, '11-24', '11-30T09:00'],
        ['one that is moved', {repeat: 'FREQ=WEEKLY', moved}, '11-30T10:00', '12-01T15:00'],
    ])('is %s', (_, props, at, next) => {
        const plan = readPlan({...berlin, starts_at: first, ...props});
        const {start} = standingAt(plan, Date.parse(`2026-${at.includes('T') ? at : `${at}T00:00`}Z`));
        expect(new Date(start).toISOString()).toBe(`2026-${next}:00.000Z`);
    });

    test.each([{repeat: 'FREQ=DAILY;COUNT=3'}, {repeat: 'FREQ=DAILY;UNTIL=20261125T090000Z'}])(
        'is absent when the series is over: %j',
        (props) => {
            const plan = readPlan({...berlin, starts_at: first, ...props});
            expect(standingAt(plan, Date.parse('2026-11-26T12:00Z')).phase).toBe('over');
        },
    );

    test.each([
        'FREQ=SECONDLY',
        'FREQ=YEARLY',
        'FREQ=WEEKLY;BYSETPOS=1;BYDAY=XX',
        'FREQ=DAILY;INTERVAL=0',
        'FREQ=DAILY;COUNT=1000',
        'FREQ=MONTHLY;BYDAY=1MO,2TU',
        'x'.repeat(300),
        {},
        null,
    ])('is absent for a rule that the server refuses: %j', (repeat) => {
        expect(readPlan({...berlin, starts_at: first, repeat}).rule).toBeNull();
    });

    test.each([
        [
            'keeps its local time when clocks go back',
            'week',
            '2026-10-20T08:00Z',
            '2026-10-26T00:00Z',
            '2026-10-27T09:00Z',
        ],
        ['keeps it when they go forward', 'week', '2026-03-24T09:00Z', '2026-03-30T00:00Z', '2026-03-31T08:00Z'],
        ['leaves weekends out', 'weekday', '2026-11-20T09:00Z', '2026-11-20T10:00Z', '2026-11-23T09:00Z'],
        ['is the one that goes on', 'weekday', '2026-11-19T09:00Z', '2026-11-20T09:59Z', '2026-11-20T09:00Z'],
        ['is the first until then', 'week', '2026-11-24T09:00Z', '2026-11-20T09:00Z', '2026-11-24T09:00Z'],
        [
            'of a first one on a weekend is on Monday',
            'weekday',
            '2026-11-21T09:00Z',
            '2026-11-20T09:00Z',
            '2026-11-23T09:00Z',
        ],
        [
            'is found at once, however long ago the first was',
            'weekday',
            '1970-01-01T09:00Z',
            '2026-11-20T12:00Z',
            '2026-11-23T09:00Z',
        ],
    ] as const)('%s', (_, every, first, at, next) => {
        const plan = readPlan({...berlin, repeat: rules[every], starts_at: Date.parse(first)});
        const {start} = standingAt(plan, Date.parse(at));
        expect(new Date(start).toISOString()).toBe(new Date(next).toISOString());
    });
});

describe('the dialog', () => {
    const invitations = 'POST /plugins/blizz/api/v1/invitations';
    const post = () => screen.getByRole<HTMLButtonElement>('button', {name: 'Post'});
    const fill = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), {target: {value}});

    async function open(state: GlobalState = stateOf()) {
        vi.useRealTimers();
        vi.setSystemTime(now);
        const client = new WebClient(state);
        await client.settle();
        client.show(<main />);
        client.registered.registerAppBarComponent[0].action({id: 'channel-id'} as never);
        await client.settle();
        fill('Meeting', 'm12-345-678');
        await userEvent.click(screen.getByRole('checkbox', {name: 'Start later'}));
        await client.checked();
        return client;
    }

    test('offers the next half hour, in the person’s zone', async () => {
        await open();
        expect(screen.getByLabelText<HTMLInputElement>('Date').value).toBe('2026-11-23');
        expect(screen.getByLabelText<HTMLInputElement>('Time').value).toBe('15:00');
    });

    test('offers it also in a language with its own digits', async () => {
        Settings.defaultLocale = 'fa';
        await open();
        expect(screen.getByLabelText<HTMLInputElement>('Date').value).toBe('2026-11-23');
        expect(screen.getByLabelText<HTMLInputElement>('Time').value).toBe('15:00');
        expect(post().disabled).toBe(false);
    });

    test('posts the start of its fields, after a preview', async () => {
        server.answer(invitations, {}, 201);
        const client = await open();
        fill('Date', '2026-11-25');
        fill('Time', '09:15');
        fill('Duration', '90');
        fill('Repeat', 'weekday');
        await client.checked();
        expect(text()).toContain('Wed, Nov 25, 9:15 AM · 1 hr 30 min · every weekday');
        await userEvent.click(post());
        expect(server.asked(invitations)[0]?.body).toMatchObject({
            starts_at: Date.parse('2026-11-25T09:15+09:00'),
            duration_minutes: 90,
            repeat: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
        });
    });

    test('asks for a repetition as calendars do: every two weeks on Monday and Thursday until a day', async () => {
        server.answer(invitations, {}, 201);
        await open();
        fill('Repeat', 'week');
        fill('Every … weeks', '2');
        await userEvent.click(screen.getByRole('button', {name: 'Thursday'}));
        expect(screen.getByRole('button', {name: 'Monday'}).getAttribute('aria-pressed')).toBe('true');
        fill('Ends', 'until');
        expect(post().disabled).toBe(true);
        fill('Last day', '2026-12-24');
        await userEvent.click(post());
        expect(server.asked(invitations)[0]?.body).toMatchObject({
            repeat: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;UNTIL=20261224T145959Z',
        });
    });

    test.each([
        ['day', 'FREQ=MONTHLY'],
        ['weekday', 'FREQ=MONTHLY;BYDAY=4MO'],
    ])('asks for the day of the month: the same %s', async (monthly, repeat) => {
        server.answer(invitations, {}, 201);
        await open();
        fill('Repeat', 'month');
        fill('On', monthly);
        await userEvent.click(post());
        expect(server.asked(invitations)[0]?.body).toMatchObject({repeat});
    });

    test.each([
        ['invalid_start', 'Date'],
        ['invalid_duration', 'Duration'],
        ['invalid_repeat', 'Repeat'],
    ])('shows the server’s error beside the field: %s', async (code, label) => {
        server.answer('POST /plugins/blizz/api/v1/invitations/check', {error: {code, message: 'Not so.'}}, 400);
        await open();
        const field = screen.getByLabelText(label);
        expect(field.getAttribute('aria-invalid')).toBe('true');
        expect(document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent).toBe('Not so.');
        expect(post().disabled).toBe(true);
    });

    test('posts only with a complete start, or with none', async () => {
        await open();
        fill('Time', '');
        expect(post().disabled).toBe(true);
        await userEvent.click(screen.getByRole('checkbox', {name: 'Start later'}));
        expect(post().disabled).toBe(false);
    });
});

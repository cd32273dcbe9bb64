import {screen} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import {beforeEach, describe, expect, test} from 'vitest';

import {FakeServer} from './mattermost/server';
import {WebClient} from './mattermost/web_client';

const api = '/plugins/blizz/api/v1';
const roomsHere = `GET ${api}/rooms?channel_id=channel-id`;
const putMine = `PUT ${api}/rooms/mine`;
const putChannel = `PUT ${api}/rooms/channels/channel-id`;
const invitations = `POST ${api}/invitations`;

const mine = {meeting_id: 'm11111111', display_id: 'm11-111-111', join_url: ''};
const channel = {meeting_id: 'm22222222', display_id: 'm22-222-222', join_url: ''};
const recent = {meeting_id: 'm33333333', display_id: 'm33-333-333', join_url: '', topic: 'Retro'};
const none = {mine: null, channel: null, recent: [], can_set_channel: false};

let server: FakeServer;

beforeEach(() => {
    server = new FakeServer();
    server.answer(invitations, {}, 201);
    server.answer(putMine, {});
    server.answer(putChannel, {});
});

async function open(rooms?: object) {
    if (rooms) {
        server.answer(roomsHere, {...none, ...rooms});
    }
    const client = await WebClient.empty();
    const [{action}] = client.registered.registerChannelHeaderButtonAction;
    action({id: 'channel-id'} as never);
    await client.settle();
    return client;
}

const post = () => screen.getByRole<HTMLButtonElement>('button', {name: 'Post'});
const room = () => screen.getByRole<HTMLSelectElement>('combobox', {name: 'Room'});
const posted = () => server.asked(invitations).map(({body}) => body);

describe('the dialog', () => {
    test.each([
        ['the channel’s room', {mine, channel}, 'm22222222'],
        ['mine, where the channel has none', {mine}, 'm11111111'],
    ])('begins with %s, ready to post', async (_, rooms, meeting) => {
        await open(rooms);
        expect(document.activeElement).toBe(post());
        expect(screen.queryByRole('textbox', {name: 'Meeting'})).toBeNull();
        await userEvent.click(post());
        expect(posted()).toMatchObject([{meeting}]);
    });

    test.each([
        ['a room to post', {mine}],
        ['none', {}],
        ['only recent meetings', {recent: [recent]}],
    ])('does not move the focus from a field if the rooms arrive late, with %s', async (_, rooms) => {
        const release = server.hold(roomsHere, {...none, ...rooms});
        const client = await open();
        await userEvent.type(screen.getByRole('textbox', {name: /Topic/}), 'Sprint');
        release();
        await client.settle();
        await userEvent.keyboard(' review');
        expect(screen.getByRole<HTMLInputElement>('textbox', {name: /Topic/}).value).toBe('Sprint review');
        expect(posted()).toEqual([]);
    });

    test('offers rooms, each recent meeting once, and another meeting', async () => {
        await open({
            mine,
            channel,
            recent: [recent, mine, {...recent, meeting_id: 'm44444444', display_id: 'm44-444-444', topic: undefined}],
        });
        expect([...room().options].map(({text}) => text)).toEqual([
            "This channel's room (m22-222-222)",
            'My room (m11-111-111)',
            'Retro (m33-333-333)',
            'm44-444-444',
            'Another meeting…',
        ]);
    });

    test('fills in a recent meeting’s topic', async () => {
        await open({mine, recent: [recent]});
        await userEvent.selectOptions(room(), 'm33333333');
        await userEvent.click(post());
        expect(posted()).toMatchObject([{meeting: 'm33333333', topic: 'Retro'}]);
    });

    test('takes another meeting', async () => {
        await open({mine});
        await userEvent.selectOptions(room(), 'Another meeting…');
        expect(document.activeElement).toBe(screen.getByRole('textbox', {name: 'Meeting'}));
        await userEvent.keyboard('m55-555-555{Enter}');
        expect(posted()).toMatchObject([{meeting: 'm55-555-555'}]);
    });

    test.each([
        ['without rooms', () => server.answer(roomsHere, none)],
        ['if they cannot be loaded', () => server.refuse(roomsHere, 'no', 500)],
    ])('asks for the meeting %s', async (_, prepare) => {
        await open({});
        prepare();
        expect(screen.queryByRole('combobox')).toBeNull();
        expect(document.activeElement).toBe(screen.getByRole('textbox', {name: 'Meeting'}));
    });
});

describe('a meeting', () => {
    async function type(rooms: object) {
        const client = await open(rooms);
        await userEvent.type(screen.getByRole('textbox', {name: 'Meeting'}), 'm55-555-555');
        await client.checked();
        return client;
    }

    test('is saved as a room only if the person ticks the box', async () => {
        await type({can_set_channel: true});
        await userEvent.click(post());
        expect(server.requests.filter(({method}) => method === 'PUT')).toEqual([]);
    });

    test('is saved as the person’s room and as the channel’s room', async () => {
        await type({can_set_channel: true});
        await userEvent.click(screen.getByRole('checkbox', {name: 'Keep as my room'}));
        await userEvent.click(screen.getByRole('checkbox', {name: 'Keep for this channel'}));
        await userEvent.click(post());
        expect(server.asked(putMine).map(({body}) => body)).toEqual([{meeting: 'm55555555'}]);
        expect(server.asked(putChannel).map(({body}) => body)).toEqual([{meeting: 'm55555555'}]);
        expect(posted()).toHaveLength(1);
    });

    test('is not saved as a room if another meeting is chosen later', async () => {
        const client = await open({mine, can_set_channel: true, recent: [recent]});
        await userEvent.selectOptions(room(), 'm33333333');
        await client.checked();
        await userEvent.click(screen.getByRole('checkbox', {name: 'Keep as my room'}));
        await userEvent.selectOptions(room(), 'm11111111');
        await userEvent.click(post());
        expect(server.asked(putMine)).toEqual([]);
        expect(posted()).toHaveLength(1);
    });

    test('is not saved as a room if it cannot be posted', async () => {
        server.refuse(invitations, 'You may not post here.');
        const client = await type({});
        await userEvent.click(screen.getByRole('checkbox', {name: 'Keep as my room'}));
        await userEvent.click(post());
        await client.settle();
        expect(screen.getByRole('alert').textContent).toBe('You may not post here.');
        expect(server.asked(putMine)).toEqual([]);
        expect(post().disabled).toBe(false);
    });

    test('that cannot be saved as a room is still posted, once, and the dialog says both', async () => {
        server.refuse(putMine, 'Too many rooms.');
        const client = await type({});
        await userEvent.click(screen.getByRole('checkbox', {name: 'Keep as my room'}));
        await userEvent.click(post());
        await client.settle();
        expect(screen.getAllByRole('alert').map(({textContent}) => textContent)).toEqual([
            "The invitation has been posted, but the meeting couldn't be kept as a room.",
            'Too many rooms.',
        ]);
        expect(posted()).toHaveLength(1);
        expect(screen.queryByRole('button', {name: 'Post'})).toBeNull();
        expect(document.activeElement?.textContent).toBe('Close');
        await userEvent.keyboard('{Enter}');
        expect(screen.queryByRole('dialog')).toBeNull();
        expect(posted()).toHaveLength(1);
    });

    test.each([
        ['the person’s room, in a channel without permission to set the room', {mine}, []],
        ['the person’s room', {mine, can_set_channel: true}, ['Keep for this channel']],
        ['the channel’s room', {mine, channel, can_set_channel: true}, []],
    ])('can be saved as a room unless it is one: %s', async (_, rooms, offered) => {
        await (await open(rooms)).checked();
        expect(
            screen.queryAllByRole('checkbox', {name: /^Keep/}).map((box) => box.parentElement?.textContent?.trim()),
        ).toEqual(offered);
    });
});

describe('the bare command', () => {
    test('does not change the channel of an open dialog if its answer is late', async () => {
        const client = await open({});
        const release = server.hold(`GET ${api}/rooms?channel_id=direct-id`, none);
        const [hook] = client.registered.registerSlashCommandWillBePostedHook;
        const answer = hook('/blizz', {channel_id: 'direct-id', root_id: 'root-id'});
        await userEvent.type(screen.getByRole('textbox', {name: 'Meeting'}), 'm55-555-555');
        release();
        await answer;
        await client.settle();
        expect(screen.getByRole('dialog').textContent).toContain('In Town Square');
        await userEvent.click(post());
        expect(posted()).toMatchObject([{channel_id: 'channel-id', meeting: 'm55-555-555'}]);
    });

    test.each([
        ['goes to the server if there is a room', {mine}, false],
        ['opens the dialog if there is none', {}, true],
    ])('%s', async (_, rooms, opens) => {
        server.answer(roomsHere, {...none, ...rooms});
        const client = await WebClient.empty();
        const [hook] = client.registered.registerSlashCommandWillBePostedHook;
        const args = {channel_id: 'channel-id', root_id: ''};
        expect(await hook('/blizz', args)).toEqual(opens ? {} : {message: '/blizz', args});
        await client.settle();
        expect(screen.queryAllByRole('dialog')).toHaveLength(opens ? 1 : 0);
    });
});

describe('a topic alone', () => {
    const topic = `POST ${api}/commands/topic`;
    const typed = {is_topic: true, topic: 'Standup', password: '', starts_at: 0, duration_minutes: 0, repeat: ''};

    async function types(command: string, answer: object) {
        server.answer(topic, answer);
        server.answer(roomsHere, {...none, channel});
        const client = await WebClient.empty();
        const [hook] = client.registered.registerSlashCommandWillBePostedHook;
        const answered = await hook(command, {channel_id: 'channel-id', root_id: 'root-id'});
        await client.settle();
        return answered;
    }

    test('opens the dialog with the room and the topic, and posts nothing by itself', async () => {
        expect(await types('/blizz Standup', typed)).toEqual({});
        expect(server.asked(topic)[0]?.body).toEqual({channel_id: 'channel-id', command: '/blizz Standup'});
        expect(posted()).toHaveLength(0);
        expect(document.activeElement).toBe(post());

        await userEvent.keyboard('{Enter}');
        expect(posted()).toMatchObject([
            {channel_id: 'channel-id', root_id: 'root-id', meeting: 'm22222222', topic: 'Standup'},
        ]);
    });

    test('fills in the flags beside it', async () => {
        const starts_at = Date.UTC(2030, 0, 7, 9);
        await types('/blizz Standup --at …', {
            ...typed,
            password: 's3cret',
            starts_at,
            duration_minutes: 15,
            repeat: 'FREQ=DAILY;COUNT=5',
        });
        await userEvent.click(post());
        expect(posted()).toMatchObject([
            {topic: 'Standup', password: 's3cret', starts_at, duration_minutes: 15, repeat: 'FREQ=DAILY;COUNT=5'},
        ]);
    });

    test.each([
        ['names no topic', '/blizz help', {...typed, is_topic: false}],
        ['has a duration and no start', '/blizz Standup --for 45m', {...typed, duration_minutes: 45}],
    ])('goes to the server if it %s', async (_, message, answer) => {
        expect(await types(message, answer)).toEqual({message, args: {channel_id: 'channel-id', root_id: 'root-id'}});
        expect(screen.queryByRole('dialog')).toBeNull();
    });

    test.each(['/blizz m12-345-678 Standup', '/blizz https://go.blizz.com/join/m12345678', '/blizz 12 345 678'])(
        'is not checked if a meeting is likely: %s',
        async (message) => {
            await types(message, typed);
            expect(server.asked(topic)).toHaveLength(0);
        },
    );
});

describe('the settings of the person', () => {
    async function show(rooms?: object) {
        if (rooms) {
            server.answer(roomsHere, {...none, ...rooms});
        }
        const client = new WebClient();
        await client.settle();
        const [{id, uiName, sections}] = client.registered.registerUserSettings;
        expect([id, uiName]).toEqual(['blizz', 'Blizz Meetings']);
        const Section = sections[0]?.component as React.ComponentType;
        client.show(<Section />);
        await client.settle();
        return client;
    }

    const edit = () => userEvent.click(screen.getByRole('button', {name: 'My room Edit'}));

    test('show my room like the web client’s own settings, and change it', async () => {
        server.answer(putMine, {...mine, meeting_id: 'm55555555', display_id: 'm55-555-555'});
        const client = await show({mine});
        expect(document.querySelector('.section-min .section-min__describe')?.textContent).toBe('m11-111-111');
        await edit();
        expect(document.querySelector('.section-max .section-title')?.textContent).toBe('My room');
        await userEvent.type(screen.getByRole('textbox'), 'm55-555-555');
        await client.checked();
        await userEvent.click(screen.getByRole('button', {name: 'Save'}));
        await client.settle();
        expect(server.asked(putMine).map(({body}) => body)).toEqual([{meeting: 'm55-555-555'}]);
        expect(document.querySelector('.section-min__describe')?.textContent).toBe('m55-555-555');
        expect(document.activeElement?.textContent).toContain('Edit');
    });

    test('remove my room, after saying what else is removed', async () => {
        server.answer(`DELETE ${api}/rooms/mine`, {});
        const client = await show({mine});
        await edit();
        const remove = screen.getByRole('button', {name: 'Remove'});
        const help = document.getElementById(remove.getAttribute('aria-describedby') ?? '');
        expect(help?.textContent).toBe('Removing it also forgets the meetings you invited to lately.');
        await userEvent.click(remove);
        await client.settle();
        expect(screen.getByRole('status').textContent).toMatch(/not set a room/);
        expect(screen.queryByRole('button', {name: 'Remove'})).toBeNull();
    });

    test.each([
        ['while it is loading', () => server.hold(roomsHere, none), 0],
        ['if it could not be loaded', () => server.refuse(roomsHere, 'Not now.', 503), 1],
    ])('do not say that there is no room %s', async (_, prepare, errors) => {
        prepare();
        await show();
        await edit();
        expect(screen.getByRole('status').textContent).toBe('');
        expect(screen.queryAllByRole('alert')).toHaveLength(errors);
    });

    test('show the server’s error', async () => {
        server.refuse(putMine, 'No.');
        const client = await show({});
        await edit();
        await userEvent.type(screen.getByRole('textbox'), 'm55-555-555{Enter}');
        await client.settle();
        expect(screen.getByRole('alert').textContent).toBe('No.');
    });
});

describe('the reminders of the person', () => {
    const me = {remind_before_minutes: 10, show_status: true};
    const putMe = `PUT ${api}/me`;

    async function show() {
        server.answer(`GET ${api}/me`, me);
        const client = new WebClient();
        await client.settle();
        const Section = client.registered.registerUserSettings[0].sections[1]?.component as React.ComponentType;
        client.show(<Section />);
        await client.settle();
        return client;
    }

    test('are shown, and a change keeps the other settings', async () => {
        server.answer(putMe, {});
        const client = await show();
        expect(document.querySelector('.section-min__describe')?.textContent).toBe('10 min before');
        await userEvent.click(screen.getByRole('button', {name: 'Reminders Edit'}));
        await userEvent.click(screen.getByRole('radio', {name: 'No reminder'}));
        await userEvent.click(screen.getByRole('button', {name: 'Save'}));
        await client.settle();
        expect(server.asked(putMe).map(({body}) => body)).toEqual([{...me, remind_before_minutes: 0}]);
        expect(document.querySelector('.section-min__describe')?.textContent).toBe('No reminder');
    });

    test('stay open if they could not be saved', async () => {
        server.refuse(putMe, 'Not now.', 503);
        const client = await show();
        await userEvent.click(screen.getByRole('button', {name: 'Reminders Edit'}));
        await userEvent.click(screen.getByRole('button', {name: 'Save'}));
        await client.settle();
        expect(screen.getByRole('alert').textContent).toBe('Not now.');
    });
});

describe('the channel’s menu', () => {
    async function openRoom(rooms: object) {
        server.answer(roomsHere, {...none, ...rooms});
        const client = await WebClient.empty();
        const [{text, action}] = client.registered.registerChannelHeaderMenuAction;
        expect(text).toBe('Meeting room…');
        action('channel-id');
        await client.settle();
        return client;
    }

    test('opens the channel’s room, where it can be changed', async () => {
        const client = await openRoom({
            channel: {...channel, join_url: 'https://x.example/m22222222'},
            can_set_channel: true,
        });
        expect(screen.getByRole('dialog', {name: 'Meeting room of Town Square'})).toBeDefined();
        expect(screen.getByRole('link', {name: 'm22-222-222'})).toBeDefined();
        await userEvent.type(screen.getByRole('textbox'), 'm55-555-555');
        await userEvent.click(screen.getByRole('button', {name: 'Save'}));
        await client.settle();
        expect(server.asked(putChannel).map(({body}) => body)).toEqual([{meeting: 'm55-555-555'}]);
        expect(screen.queryByRole('dialog')).toBeNull();
    });

    test('only shows the room if the person may not change it', async () => {
        await openRoom({});
        expect(screen.getByText('This channel has no room.')).toBeDefined();
        expect(screen.queryByRole('textbox')).toBeNull();
    });
});

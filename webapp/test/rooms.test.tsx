import {screen} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import {beforeEach, describe, expect, test} from 'vitest';

import {FakeServer} from './host/server';
import {WebClient} from './host/web_client';

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
    const client = new WebClient();
    await client.settle();
    client.show(<main />);
    const [{action}] = client.registered.registerCallButtonAction;
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
    ])('starts from %s, ready to post', async (_, rooms, meeting) => {
        await open(rooms);
        expect(document.activeElement).toBe(post());
        expect(screen.queryByRole('textbox', {name: 'Meeting'})).toBeNull();
        await userEvent.click(post());
        expect(posted()).toMatchObject([{meeting, topic: ''}]);
    });

    test.each([
        ['a room to post', {mine}],
        ['none', {}],
        ['only recent meetings', {recent: [recent]}],
    ])('leaves whoever types already there when the rooms come late, with %s', async (_, rooms) => {
        const release = server.hold(roomsHere, {...none, ...rooms});
        const client = await open();
        await userEvent.type(screen.getByRole('textbox', {name: /Topic/}), 'Sprint');
        release();
        await client.settle();
        await userEvent.keyboard(' review');
        expect(screen.getByRole<HTMLInputElement>('textbox', {name: /Topic/}).value).toBe('Sprint review');
        expect(posted()).toEqual([]);
    });

    test('offers rooms, recent meetings once each, and another', async () => {
        await open({mine, channel, recent: [recent, mine, {...recent, meeting_id: 'm44444444', topic: undefined}]});
        expect([...room().options].map(({text}) => text)).toEqual([
            "This channel's room (m22-222-222)",
            'My room (m11-111-111)',
            'Retro (m33-333-333)',
            'm44-444-444',
            'Another meeting…',
        ]);
    });

    test('brings a recent meeting’s topic', async () => {
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
        expect(posted()).toMatchObject([{meeting: 'm55555555'}]);
    });

    test.each([
        ['without rooms', () => server.answer(roomsHere, none)],
        ['where they cannot be had', () => server.refuse(roomsHere, 'no', 500)],
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
        return client;
    }

    test('is kept only if asked for', async () => {
        await type({can_set_channel: true});
        await userEvent.click(post());
        expect(server.requests.filter(({method}) => method === 'PUT')).toEqual([]);
    });

    test('is kept as my room and for the channel', async () => {
        await type({can_set_channel: true});
        await userEvent.click(screen.getByRole('checkbox', {name: 'Keep as my room'}));
        await userEvent.click(screen.getByRole('checkbox', {name: 'Keep for this channel'}));
        await userEvent.click(post());
        expect(server.asked(putMine).map(({body}) => body)).toEqual([{meeting: 'm55555555'}]);
        expect(server.asked(putChannel).map(({body}) => body)).toEqual([{meeting: 'm55555555'}]);
        expect(posted()).toHaveLength(1);
    });

    test('is kept no more once something else is chosen', async () => {
        await open({mine, can_set_channel: true, recent: [recent]});
        await userEvent.selectOptions(room(), 'm33333333');
        await userEvent.click(screen.getByRole('checkbox', {name: 'Keep as my room'}));
        await userEvent.selectOptions(room(), 'm11111111');
        await userEvent.click(post());
        expect(server.asked(putMine)).toEqual([]);
        expect(posted()).toHaveLength(1);
    });

    test('is not kept when it cannot be posted', async () => {
        server.refuse(invitations, 'You may not post here.');
        const client = await type({});
        await userEvent.click(screen.getByRole('checkbox', {name: 'Keep as my room'}));
        await userEvent.click(post());
        await client.settle();
        expect(screen.getByRole('alert').textContent).toBe('You may not post here.');
        expect(server.asked(putMine)).toEqual([]);
        expect(post().disabled).toBe(false);
    });

    test('that cannot be kept is posted all the same, once, and the dialog says both', async () => {
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
        ['mine already, for a channel whose room one may not set', {mine}, []],
        ['mine already', {mine, can_set_channel: true}, ['Keep for this channel']],
        ['the channel’s already', {mine, channel, can_set_channel: true}, []],
    ])('is offered to be kept where it is not: %s', async (_, rooms, offered) => {
        await open(rooms);
        expect(
            screen.queryAllByRole('checkbox', {name: /^Keep/}).map((box) => box.parentElement?.textContent?.trim()),
        ).toEqual(offered);
    });
});

describe('the bare command', () => {
    test('answered late does not take an open dialog elsewhere', async () => {
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
        expect(posted()).toMatchObject([{channel_id: 'channel-id', root_id: '', meeting: 'm55555555'}]);
    });

    test.each([
        ['goes to the server where there is a room', {mine}, false],
        ['opens the dialog where there is none', {}, true],
    ])('%s', async (_, rooms, opens) => {
        server.answer(roomsHere, {...none, ...rooms});
        const client = new WebClient();
        await client.settle();
        client.show(<main />);
        const [hook] = client.registered.registerSlashCommandWillBePostedHook;
        const args = {channel_id: 'channel-id', root_id: ''};
        expect(await hook('/blizz', args)).toEqual(opens ? {} : {message: '/blizz', args});
        await client.settle();
        expect(screen.queryAllByRole('dialog')).toHaveLength(opens ? 1 : 0);
    });
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

    test('show and change my room', async () => {
        const client = await show({mine});
        expect(screen.getByRole('status').textContent).toBe('m11-111-111');
        await userEvent.type(screen.getByRole('textbox'), 'https://go.blizz.com/join/m55555555');
        await userEvent.click(screen.getByRole('button', {name: 'Save'}));
        await client.settle();
        expect(server.asked(putMine).map(({body}) => body)).toEqual([{meeting: 'm55555555'}]);
        expect(screen.getByRole('status').textContent).toBe('m55-555-555');
    });

    test('remove it, having said what goes with it, and keep the focus', async () => {
        server.answer(`DELETE ${api}/rooms/mine`, {});
        const client = await show({mine});
        const remove = screen.getByRole('button', {name: 'Remove'});
        const help = document.getElementById(remove.getAttribute('aria-describedby') ?? '');
        expect(help?.textContent).toBe('Removing it also forgets the meetings you invited to lately.');
        await userEvent.click(remove);
        await client.settle();
        expect(screen.getByRole('status').textContent).toMatch(/not set a room/);
        expect(screen.queryByRole('button', {name: 'Remove'})).toBeNull();
        expect(document.activeElement).toBe(screen.getByRole('textbox'));
    });

    test.each([
        ['while it is loading', () => server.hold(roomsHere, none), 0],
        ['where it could not be loaded', () => server.refuse(roomsHere, 'Not now.', 503), 1],
    ])('do not say that there is no room %s', async (_, prepare, errors) => {
        prepare();
        await show();
        expect(screen.getByRole('status').textContent).toBe('');
        expect(screen.queryAllByRole('alert')).toHaveLength(errors);
    });

    test('say what the server has against it', async () => {
        server.refuse(putMine, 'No.');
        const client = await show({});
        await userEvent.type(screen.getByRole('textbox'), 'm55-555-555{Enter}');
        await client.settle();
        expect(screen.getByRole('alert').textContent).toBe('No.');
        expect(screen.getByRole('status').textContent).toMatch(/not set a room/);
    });
});

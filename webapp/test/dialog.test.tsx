import {fireEvent, screen} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import {beforeEach, describe, expect, test} from 'vitest';

import type {NewInvitation} from '../src/client';
import {FakeServer} from './host/server';
import {WebClient} from './host/web_client';

const invitations = 'POST /plugins/blizz/api/v1/invitations';

let server: FakeServer;

beforeEach(() => {
    server = new FakeServer();
    server.answer(invitations, {}, 201);
});

/** Opens the dialog by the button in a channel's header. */
async function open(channelId = 'channel-id') {
    const client = new WebClient();
    await client.settle();
    const [{action, button}] = client.registered.registerCallButtonAction;
    client.show(
        // biome-ignore lint/a11y: the web client's own div
        <div onClick={() => action({id: channelId} as never)}>{button}</div>,
    );
    await userEvent.click(screen.getByRole('button', {name: 'Invite to a Confab meeting'}));
    return client;
}

const field = (name: RegExp) => screen.getByRole<HTMLTextAreaElement>('textbox', {name});
const dialog = () => screen.getByRole('dialog');
const post = () => screen.getByRole<HTMLButtonElement>('button', {name: 'Post'});

test('posts what the fields say, and goes', async () => {
    const client = await open();
    expect(document.activeElement).toBe(field(/Meeting/));
    await userEvent.type(field(/Meeting/), 'm12 345 678');
    await userEvent.type(field(/Topic/), 'Sprint review');
    await userEvent.type(field(/Password/), 'aB3-x9');
    expect(dialog().textContent).toContain('alice invites you to join Confab meeting m12-345-678');
    await userEvent.click(post());
    await client.settle();

    expect(server.asked(invitations).map(({body}) => body)).toEqual([
        {
            channel_id: 'channel-id',
            root_id: '',
            meeting: 'm12345678',
            topic: 'Sprint review',
            password: 'aB3-x9',
            starts_at: 0,
            duration_minutes: 0,
            repeat: '',
            pending_post_id: expect.stringMatching(/^alice-id:\d+$/),
        },
    ]);
    expect(screen.queryByRole('dialog')).toBeNull();
});

test('takes topic and password from what was pasted, unless they are typed', async () => {
    await open();
    fireEvent.change(field(/Meeting/), {
        target: {value: 'Join me:\nhttps://go.teamviewer.com/v15/m02358428\nID: m023-584-28\nPassword: secret1'},
    });
    await userEvent.click(post());
    expect(server.asked(invitations)[0]?.body).toMatchObject({meeting: 'm02358428', topic: '', password: 'secret1'});
});

test('posts by Enter too', async () => {
    await open();
    await userEvent.type(field(/Meeting/), 'm12-345-678 Retro{Enter}');
    expect(server.asked(invitations)[0]?.body).toMatchObject({meeting: 'm12345678', topic: 'Retro'});
});

test('posts once, whatever the taps', async () => {
    const release = server.hold(invitations, {});
    const client = await open();
    await userEvent.type(field(/Meeting/), 'm12-345-678');
    const form = post().form as HTMLFormElement;
    fireEvent.submit(form);
    fireEvent.submit(form);
    expect(post().getAttribute('aria-disabled')).toBe('true');
    expect(post().disabled, 'which would take the focus away').toBe(false);
    release();
    await client.settle();
    expect(server.asked(invitations)).toHaveLength(1);
});

test('keeps what was typed when the server refuses, and tries again as the same post', async () => {
    server.refuse(invitations, 'You may not post here.');
    const client = await open();
    await userEvent.type(field(/Meeting/), 'm12-345-678');
    await userEvent.click(post());
    expect((await screen.findByRole('alert')).textContent).toBe('You may not post here.');
    expect(field(/Meeting/).value).toBe('m12-345-678');

    server.answer(invitations, {}, 201);
    await userEvent.click(post());
    await client.settle();
    const [first, second] = server.asked(invitations).map(({body}) => body);
    expect(second).toEqual(first);
    expect(screen.queryByRole('dialog')).toBeNull();
});

test('tries again as another post once it says something else', async () => {
    server.refuse(invitations, 'The server took too long.', 504);
    await open();
    await userEvent.type(field(/Meeting/), 'm12-345-678');
    await userEvent.click(post());
    await screen.findByRole('alert');
    await userEvent.type(field(/Topic/), 'Retro');
    await userEvent.click(post());
    await userEvent.click(post());
    const ids = server.asked(invitations).map(({body}) => (body as NewInvitation).pending_post_id);
    expect(ids).toHaveLength(3);
    expect(ids[1]).not.toBe(ids[0]);
    expect(ids[2]).toBe(ids[1]);
});

describe('a text without a meeting', () => {
    test.each([
        ['tomorrow', /no meeting in this text/],
        ['m123', /too short/],
        ['m1234567890123', /too long/],
        ['123 456 789', /remote control/],
        ['s12-345-678', /support session/],
        ['https://evil.example/join/m12345678', /not one of the meeting service's/],
    ])('%s', async (text, reason) => {
        await open();
        await userEvent.type(field(/Meeting/), text);
        expect(screen.getByText(reason)).toBeDefined();
        expect(post().disabled).toBe(true);
        await userEvent.type(field(/Meeting/), '{Enter}');
        expect(server.asked(invitations)).toHaveLength(0);
    });

    test('is a mistake only once the field is left', async () => {
        await open();
        await userEvent.type(field(/Meeting/), 'm12');
        expect(field(/Meeting/).getAttribute('aria-invalid')).toBe('false');
        await userEvent.tab();
        expect(field(/Meeting/).getAttribute('aria-invalid')).toBe('true');
    });
});

describe('where it goes', () => {
    test('with the number of people where they are many', async () => {
        await open('channel-id');
        expect(dialog().textContent).toContain('In Town Square');
        expect(screen.getByText('5,012 people will see it')).toBeDefined();
    });

    test('with the other person’s name in a direct message', async () => {
        server.answer('GET /api/v4/channels/direct-id/stats', {member_count: 2});
        const client = await open('direct-id');
        await client.settle();
        expect(dialog().textContent).toContain('In bob');
        expect(screen.queryByText(/will see it/)).toBeNull();
    });

    test('is the thread where the bare command was typed', async () => {
        const client = new WebClient();
        await client.settle();
        client.show(<main />);
        const [hook] = client.registered.registerSlashCommandWillBePostedHook;
        expect(await hook('/blizz ', {channel_id: 'channel-id', root_id: 'root-id'})).toEqual({});
        await client.settle();
        expect(dialog().textContent).toContain('In a thread of Town Square');

        await userEvent.type(field(/Meeting/), 'm12-345-678{Enter}');
        expect(server.asked(invitations)[0]?.body).toMatchObject({channel_id: 'channel-id', root_id: 'root-id'});
    });
});

test.each(['/blizz m12-345-678', '/blizz help', '/blizzard', '/jitsi', 'hello'])(
    'leaves other commands alone: %s',
    async (message) => {
        const client = new WebClient();
        const [hook] = client.registered.registerSlashCommandWillBePostedHook;
        const args = {channel_id: 'channel-id'};
        expect(await hook(message, args)).toEqual({message, args});
    },
);

test('lets an invitation be pasted on the line behind the command', async () => {
    const client = new WebClient();
    const [hook] = client.registered.registerSlashCommandWillBePostedHook;
    const args = {channel_id: 'channel-id'};
    expect(await hook('/blizz\nHello,\nm12-345-678', args)).toEqual({message: '/blizz Hello,\nm12-345-678', args});
});

test('opens by the app bar too, and by a phone’s menu', async () => {
    const client = new WebClient();
    await client.settle();
    const [appBar] = client.registered.registerAppBarComponent;
    const [{icon, dropdownText}] = client.registered.registerCallButtonAction;
    expect(appBar.iconUrl).toBe('/plugins/blizz/public/icon.svg');
    client.show(
        <>
            <button type="button">{icon}</button>
            <a href="#menu">{dropdownText}</a>
        </>,
    );
    expect(screen.getByRole('button', {name: 'Invite to a Confab meeting'})).toBeDefined();
    expect(screen.getByRole('link', {name: 'Invite to a Confab meeting'})).toBeDefined();
    appBar.action({id: 'channel-id'} as never);
    expect(await screen.findByRole('dialog', {name: 'Invite to a Confab meeting'})).toBeDefined();
});

test('has nothing to open where there is no channel, as in the Threads view', async () => {
    const client = new WebClient();
    client.show(<main />);
    client.registered.registerAppBarComponent[0].action(undefined);
    await client.settle();
    expect(screen.queryByRole('dialog')).toBeNull();
});

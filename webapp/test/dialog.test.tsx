import {fireEvent, screen} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import {beforeEach, describe, expect, test} from 'vitest';

import type {NewInvitation} from '../src/client';
import {FakeServer} from './mattermost/server';
import {stateOf} from './mattermost/state';
import {WebClient} from './mattermost/web_client';

const invitations = 'POST /plugins/blizz/api/v1/invitations';

let server: FakeServer;

beforeEach(() => {
    server = new FakeServer();
    server.answer(invitations, {}, 201);
});

/** Opens the dialog with the button in a channel's header. */
async function open(channelId = 'channel-id', client = new WebClient()) {
    await client.settle();
    client.show(<main />);
    const [{action}] = client.registered.registerChannelHeaderButtonAction;
    action({id: channelId} as never);
    await client.settle();
    return client;
}

const field = (name: RegExp) => screen.getByRole<HTMLTextAreaElement>('textbox', {name});
const dialog = () => screen.getByRole('dialog');
const post = () => screen.getByRole<HTMLButtonElement>('button', {name: 'Post'});

test('posts the values of the fields, and closes', async () => {
    const client = await open();
    expect(document.activeElement).toBe(field(/Meeting/));
    await userEvent.type(field(/Meeting/), 'm12-345-678');
    await userEvent.type(field(/Topic/), 'Sprint review');
    await userEvent.type(field(/Password/), 'aB3-x9');
    await client.checked();
    expect(dialog().textContent).toContain('alice invites you to join Confab meeting m12-345-678');
    await userEvent.click(post());
    await client.settle();

    expect(server.asked(invitations).map(({body}) => body)).toEqual([
        {
            channel_id: 'channel-id',
            meeting: 'm12345678',
            topic: 'Sprint review',
            password: 'aB3-x9',
            pending_post_id: expect.stringMatching(/^alice-id:\d+$/),
        },
    ]);
    expect(screen.queryByRole('dialog')).toBeNull();
});

test('takes topic and password from a pasted invitation, unless they are typed', async () => {
    const client = await open();
    const pasted = 'https://go.blizz.com/m12345678\nTopic: Retro\nPassword: secret1';
    fireEvent.change(field(/Meeting/), {target: {value: pasted}});
    await client.checked();
    expect([field(/Topic/).value, field(/Password/).value]).toEqual(['Retro', 'secret1']);
    await userEvent.clear(field(/Topic/));
    await userEvent.click(post());
    expect(server.asked(invitations)[0]?.body).toEqual({
        channel_id: 'channel-id',
        meeting: 'm12345678',
        password: 'secret1',
        pending_post_id: expect.anything(),
    });
});

test('posts with Enter, also before the server has answered', async () => {
    await open();
    await userEvent.type(field(/Meeting/), 'm12-345-678 Retro{Enter}');
    expect(server.asked(invitations)[0]?.body).toMatchObject({meeting: 'm12-345-678 Retro'});
});

test('posts once after several taps', async () => {
    const release = server.hold(invitations, {});
    const client = await open();
    await userEvent.type(field(/Meeting/), 'm12-345-678');
    const form = post().form as HTMLFormElement;
    fireEvent.submit(form);
    fireEvent.submit(form);
    const posting = screen.getByRole<HTMLButtonElement>('button', {name: 'Posting…'});
    expect(posting.getAttribute('aria-disabled')).toBe('true');
    expect(posting.disabled, 'a disabled button would lose the focus').toBe(false);
    release();
    await client.settle();
    expect(server.asked(invitations)).toHaveLength(1);
});

test('keeps the typed values when the server refuses, and tries again as the same post', async () => {
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

test('tries again as another post after a change', async () => {
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

describe('the server’s check while somebody types', () => {
    const check = 'POST /plugins/blizz/api/v1/invitations/check';

    test('is sent after a pause, with the text at that time', async () => {
        const client = await open();
        await userEvent.type(field(/Meeting/), 'm12-345-678');
        expect(server.asked(check)).toHaveLength(0);
        await client.checked();
        expect(server.asked(check).map(({body}) => body)).toEqual([{channel_id: 'channel-id', meeting: 'm12-345-678'}]);
        expect(screen.getByText('Preview')).toBeDefined();
    });

    test('shows an error only after the field is left', async () => {
        const client = await open();
        await userEvent.type(field(/Meeting/), 'm12');
        await client.checked();
        expect(screen.getByText('There is no meeting in this text.').className).toBe('blizz-note');
        expect(field(/Meeting/).getAttribute('aria-invalid')).toBeNull();
        expect(post().disabled).toBe(true);
        await userEvent.tab();
        expect(field(/Meeting/).getAttribute('aria-invalid')).toBe('true');
        await userEvent.type(field(/Meeting/), '{Enter}');
        expect(server.asked(invitations)).toHaveLength(0);
    });

    test.each([
        ['topic_too_long', /Topic/],
        ['password_too_long', /Password/],
    ])('shows its error at the field: %s', async (code, name) => {
        const client = await open();
        server.refuse(check, 'Too long.', 400, code);
        await userEvent.type(field(/Meeting/), 'm12-345-678');
        await client.checked();
        const note = document.getElementById(field(name).getAttribute('aria-describedby') ?? '');
        expect(note?.textContent).toBe('Too long.');
        expect(field(name).getAttribute('aria-invalid')).toBe('true');
    });

    test('is ignored if the text has changed since', async () => {
        const client = await open();
        const release = server.hold(check, {error: {code: 'invalid_meeting', message: 'Late.'}}, 400);
        await userEvent.type(field(/Meeting/), 'm12');
        await client.checked();
        server.answer(check, {service: 'blizz', meeting_id: 'm12345678', display_id: 'm12-345-678', topic: ''});
        await userEvent.type(field(/Meeting/), '-345-678');
        release();
        await client.checked();
        expect(screen.queryByText('Late.')).toBeNull();
        expect(post().disabled).toBe(false);
    });

    test.each([
        ['never arrives', () => server.hold(check, {})],
        ['cannot be loaded', () => server.answer(check, {message: 'no such route'}, 404)],
    ])('leaves the dialog usable if it %s', async (_, prepare) => {
        const client = await open();
        prepare();
        await userEvent.type(field(/Meeting/), 'm12-345-678');
        await client.checked();
        await userEvent.click(post());
        await client.settle();
        expect(server.asked(invitations)).toHaveLength(1);
        expect(screen.queryByRole('dialog')).toBeNull();
    });
});

describe('the typed text', () => {
    async function again(client: WebClient) {
        client.registered.registerAppBarComponent[0].action({id: 'channel-id'} as never);
        await client.settle();
    }

    test('is still there after Escape or the cross', async () => {
        const client = await open();
        await userEvent.type(field(/Topic/), 'Sprint review');
        await userEvent.click(screen.getAllByRole('button', {name: 'Close'}).at(-1) as Element);
        await client.settle();
        expect(screen.queryByRole('dialog')).toBeNull();
        await again(client);
        expect(field(/Topic/).value).toBe('Sprint review');
        await userEvent.click(screen.getByRole('button', {name: 'Cancel'}));
        await client.settle();
        await again(client);
        expect(field(/Topic/).value).toBe('');
    });
});

describe('a slow post', () => {
    test('shows that it is being sent, and the dialog stays open', async () => {
        const release = server.hold(invitations, {}, 201);
        const client = await open();
        await userEvent.type(field(/Meeting/), 'm12-345-678{Enter}');
        expect(screen.getByRole('button', {name: 'Posting…'})).toBeDefined();
        await userEvent.click(screen.getByRole('button', {name: 'Cancel'}));
        await userEvent.click(screen.getAllByRole('button', {name: 'Close'}).at(-1) as Element);
        expect(dialog()).toBeDefined();
        release();
        await client.settle();
        expect(screen.queryByRole('dialog')).toBeNull();
    });
});

describe('if the person may not post, the dialog', () => {
    test.each([
        ['an archived channel', {delete_at: 1}, /archived/],
        ['a channel without the permission', {team_id: 'other-team'}, /can't post/],
    ])('says so at once: %s', async (_, channel, words) => {
        const state = stateOf({roles: ''});
        state.entities.channels.myMembers = {'channel-id': {roles: 'muted'}} as never;
        state.entities.roles.roles = {muted: {permissions: []}} as never;
        Object.assign(state.entities.channels.channels['channel-id'] ?? {}, channel);
        await open('channel-id', new WebClient(state));
        expect(screen.getByRole('alert').textContent).toMatch(words);
        expect(screen.queryByRole('textbox')).toBeNull();
    });
});

test('lets the server decide while the roles are not loaded', async () => {
    const state = stateOf({roles: ''});
    state.entities.channels.myMembers = {};
    await open('channel-id', new WebClient(state));
    expect(field(/Meeting/)).toBeDefined();
});

describe('the destination of the invitation', () => {
    test('has the number of people in a large channel', async () => {
        await open('channel-id');
        expect(dialog().textContent).toContain('In Town Square');
        expect(screen.getByText('5,012 people will see it')).toBeDefined();
    });

    test('has the other person’s name in a direct message', async () => {
        server.answer('GET /api/v4/channels/direct-id/stats', {member_count: 2});
        const client = await open('direct-id');
        await client.settle();
        expect(dialog().textContent).toContain('In bob');
        expect(screen.queryByText(/will see it/)).toBeNull();
    });

    test('is the thread in which the bare command was typed', async () => {
        const client = await WebClient.empty();
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

test('takes an invitation that is pasted on the line behind the command', async () => {
    const client = new WebClient();
    const [hook] = client.registered.registerSlashCommandWillBePostedHook;
    const args = {channel_id: 'channel-id'};
    expect(await hook('/blizz\nHello,\nm12-345-678', args)).toEqual({message: '/blizz Hello,\nm12-345-678', args});
});

test('opens from the app bar too', async () => {
    const client = new WebClient();
    await client.settle();
    const [appBar] = client.registered.registerAppBarComponent;
    expect(appBar).toMatchObject({
        iconUrl: '/plugins/blizz/public/icon.svg',
        tooltipText: 'Invite to a Confab meeting',
    });
    client.show(<main />);
    appBar.action({id: 'channel-id'} as never);
    expect(await screen.findByRole('dialog', {name: 'Invite to a Confab meeting'})).toBeDefined();
});

test('does not open without a channel, as in the Threads view', async () => {
    const client = new WebClient();
    client.show(<main />);
    client.registered.registerAppBarComponent[0].action(undefined);
    await client.settle();
    expect(screen.queryByRole('dialog')).toBeNull();
});

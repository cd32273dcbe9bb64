import type {Post} from '@mattermost/types/posts';
import {act, fireEvent, screen, within} from '@testing-library/react';
import React from 'react';
import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';

import {receivedAll} from '../src/live/on_now';
import {FakeServer} from './mattermost/server';
import {stateOf} from './mattermost/state';
import {WebClient} from './mattermost/web_client';

const since = Date.UTC(2026, 9, 23, 5, 3); // 14:03 in alice's Tokyo

const post = {
    id: 'post-id',
    type: 'custom_blizz',
    user_id: 'alice-id',
    channel_id: 'channel-id',
    message: 'the plain message',
    props: {meeting_id: 'm12345678', status: 'open'},
} as unknown as Post;

const live = (joined: string[], changes = {}) => ({
    channel_id: 'channel-id',
    post_id: 'post-id',
    since,
    joined,
    ...changes,
});

let server: FakeServer;

beforeEach(() => {
    vi.stubGlobal('localStorage', memory());
    server = new FakeServer();
    server.answer('GET /plugins/blizz/api/v1/live', []);
    server.answer('GET /api/v4/posts/post-id', post);
});

afterEach(() => act(() => receivedAll([], Number.POSITIVE_INFINITY)));

function memory() {
    const kept = new Map<string, string>();
    return {
        getItem: (key: string) => kept.get(key) ?? null,
        setItem: (key: string, value: string) => kept.set(key, value),
    };
}

/** A client that shows a component. */
async function show(
    what: (client: WebClient) => React.ReactNode = () => null,
    state = stateOf({preferences: {use_military_time: 'true'}}),
) {
    const client = new WebClient(state);
    await client.settle();
    client.show(<>{what(client)}</>);
    await client.settle();
    return client;
}

/** The server sends a channel its meetings. */
async function tell(client: WebClient, joined: string[] | null, revision = Date.now()) {
    const handlers = [...client.entries.values()].filter(({method}) => method === 'registerWebSocketEventHandler');
    const handler = handlers.find(({args: [event]}) => event === 'custom_blizz_live');
    const handle = handler?.args[1] as (message: object) => void;
    await act(async () => handle({data: {channel_id: 'channel-id', revision, live: joined ? [live(joined)] : []}}));
    await client.settle();
}

const card = (client: WebClient) => {
    const [, Card] = client.registered.registerPostTypeComponent;
    return <Card post={post} />;
};

/** The bar and the mark of the channel. */
function Around({client}: {client: WebClient}) {
    const [Toast] = client.registered.registerChannelToastComponent;
    const [Mark] = client.registered.registerSidebarChannelLinkLabelComponent;
    return (
        <>
            <Toast />
            <nav>
                <Mark channel={{id: 'channel-id'} as never} />
            </nav>
        </>
    );
}

function headerLabel(client: WebClient): string {
    const [button] = [...client.entries.values()].filter(({method}) => method === 'registerChannelHeaderButtonAction');
    const entry = button?.args[0] as {tooltipText: string} | undefined;
    return entry?.tooltipText ?? '';
}

describe('Join', () => {
    test('is a real link, and also tells the server by a request that outlives the page', async () => {
        server.answer('POST /plugins/blizz/api/v1/invitations/post-id/joined', '', 200);
        await show(card);
        const join = screen.getByRole('link', {name: 'Join m12-345-678'});
        expect(join.getAttribute('href')).toBe('https://meet.confab.example/m12345678');
        const sent = vi.spyOn(window, 'fetch');
        join.addEventListener('click', (event) => event.preventDefault()); // the browser would open the link
        fireEvent.click(join);
        expect(sent.mock.calls[0]?.[1]?.keepalive).toBe(true);
        expect(server.asked('POST /plugins/blizz/api/v1/invitations/post-id/joined')).toHaveLength(1);
    });
});

describe('the card of a meeting that is on', () => {
    test('says when it began, who joined from here and how many, and shows changes', async () => {
        const client = await show(card);
        expect(screen.queryByText(/^On since/)).toBeNull();

        await tell(client, ['bob-id']);
        expect(screen.getByText('On since 14:03')).toBeDefined();
        expect(screen.getByText('1 joined from here')).toBeDefined();
        await tell(client, ['bob-id', 'alice-id']);
        expect(screen.getByText('2 joined from here')).toBeDefined();
        expect(screen.getByRole('img', {name: 'bob, alice'})).toBeDefined();
        await tell(client, null);
        expect(screen.queryByText(/^On since/)).toBeNull();
    });

    test('ignores a late event', async () => {
        const client = await show(card);
        await tell(client, ['bob-id', 'alice-id'], 2);
        await tell(client, ['bob-id'], 1);
        expect(screen.getByText('2 joined from here')).toBeDefined();
    });

    test('says after the end how long it took and how many joined', async () => {
        const over = {...post, props: {...post.props, status: 'ended', lasted_minutes: 79, joined_count: 2}};
        await show((client) => {
            const [, Card] = client.registered.registerPostTypeComponent;
            return <Card post={over as Post} />;
        });
        expect(document.body.textContent).toMatch(/Lasted 1\D+19\D+ · 2 joined from here/);
    });
});

describe('a meeting that is on', () => {
    test('loads and registers nothing while there is none', async () => {
        const client = await show();
        expect(client.registered.registerChannelToastComponent).toBeUndefined();
        expect(server.asked('GET /plugins/blizz/api/v1/live')).toHaveLength(1);
    });

    test('is offered in the channel, its header and the list of channels, until it ends', async () => {
        server.answer('GET /plugins/blizz/api/v1/live', [live(['bob-id'])]);
        const client = await show();
        expect(headerLabel(client)).toBe('Invite to a Confab meeting');
        client.show(<Around client={client} />);
        await client.settle();
        const bar = screen.getByRole('region', {name: 'A meeting is on'});
        expect(bar.textContent).toContain('Confab meeting m12-345-678 · On since 14:03');
        expect(within(bar).getByRole('link').getAttribute('href')).toBe('https://meet.confab.example/m12345678');
        expect(within(screen.getByRole('navigation')).getByRole('img', {name: 'A meeting is on'})).toBeDefined();
        expect(headerLabel(client)).toBe('Join');
        expect(screen.getAllByRole('status')).toHaveLength(1);

        await tell(client, null);
        expect(screen.queryByRole('region')).toBeNull();
        expect(screen.queryByRole('img')).toBeNull();
        expect(headerLabel(client)).toBe('Invite to a Confab meeting');
    });

    test('stays visible if it began while the list of all meetings was being loaded', async () => {
        const answer = server.hold('GET /plugins/blizz/api/v1/live', []);
        const client = await show();
        await tell(client, ['bob-id']);
        await act(async () => answer());
        await client.settle();
        expect(headerLabel(client)).toBe('Join');
        expect(server.asked('GET /plugins/blizz/api/v1/live')).toHaveLength(1);
    });

    test('is joined with the button in the header', async () => {
        server.answer('GET /plugins/blizz/api/v1/live', [live(['bob-id'])]);
        const client = await show();
        client.show(<Around client={client} />);
        await client.settle();
        const open = vi.spyOn(window, 'open').mockReturnValue(null);
        const [{action}] = client.registered.registerChannelHeaderButtonAction;
        action({id: 'channel-id'} as never);
        expect(open).toHaveBeenCalledWith('https://meet.confab.example/m12345678', '_blank', 'noopener,noreferrer');
        expect(server.asked('POST /plugins/blizz/api/v1/invitations/post-id/joined')).toHaveLength(1);
    });

    test('is dismissed for good by one click', async () => {
        server.answer('GET /plugins/blizz/api/v1/live', [live(['bob-id'])]);
        const client = await show();
        client.show(<Around client={client} />);
        await client.settle();
        fireEvent.click(screen.getByRole('button', {name: "Don't show this meeting any more"}));
        await tell(client, ['bob-id', 'alice-id']);
        expect(screen.queryByRole('region')).toBeNull();
        expect(screen.queryByRole('img')).toBeNull();
        expect(headerLabel(client)).toBe('Invite to a Confab meeting');
        expect(localStorage.getItem('blizz_dismissed')).toContain('post-id');
    });

    test('is read again after a break of the connection', async () => {
        const client = await show(card);
        server.answer('GET /plugins/blizz/api/v1/live', [live(['bob-id'])]);
        const [reconnected] = client.registered.registerReconnectHandler;
        await act(async () => reconnected());
        await client.settle();
        expect(screen.getByText('1 joined from here')).toBeDefined();
    });
});

describe('the status', () => {
    test('tells of a meeting only if the person wants it', async () => {
        const me = {remind_before_minutes: 10, show_status: false, do_not_disturb: false, show_joined: true};
        server.answer('GET /plugins/blizz/api/v1/me', me);
        server.answer('PUT /plugins/blizz/api/v1/me', {});
        await show((client) => {
            const [{sections}] = client.registered.registerUserSettings;
            const Status = sections.find(({title}) => title === 'status')?.component ?? (() => null);
            return <Status />;
        });
        fireEvent.click(screen.getByRole('button', {name: /Status in a meeting/}));
        fireEvent.click(screen.getByRole('checkbox', {name: "Let my status say that I'm in a meeting"}));
        fireEvent.click(screen.getByRole('checkbox', {name: "Don't disturb me meanwhile"}));
        fireEvent.click(screen.getByRole('checkbox', {name: 'Show others that I joined from here'}));
        await act(async () => fireEvent.click(screen.getByRole('button', {name: 'Save'})));
        expect(server.asked('PUT /plugins/blizz/api/v1/me')[0]?.body).toEqual({
            remind_before_minutes: 10,
            show_status: true,
            do_not_disturb: true,
            show_joined: false,
        });
    });
});

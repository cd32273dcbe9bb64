import {beforeEach, describe, expect, test} from 'vitest';

import {host} from '../src/host/globals';
import {FakeServer} from './host/server';
import {stateOf} from './host/state';
import {WebClient} from './host/web_client';

const settings = 'GET /plugins/blizz/api/v1/settings';

let server: FakeServer;

beforeEach(() => {
    server = new FakeServer();
});

describe('the settings', () => {
    test('are read once somebody has logged in, and not before', async () => {
        const client = new WebClient(stateOf({userId: ''}));
        await client.settle();
        expect(server.requests).toEqual([]);

        client.change(stateOf());
        client.change(stateOf());
        await client.settle();
        expect(server.asked(settings)).toHaveLength(1);
    });

    test('are read again after a break of the connection', async () => {
        const client = new WebClient();
        await client.settle();
        const [reconnected] = client.registered.registerReconnectHandler;
        reconnected();
        await client.settle();
        expect(server.asked(settings)).toHaveLength(2);
    });

    test('are no longer read when the plugin has been disabled', async () => {
        const client = new WebClient(stateOf({userId: ''}));
        client.plugin.uninitialize();
        client.change(stateOf());
        await client.settle();
        expect(server.requests).toEqual([]);
    });
});

test('requests go where Mattermost is, with its token', async () => {
    // biome-ignore lint/suspicious/noDocumentCookie: as the server sets it
    document.cookie = 'MMCSRF=token';
    const client = new WebClient(stateOf({userId: ''}));
    host.basename = '/chat';
    client.change(stateOf());
    await client.settle();
    expect(server.requests).toMatchObject([
        {
            path: '/chat/plugins/blizz/api/v1/settings',
            headers: {'X-CSRF-Token': 'token', 'X-Requested-With': 'XMLHttpRequest'},
        },
    ]);
});

test('the style sheet goes with the plugin', () => {
    const before = document.head.querySelectorAll('style').length;
    const client = new WebClient();
    expect(document.head.querySelectorAll('style')).toHaveLength(before + 1);
    client.plugin.uninitialize();
    expect(document.head.querySelectorAll('style')).toHaveLength(before);
});

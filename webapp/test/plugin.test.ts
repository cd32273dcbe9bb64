import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';

import {webClient} from '../src/mattermost/globals';
import {selectSettings} from '../src/settings';
import {FakeServer} from './mattermost/server';
import {stateOf} from './mattermost/state';
import {WebClient} from './mattermost/web_client';

const settings = 'GET /plugins/blizz/api/v1/settings';

let server: FakeServer;

beforeEach(() => {
    server = new FakeServer();
});

describe('the settings', () => {
    test('are read after somebody has logged in, and not before', async () => {
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

    describe('after a failed read', () => {
        const second = 1000;

        beforeEach(() => {
            vi.useFakeTimers();
            server.refuse(settings, 'Not now.', 503);
        });

        afterEach(() => {
            vi.useRealTimers();
        });

        /** The times of the requests in seconds, within a period. */
        async function asked(seconds: number) {
            const times = [];
            for (let time = 0; time <= seconds; time++) {
                await vi.advanceTimersByTimeAsync(time === 0 ? 0 : second);
                const requests = server.requests.splice(0).filter(({path}) => path.endsWith('/settings'));
                times.push(...requests.map(() => time));
            }
            return times;
        }

        test('are read again, at growing intervals', async () => {
            new WebClient();
            expect(await asked(200)).toEqual([0, 2, 6, 14, 30, 62, 122, 182]);
        });

        test('are not read again once they have arrived', async () => {
            const client = new WebClient();
            await asked(10);
            new FakeServer();
            await asked(10);
            expect(selectSettings(client.store.getState())?.service_name).toBe('Confab');
            expect(vi.getTimerCount()).toBe(0);
        });

        test('stay as they were if they are known', async () => {
            new FakeServer();
            const client = new WebClient();
            await vi.advanceTimersByTimeAsync(0);
            vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
            const [reconnected] = client.registered.registerReconnectHandler;
            reconnected();
            await vi.advanceTimersByTimeAsync(0);
            expect(vi.getTimerCount()).toBe(0);
            expect(selectSettings(client.store.getState())?.service_name).toBe('Confab');
        });

        test.each([
            ['once nobody is logged in', (client: WebClient) => client.change(stateOf({userId: ''}))],
            ['once the plugin has been disabled', (client: WebClient) => client.plugin.uninitialize()],
        ])('are left alone %s', async (_, leave) => {
            const client = new WebClient();
            leave(client);
            expect(await asked(200)).toEqual([0]);
        });
    });

    test('are no longer read when the plugin has been disabled', async () => {
        const client = new WebClient(stateOf({userId: ''}));
        client.plugin.uninitialize();
        client.change(stateOf());
        await client.settle();
        expect(server.requests).toEqual([]);
    });
});

test('requests go to Mattermost’s path, with its token', async () => {
    // biome-ignore lint/suspicious/noDocumentCookie: as the server sets it
    document.cookie = 'MMCSRF=token';
    const client = new WebClient(stateOf({userId: ''}));
    webClient.basename = '/chat';
    client.change(stateOf());
    await client.settle();
    const headers = {'X-CSRF-Token': 'token', 'X-Requested-With': 'XMLHttpRequest'};
    expect(server.requests).toMatchObject([
        {path: '/chat/plugins/blizz/api/v1/settings', headers},
        {path: '/chat/plugins/blizz/api/v1/live', headers},
    ]);
});

test('the style sheets are removed with the plugin', async () => {
    const before = document.head.querySelectorAll('style').length;
    const client = new WebClient();
    client.registered.registerAppBarComponent[0].action({id: 'channel-id'} as never);
    await client.settle();
    expect(document.head.querySelectorAll('style')).toHaveLength(before + 2);
    client.plugin.uninitialize();
    expect(document.head.querySelectorAll('style')).toHaveLength(before);
});

describe('the buttons', () => {
    const invite = (client: WebClient) =>
        [...client.entries.values()]
            .filter(({method}) => /ChannelHeaderButton|AppBar/.test(method))
            .map(({args}) => (args[0] as {tooltipText: string}).tooltipText);

    test('contain no call button, because profiles would use it for calls', () => {
        expect(new WebClient().registered.registerCallButtonAction).toBeUndefined();
    });

    test('have the service’s name, also after it changes', async () => {
        const client = new WebClient();
        expect(invite(client)).toEqual(Array(2).fill('Invite to a Blizz meeting'));
        await client.settle();
        expect(invite(client)).toEqual(Array(2).fill('Invite to a Confab meeting'));
    });
});

describe('the bare command', () => {
    const rooms = 'GET /plugins/blizz/api/v1/rooms?channel_id=channel-id';
    const args = {channel_id: 'channel-id', root_id: ''};

    afterEach(() => {
        vi.useRealTimers();
    });

    test('locks the message box for less than two seconds', async () => {
        const client = new WebClient();
        await client.settle();
        server.hold(rooms, {});
        vi.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => {
            const controller = new AbortController();
            setTimeout(() => controller.abort(), milliseconds);
            return controller.signal;
        });
        vi.useFakeTimers();
        const answered = vi.fn();
        const [hook] = client.registered.registerSlashCommandWillBePostedHook;
        void Promise.resolve(hook('/blizz', args)).then(answered);
        await vi.advanceTimersByTimeAsync(1499);
        expect(answered).not.toHaveBeenCalled();
        await vi.advanceTimersByTimeAsync(1);
        expect(answered).toHaveBeenCalledWith({});
        vi.restoreAllMocks();
    });
});

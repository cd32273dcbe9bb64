import type {Post} from '@mattermost/types/posts';
import type {GlobalState} from '@mattermost/types/store';
import {act, fireEvent, screen, within} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import {useSelector} from 'react-redux';
import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';

import {FakeServer} from './mattermost/server';
import {stateOf} from './mattermost/state';
import {WebClient} from './mattermost/web_client';

let server: FakeServer;

beforeEach(() => {
    server = new FakeServer();
});

function postOf(props: Record<string, unknown>, userId = 'alice-id') {
    return {
        id: 'post-id',
        type: 'custom_blizz',
        user_id: userId,
        channel_id: 'channel-id',
        message: 'the plain message',
        props,
    } as unknown as Post;
}

async function show(post: Post, client = new WebClient()) {
    const [type, Component] = client.registered.registerPostTypeComponent;
    expect(type).toBe(post.type);
    await client.settle();
    const {container, update} = client.show(<Component post={post} />);
    await client.settle();
    return {client, container, update: (changed: Post) => update(<Component post={changed} />)};
}

describe('an open invitation', () => {
    test('names the inviter and the meeting, and links to it with the template of the settings', async () => {
        await show(postOf({meeting_id: 'm12345678', topic: 'Sprint review', status: 'open'}));

        expect(screen.getByText('Sprint review')).toBeDefined();
        expect(document.body.textContent).toContain('alice invites you to join Confab meeting m12-345-678');
        const join = screen.getByRole('link', {name: 'Join m12-345-678'});
        expect(join.getAttribute('href')).toBe('https://meet.confab.example/m12345678');
        expect(join.getAttribute('target')).toBe('_blank');
        expect(join.getAttribute('rel')).toBe('noopener noreferrer');
    });

    test('shows names in the viewer’s format', async () => {
        const client = new WebClient(stateOf({preferences: {name_format: 'full_name'}}));
        await show(postOf({meeting_id: 'm12345678'}), client);
        expect(document.body.textContent).toContain('Alice Adams invites you to join');
    });

    test('has no link until the settings have arrived', async () => {
        const release = server.hold('GET /plugins/blizz/api/v1/settings', {
            service_name: 'Late',
            join_url_template: 'https://late.example/{id}',
        });
        const {client} = await show(postOf({meeting_id: 'm12345678'}));
        expect(screen.queryByRole('link')).toBeNull();
        expect(document.body.textContent).toContain('the plain message');

        release();
        await client.settle();
        expect(screen.getByRole('link').getAttribute('href')).toBe('https://late.example/m12345678');
    });

    test('follows the settings when they change', async () => {
        const {client} = await show(postOf({meeting_id: 'm12345678'}));
        const [event, handle] = client.registered.registerWebSocketEventHandler;
        expect(event).toBe('custom_blizz_settings_changed');
        handle({data: {service_name: 'New', join_url_template: 'https://new.example/{id}'}});
        await client.settle();
        expect(screen.getByRole('link').getAttribute('href')).toBe('https://new.example/m12345678');
    });

    test('shows the end when the post has ended', async () => {
        const {update} = await show(postOf({meeting_id: 'm12345678'}));
        expect(screen.getByRole('link')).toBeDefined();
        update(postOf({meeting_id: 'm12345678', status: 'ended', ended_at: 0}));
        expect(screen.queryByRole('link')).toBeNull();
        expect(screen.queryByRole('button')).toBeNull();
    });
});

describe('a card copies', () => {
    async function copied(button: string, props: Record<string, unknown>) {
        const user = userEvent.setup();
        await show(postOf({meeting_id: 'm12345678', ...props}));
        await user.click(screen.getByRole('button', {name: button}));
        expect(screen.getByRole('button', {name: 'Copied'})).toBeDefined();
        return navigator.clipboard.readText();
    }

    test('the link', async () => {
        expect(await copied('Copy link', {})).toBe('https://meet.confab.example/m12345678');
    });

    test('the password', async () => {
        expect(await copied('Copy password', {password: 'aB3-x9'})).toBe('aB3-x9');
    });

    test('the invitation as text for a mail', async () => {
        expect(await copied('Copy invitation', {topic: 'Sprint review', password: 'aB3-x9'})).toBe(
            [
                'Sprint review',
                'Join the Confab meeting:',
                'https://meet.confab.example/m12345678',
                'Meeting ID: m12-345-678',
                'Password: aB3-x9',
            ].join('\n'),
        );
    });
});

describe('the result of copying', () => {
    const status = () => screen.getAllByRole('status').map(({textContent}) => textContent);

    afterEach(() => {
        vi.useRealTimers();
        vi.restoreAllMocks();
    });

    async function copy() {
        await show(postOf({meeting_id: 'm12345678'}));
        vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout']});
        fireEvent.click(screen.getByRole('button', {name: 'Copy link'}));
        await act(() => vi.advanceTimersByTimeAsync(0));
    }

    test('is announced to screen readers once, by the region that all cards share', async () => {
        vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
        await copy();
        await act(() => vi.advanceTimersByTimeAsync(0));
        expect(status()).toEqual(['Copied']);
        await act(() => vi.advanceTimersByTimeAsync(2000));
        expect(screen.getByRole('button', {name: 'Copy link'}).closest('[aria-live]')).toBeNull();
        expect(status()).toEqual(['Copied']);
    });

    test.each([
        ['succeeds with the old command', true, 'Copied'],
        ['can be a failure', false, 'Not copied'],
    ])('%s', async (_, works, words) => {
        vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('no https'));
        document.execCommand = () => works;
        await copy();
        expect(screen.getByRole('button', {name: words})).toBeDefined();
    });
});

test('a card shows the QR code on demand', async () => {
    const user = userEvent.setup();
    await show(postOf({meeting_id: 'm12345678'}));
    const button = screen.getByRole('button', {name: 'QR code'});
    expect(screen.queryByRole('img')).toBeNull();
    await user.click(button);
    expect(button.getAttribute('aria-expanded')).toBe('true');
    const code = await screen.findByRole('img', {name: /QR code/});
    await vi.waitFor(() => expect(code.querySelector('path')?.getAttribute('d')).toMatch(/^M4 4h1v1h-1z/));
});

describe('the button to end an invitation', () => {
    const end = 'POST /plugins/blizz/api/v1/invitations/post-id/end';

    test.each([
        ['the author', 'alice-id', 'system_user', true],
        ['who may edit posts of others', 'bob-id', 'system_user system_admin', true],
        ['others not', 'bob-id', 'system_user', false],
    ])('is for %s', async (_, author, roles, may) => {
        await show(postOf({meeting_id: 'm12345678'}, author), new WebClient(stateOf({roles})));
        expect(screen.queryAllByRole('button', {name: 'End'})).toHaveLength(may ? 1 : 0);
    });

    test('is not shown in an archived channel', async () => {
        const state = stateOf({roles: 'system_user system_admin'});
        Object.assign(state.entities.channels.channels['channel-id'] ?? {}, {delete_at: 1});
        await show(postOf({meeting_id: 'm12345678'}), new WebClient(state));
        expect(screen.getByRole('link', {name: /^Join/})).toBeDefined();
        expect(screen.queryByRole('button', {name: 'End'})).toBeNull();
    });

    test('asks first, with the focus on the button to go back, which Escape presses too', async () => {
        const user = userEvent.setup();
        server.answer(end, {});
        await show(postOf({meeting_id: 'm12345678'}));
        await user.click(screen.getByRole('button', {name: 'End'}));
        expect(screen.getByRole('group', {name: /^End the invitation for everyone/})).toBeDefined();
        expect(document.activeElement?.textContent).toBe('Cancel');
        await user.keyboard('{Enter}');
        expect(document.activeElement?.textContent).toBe('End');
        await user.keyboard('{Enter}');
        expect(document.activeElement?.textContent).toBe('Cancel');
        await user.keyboard('{Escape}');
        expect(document.activeElement?.textContent).toBe('End');
        expect(server.asked(end)).toHaveLength(0);

        await user.click(screen.getByRole('button', {name: 'End'}));
        await user.click(screen.getByRole('button', {name: 'End the invitation'}));
        expect(server.asked(end)).toHaveLength(1);
    });

    test('lets the web client draw its focus ring', async () => {
        const user = userEvent.setup();
        const rings: unknown[] = [];
        const note = (event: Event) => rings.push((event as CustomEvent).detail);
        document.addEventListener('a11yfocus', note);
        await show(postOf({meeting_id: 'm12345678'}));
        await user.click(screen.getByRole('button', {name: 'End'}));
        document.removeEventListener('a11yfocus', note);
        expect(rings).toEqual([{target: screen.getByRole('button', {name: 'Cancel'}), keyboardOnly: true}]);
    });

    test('changes the card even if the web client gets no event', async () => {
        const user = userEvent.setup();
        const post = {...postOf({meeting_id: 'm12345678'}), metadata: {reactions: []}};
        server.answer(end, {...postOf({meeting_id: 'm12345678', status: 'ended'}), update_at: 1});
        const client = new WebClient();
        await client.settle();
        const [, Component] = client.registered.registerPostTypeComponent;
        const Known = () => {
            const known = useSelector(({entities}: GlobalState) => entities.posts?.posts['post-id']);
            return <Component post={known ?? (post as unknown as Post)} />;
        };
        client.show(<Known />);
        await client.settle();
        await user.click(screen.getByRole('button', {name: 'End'}));
        await user.click(screen.getByRole('button', {name: 'End the invitation'}));
        await client.settle();
        expect(screen.getByText('This meeting has ended')).toBeDefined();
        expect(document.activeElement?.className).toContain('blizz-card');
        expect(client.store.getState().entities.posts.posts['post-id']?.metadata).toEqual(post.metadata);
    });

    test('shows the server’s error, and keeps the focus', async () => {
        const user = userEvent.setup();
        const release = server.hold(end, {error: {code: 'already_over', message: 'It has ended already.'}}, 409);
        await show(postOf({meeting_id: 'm12345678'}));
        await user.click(screen.getByRole('button', {name: 'End'}));
        const confirm = screen.getByRole<HTMLButtonElement>('button', {name: 'End the invitation'});
        await user.dblClick(confirm);
        expect([confirm.disabled, confirm.getAttribute('aria-disabled')]).toEqual([false, 'true']);
        release();
        expect((await screen.findByRole('alert')).textContent).toBe('It has ended already.');
        expect(server.asked(end)).toHaveLength(1);
        expect(document.activeElement).toBe(confirm);
        expect(confirm.getAttribute('aria-disabled')).toBe('false');
    });

    test('says that the server cannot be reached', async () => {
        const user = userEvent.setup();
        await show(postOf({meeting_id: 'm12345678'}));
        await user.click(screen.getByRole('button', {name: 'End'}));
        await user.click(screen.getByRole('button', {name: 'End the invitation'}));
        expect((await screen.findByRole('alert')).textContent).toMatch(/couldn't be reached/);
    });
});

describe('the second row', () => {
    const actions = () => screen.getAllByRole('button').map(({textContent}) => textContent);

    /** Simulates a browser that reports which elements come into the window. */
    function stubWindow() {
        let see = () => {};
        class Observer {
            constructor(private readonly tell: (entries: object[]) => void) {}
            observe = (target: Element) => {
                see = () => this.tell([{isIntersecting: true, target}]);
            };
            unobserve = () => {};
        }
        vi.stubGlobal('IntersectionObserver', Observer);
        return () => act(async () => see());
    }

    test('is a single button until the card has been in the window', async () => {
        const see = stubWindow();
        await show(postOf({meeting_id: 'm12345678'}));
        expect(actions()).toEqual(['More']);
        await see();
        expect(actions()).toEqual(['Copy link', 'Copy invitation', 'QR code', 'End']);
    });

    test('appears after a press of that button, and gets the focus', async () => {
        stubWindow();
        await show(postOf({meeting_id: 'm12345678'}));
        fireEvent.click(screen.getByRole('button', {name: 'More'}));
        expect(document.activeElement?.textContent).toBe('Copy link');
    });
});

describe('the costs of a card', () => {
    test.each([
        ['an invitation', {topic: 'Sprint review'}, 12],
        ['one with a password', {topic: 'Sprint review', password: 'aB3-x9'}, 15],
        [
            'a planned one with all lines',
            {
                topic: 'Sprint review',
                starts_at: Date.now() + 86_400_000,
                duration_minutes: 30,
                repeat: 'FREQ=WEEKLY;BYDAY=MO,TH',
            },
            22,
        ],
    ])('%s has few elements', async (_, props, most) => {
        const client = new WebClient();
        client.change(withReactions(client.store.getState()));
        const {container} = await show(postOf({meeting_id: 'm12345678', ...props}), client);
        expect(container.querySelectorAll('section, section *').length).toBeLessThanOrEqual(most);
    });

    test('one subscription to the store', async () => {
        const client = new WebClient();
        const subscribe = vi.spyOn(client.store, 'subscribe');
        await show(postOf({meeting_id: 'm12345678', starts_at: Date.now() + 86_400_000}), client);
        // One is the test page's, and one the provider's, which all cards share.
        expect(subscribe.mock.calls.length).toBeLessThanOrEqual(2);
    });
});

function withReactions(state: GlobalState): GlobalState {
    const reaction = {user_id: 'bob-id', post_id: 'post-id', emoji_name: 'white_check_mark', create_at: 1};
    const posts = {posts: {'post-id': {}}, reactions: {'post-id': {bob: reaction}}};
    return {...state, entities: {...state.entities, posts}} as unknown as GlobalState;
}

describe('a screen reader reads', () => {
    test.each([
        [
            'an invitation',
            {topic: 'Sprint review', password: 'aB3-x9'},
            'Sprint review | alice invites you to join Confab meeting m12-345-678 | Password: aB3-x9 [Copy password] | [Join m12-345-678] | [Copy link] | [Copy invitation] | [QR code] | [End]',
        ],
        [
            'one without a topic',
            {},
            'Confab meeting m12-345-678 | alice invites you to join | [Join m12-345-678] | [Copy link] | [Copy invitation] | [QR code] | [End]',
        ],
        [
            'an ended one',
            {topic: 'Sprint review', status: 'ended'},
            'Sprint review | Confab meeting m12-345-678 | This meeting has ended',
        ],
    ])('%s', async (_, props, text) => {
        const {container} = await show(postOf({meeting_id: 'm12345678', ...props}));
        expect(readOut(container.querySelector('section') as Element)).toBe(text);
    });
});

/** The texts of a card's lines and controls, in order, without those hidden from screen readers. */
function readOut(card: Element): string {
    const read = (element: Element): string[] => {
        if (element.getAttribute('aria-hidden') === 'true') {
            return [];
        }
        if (element.matches('a, button')) {
            return [`[${element.getAttribute('aria-label') ?? element.textContent}]`];
        }
        if (element.matches('.blizz-card__line, .blizz-card__title')) {
            const parts = [...element.childNodes].flatMap((node) =>
                node instanceof Element && node.matches('button') ? [` ${read(node)}`] : [node.textContent],
            );
            return [parts.join('')];
        }
        return [...element.children].flatMap(read);
    };
    return read(card).join(' | ');
}

describe('an ended invitation', () => {
    const endedAt = Date.UTC(2026, 10, 23, 5, 32);

    test.each([
        ['in the viewer’s zone', {}, 'Ended Nov 23, 2:32 PM'],
        ['by a 24-hour clock for who wants it', {use_military_time: 'true'}, 'Ended Nov 23, 14:32'],
    ])('shows the time of its end, %s', async (_, preferences, text) => {
        const client = new WebClient(stateOf({preferences}));
        await show(postOf({meeting_id: 'm12345678', status: 'ended', ended_at: endedAt}), client);
        expect(document.body.textContent?.replace(/\s/g, ' ')).toContain(text);
    });

    test.each([undefined, 'yesterday', 1e300, Number.NaN, -1, 1.5, 253_402_300_800_000])(
        'renders with a time of %s',
        async (ended_at) => {
            await show(postOf({meeting_id: 'm12345678', status: 'ended', ended_at}));
            expect(screen.getByText('This meeting has ended')).toBeDefined();
        },
    );
});

describe('a forged post', () => {
    test('shows no link from its props', async () => {
        const {container} = await show(
            postOf({
                meeting_id: 'm12345678',
                meeting_link: 'https://evil.example',
                link: 'https://evil.example',
                topic: '[click](https://evil.example) <a href="https://evil.example">x</a>',
                password: 'https://evil.example',
            }),
        );
        const links = within(container).getAllByRole('link');
        expect(links.map((link) => link.getAttribute('href'))).toEqual(['https://meet.confab.example/m12345678']);
    });

    test.each([undefined, '', 'm1', 'M12345678', 'm12345678 ', 'm12345678/../evil', 12345678, ['m12345678'], {}])(
        'without a valid ID shows its message: %j',
        async (meeting_id) => {
            const {container} = await show(postOf({meeting_id, topic: 'Sprint review'}));
            expect(container.textContent).toBe('the plain message');
        },
    );

    test.each([{topic: 'x'.repeat(251)}, {password: '🔑'.repeat(129)}])(
        'with a text above the server’s limit shows its message',
        async (props) => {
            const {container} = await show(postOf({meeting_id: 'm12345678', ...props}));
            expect(container.textContent).toBe('the plain message');
        },
    );

    test.each([{topic: {}}, {topic: ['x']}, {password: 7}, {status: {}}, {topic: null, ended_at: {}}])(
        'with props of wrong types shows an invitation without them: %j',
        async (props) => {
            await show(postOf({meeting_id: 'm12345678', ...props}));
            expect(screen.getByRole('link', {name: 'Join m12-345-678'})).toBeDefined();
            expect(screen.queryByText(/Password/)).toBeNull();
        },
    );
});

import type {Post, PostType} from '@mattermost/types/posts';

import {expect, joinLink, posts, test} from '../support/test';

// Anybody can make a post of the plugin's type, with any props. Errors in the browser and opened dialogs fail each test
// automatically.

const address = 'https://go.blizz.com/join/m12345678';
const script = '<img src=x onerror=alert(1)><script>alert(2)</script><svg onload=alert(3)>';

function forged(props: object): Partial<Post> {
    return {type: 'custom_blizz' as PostType, props: props as Post['props']};
}

const meeting = {meeting_id: 'm12345678', status: 'open'};

const forgeries: Record<string, object> = {
    'foreign links in its props': {meeting_link: 'https://evil.example', join_url: 'https://evil.example'},
    'scripts for links': {
        meeting_link: 'javascript:alert(1)',
        join_url: 'data:text/html,<script>alert(1)</script>',
        href: 'javascript:alert(1)',
        join_url_template: 'javascript:alert({id})',
    },
    'a link as the service': {meeting_provider: '<a href="https://evil.example">x</a>', service_name: script},
    'markup as the texts': {topic: `[x](https://evil.example) ${script}`, password: script},
    'objects instead of texts': {topic: {toString: 'x'}, password: ['s3cret'], status: {}, meeting_provider: 7},
    'an element instead of a text': {
        topic: {$$typeof: 'Symbol(react.element)', type: 'script', props: {children: 'alert(1)'}, key: null, ref: null},
    },
    'names of prototypes': JSON.parse(
        '{"__proto__": {"topic": "polluted", "ended": true}, "constructor": {"prototype": {"topic": "polluted"}}, "hasOwnProperty": 1}',
    ),
    'extreme numbers': {starts_at: 1e308, duration_minutes: -1e308, ended_at: 1e308, repeat: 'FREQ=WEEKLY'},
    'its own attachments': {attachments: [{title: 'x', title_link: 'javascript:alert(1)', text: script}]},
};

for (const [what, props] of Object.entries(forgeries)) {
    test(`a forged invitation with ${what} has no other link`, async ({open, alice, bob, here}) => {
        await bob.post(here, 'join https://evil.example', forged({...meeting, ...props}));
        const card = posts(await open(alice)).last();
        await expect(card.getByRole('link')).toHaveCount(1);
        await expect(joinLink(card)).toHaveAttribute('href', address);
        await expect(card.locator('script, iframe, object, embed, [onerror], [onload], [src="x"]')).toHaveCount(0);
        await expect(card).not.toContainText(/polluted|\[object|Invalid|NaN|undefined/);
    });
}

test('markup in a forged invitation is shown as text', async ({open, alice, bob, here}) => {
    await bob.post(here, 'join', forged({...meeting, topic: script, password: script}));
    const card = posts(await open(alice)).last();
    await expect(card.getByText(script, {exact: true}).first()).toBeVisible();
    await expect(card).toContainText(`Password: ${script}`);
});

test('characters that change the direction affect only their own text', async ({open, alice, bob, here}) => {
    await bob.post(here, 'join', forged({...meeting, topic: '\u202egpj.exe', password: '\u2067x'}));
    const card = posts(await open(alice)).last();
    await expect(card.getByText('gpj.exe')).toBeVisible();
    await expect(card).toContainText('bob invites you to join Blizz meeting m12-345-678');
});

const ends: Record<string, unknown> = {
    'a text': 'yesterday',
    'an object': {},
    'a time before the first possible one': -8.64e15,
    'a time after the last possible one': 8.64e15 + 1,
    'the last possible time': 8.64e15,
    nothing: null,
};

for (const [what, ended_at] of Object.entries(ends)) {
    test(`an invitation with a forged end at ${what} has ended`, async ({open, alice, bob, here}) => {
        await bob.post(
            here,
            'join',
            forged({...meeting, status: 'ended', ended_at, meeting_link: 'https://evil.example'}),
        );
        const card = posts(await open(alice)).last();
        await expect(card).toContainText('This meeting has ended');
        await expect(card.getByRole('link')).toHaveCount(0);
        await expect(card).not.toContainText(/Invalid|NaN|undefined|yesterday/);
    });
}

const ids: Record<string, unknown> = {
    'too short': 'm12',
    'too long': 'm1234567890123',
    'of remote control': '123456789',
    'of a support session': 's12345678',
    'in capitals': 'M12345678',
    'in full-width digits': 'm１２３４５６７８',
    'with a line break': 'm12345678\n',
    'with markup': 'm12345678"><b>',
    'that climbs': '../evil',
    'that is a script': 'javascript:alert(1)',
    'that is a number': 12345678,
    'that is a list': ['m12345678'],
    'that is an object': {toString: 'm12345678', length: 9},
    'that is nothing': null,
};

test('a forged invitation without a meeting is a plain message', async ({open, alice, bob, here}) => {
    for (const [what, meeting_id] of Object.entries(ids)) {
        const props = {...meeting, meeting_id, topic: 'Sprint review', meeting_link: 'https://evil.example'};
        await bob.post(here, `just **words** ${what}`, forged(props));
    }
    const messages = posts(await open(alice));
    await expect(messages.filter({hasText: /just words/})).toHaveCount(Object.keys(ids).length);
    await expect(messages.filter({hasText: 'Sprint review'})).toHaveCount(0);
    await expect(messages.getByRole('link')).toHaveCount(0);
});

test('a forged invitation with endless texts is a plain message', async ({open, alice, bob, here}) => {
    const endless = 'x'.repeat(100_000);
    await bob.post(here, 'just **words**', forged({...meeting, topic: endless}));
    await bob.post(here, 'just **words**', forged({...meeting, password: endless}));
    const messages = posts(await open(alice));
    await expect(messages.filter({hasText: /just words/})).toHaveCount(2);
    await expect(messages.filter({hasText: 'xxx'})).toHaveCount(0);
    await expect(messages.getByRole('link')).toHaveCount(0);
});

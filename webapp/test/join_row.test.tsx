import type {Post} from '@mattermost/types/posts';
import {screen} from '@testing-library/react';
import React from 'react';
import {beforeEach, describe, expect, test, vi} from 'vitest';

import {FakeServer} from './mattermost/server';
import {stateOf} from './mattermost/state';
import {WebClient} from './mattermost/web_client';

const zoom = {
    key: 'zoom',
    name: 'Zoom',
    kind: 'id',
    link: 'https://zoom.us/j/{id}',
    show: {'9': '3 3 3', '11': '3 4 4'},
    hosts: ['zoom.us', '*.zoom.us'],
};
const teams = {key: 'teams', name: 'Teams', kind: 'link', hosts: ['teams.microsoft.com']};

let server: FakeServer;

beforeEach(() => {
    server = new FakeServer();
    server.answer('GET /plugins/blizz/api/v1/settings', {
        service_name: 'Confab',
        join_url_template: 'https://meet.confab.example/{id}',
        bot_user_id: 'bot-id',
        services: [zoom, teams],
    });
});

async function below(message: string, post: Partial<Post> = {}) {
    const client = new WebClient();
    client.change(withPost({id: 'post-id', message, type: '', ...post} as Post));
    await client.settle();
    const [Component] = client.registered.registerPostMessageAttachmentComponent;
    client.show(<Component postId="post-id" />);
    await client.settle();
    return client;
}

function withPost(post: Post) {
    const state = stateOf();
    return {...state, entities: {...state.entities, posts: {posts: {[post.id]: post}, reactions: {}}}} as typeof state;
}

const joined = () => screen.queryAllByRole('link').map((link) => link.getAttribute('href'));

describe('a message', () => {
    test.each([
        'https://go.blizz.com/join/m12345678',
        'see https://go.blizz.com/join/m12-345-678?lng=de.',
        '[here](http://go.teamviewer.com/v15/M12345678)',
        '<https://meet.confab.example/m12345678>',
    ])('with %s gets a row to join, with the link of the settings', async (message) => {
        await below(message);
        expect(screen.getByRole('link', {name: 'Join m12-345-678'})).toBeDefined();
        expect(joined()).toEqual(['https://meet.confab.example/m12345678']);
        expect(document.body.textContent).toContain('Confab meeting m12-345-678');
    });

    test.each([
        ['https://us02web.zoom.us/j/85996249517?pwd=abc', 'Zoom meeting 859 9624 9517'],
        ['https://teams.microsoft.com/l/meetup-join/19%3ameeting_x?context=y', 'Teams meeting'],
    ])('with %s gets a row with the link itself', async (link, name) => {
        await below(`Join here: ${link}`);
        expect(joined()).toEqual([link]);
        expect(document.body.textContent).toContain(name);
    });

    test.each([
        'https://evil.example/join/m12345678',
        'https://go.blizz.com.evil.example/join/m12345678',
        'https://go.blizz.com@evil.example/join/m12345678',
        'https://user:secret@go.blizz.com/join/m12345678',
        'https://go.blizz.com/',
        'https://go.blizz.com/s12345678',
        'ftp://go.blizz.com/join/m12345678',
        'https://notzoom.us/j/85996249517',
        'https://zoom.us/pricing',
        'https://zoom.us/j/',
        'go.blizz.com m12345678',
    ])('with %s gets no row', async (message) => {
        await below(message);
        expect(screen.queryByText('Join')).toBeNull();
    });

    test.each([{type: 'custom_blizz' as never}, {state: 'DELETED' as never}])(
        'that is %j gets no row',
        async (post) => {
            await below('https://go.blizz.com/join/m12345678', post);
            expect(screen.queryByText('Join')).toBeNull();
        },
    );

    test('gets or loses its row when it is edited', async () => {
        const client = await below('no link yet');
        expect(joined()).toEqual([]);
        client.change(withPost({id: 'post-id', message: 'https://go.blizz.com/join/m12345678', type: ''} as Post));
        await client.settle();
        expect(joined()).toHaveLength(1);
        client.change(withPost({id: 'post-id', message: 'gone', type: ''} as Post));
        expect(joined()).toEqual([]);
    });

    test('is read again when the settings change', async () => {
        const client = await below('https://new.example/m12345678');
        expect(joined()).toEqual([]);
        const [, settingsChanged] = client.registered.registerWebSocketEventHandler;
        settingsChanged({data: {service_name: 'Confab', join_url_template: 'https://new.example/{id}'}});
        await client.settle();
        expect(joined()).toEqual(['https://new.example/m12345678']);
    });
});

test('a thousand messages share one subscription to the store', async () => {
    const client = new WebClient();
    await client.settle();
    const subscribe = vi.spyOn(client.store, 'subscribe');
    const [Component] = client.registered.registerPostMessageAttachmentComponent;
    const ids = Array.from({length: 1000}, (_, i) => `post-${i}`);
    client.show(
        <>
            {ids.map((id) => (
                <Component key={id} postId={id} />
            ))}
        </>,
    );
    // The page of the tests and its provider have the other two.
    expect(subscribe.mock.calls.length).toBeLessThanOrEqual(3);
});

import type {PostEmbed} from '@mattermost/types/posts';
import {screen} from '@testing-library/react';
import React from 'react';
import {beforeEach, expect, test} from 'vitest';

import {FakeServer} from './host/server';
import {WebClient} from './host/web_client';

beforeEach(() => {
    new FakeServer();
});

async function embedded(url: string, type: PostEmbed['type'] = 'link') {
    const client = new WebClient();
    await client.settle();
    const [match, Component] = client.registered.registerPostWillRenderEmbedComponent;
    const embed = {type, url} as PostEmbed;
    return {matches: match(embed), show: () => client.show(<Component embed={embed} />)};
}

test.each([
    'https://go.blizz.com/join/m12345678',
    'https://go.blizz.com/join/m12-345-678?lng=de',
    'http://go.teamviewer.com/v15/m12345678',
    'https://meet.confab.example/m12345678',
])('a message with %s gets a row to join, by the settings', async (url) => {
    const {matches, show} = await embedded(url, 'opengraph');
    expect(matches).toBe(true);
    show();
    const join = screen.getByRole('link', {name: 'Join m12-345-678'});
    expect(join.getAttribute('href')).toBe('https://meet.confab.example/m12345678');
});

test.each([
    ['https://evil.example/join/m12345678', 'link'],
    ['https://go.blizz.com.evil.example/join/m12345678', 'link'],
    ['https://go.blizz.com@evil.example/join/m12345678', 'link'],
    ['https://go.blizz.com/', 'link'],
    ['https://go.blizz.com/join/m12345678', 'image'],
    [undefined, 'permalink'],
    [undefined, 'message_attachment'],
] as const)('%s as %s gets none', async (url, type) => {
    const {matches} = await embedded(url as string, type);
    expect(matches).toBe(false);
});

test('the web client is asked again which links lead to meetings when the template changes', async () => {
    const client = new WebClient();
    await client.settle();
    const [, settingsChanged] = client.registered.registerWebSocketEventHandler;
    const deciders = () => [...client.embeds.values()].map(([match]) => match);
    const [before] = deciders();
    const link = {type: 'link', url: 'https://new.example/m12345678'} as PostEmbed;
    expect(before?.(link)).toBe(false);

    settingsChanged({data: {service_name: 'Confab', join_url_template: 'https://new.example/{id}'}});
    expect(deciders()).toHaveLength(1);
    expect(deciders()[0]).not.toBe(before);
    expect(deciders()[0]?.(link)).toBe(true);

    settingsChanged({data: {service_name: 'New', join_url_template: 'https://new.example/{id}'}});
    client.change({...client.store.getState()});
    client.plugin.uninitialize();
    settingsChanged({data: {service_name: 'New', join_url_template: 'https://other.example/{id}'}});
    expect(deciders()).toHaveLength(1);
    expect(deciders()[0]?.(link)).toBe(true);
});

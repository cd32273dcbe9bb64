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

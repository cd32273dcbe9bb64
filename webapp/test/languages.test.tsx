import {
    isArgumentElement,
    isPluralElement,
    isSelectElement,
    type MessageFormatElement,
    parse,
} from '@formatjs/icu-messageformat-parser';
import type {Post} from '@mattermost/types/posts';
import {screen} from '@testing-library/react';
import React from 'react';
import {describe, expect, test, vi} from 'vitest';

import {FakeServer} from './mattermost/server';
import {stateOf} from './mattermost/state';
import {WebClient} from './mattermost/web_client';

const files = import.meta.glob<Record<string, string>>('../src/i18n/*.json', {eager: true, import: 'default'});
const modules = import.meta.glob<string>('../src/**/*.{ts,tsx}', {eager: true, query: '?raw', import: 'default'});

const english = files['../src/i18n/en.json'] ?? {};

describe('the message files', () => {
    // The sources contain each id as it is, or with a variable part.
    const sources = Object.values(modules).join('\n');
    const used = [...sources.matchAll(/['"](blizz\.[a-z_.]+)['"]/g)].map(([, id = '']) => id);
    const patterns = [...sources.matchAll(/`(blizz\.[a-z_.]*)\$\{\w+\}([a-z_.]*)`/g)].map(
        ([, before, after]) => new RegExp(`^${before}\\w+${after}$`),
    );

    test('contain every used message', () => {
        expect(used.filter((id) => !(id in english))).toEqual([]);
    });

    test('contain no unused message', () => {
        const isUsed = (id: string) => used.includes(id) || patterns.some((pattern) => pattern.test(id));
        expect(Object.keys(english).filter((id) => !isUsed(id))).toEqual([]);
    });
});

// Words within a branch, as in `one {once}`, are no placeholders. Only a parser can tell.
function namesIn(elements: MessageFormatElement[]): string[] {
    return elements.flatMap((element) => {
        if (isPluralElement(element) || isSelectElement(element)) {
            return [element.value, ...Object.values(element.options).flatMap((option) => namesIn(option.value))];
        }
        return isArgumentElement(element) ? [element.value] : [];
    });
}

describe.each(Object.entries(files))('%s', (path, messages) => {
    const language = path.replace(/^.*\/|\.json$/g, '');
    const shared = Object.entries(messages).filter(([id]) => id in english);

    // A missing message is no error: it shows in English.
    test('has no empty message', () => {
        expect(Object.entries(messages).filter(([, message]) => message.trim() === '')).toEqual([]);
    });

    test('has the same placeholders', () => {
        const placeholders = (message = '') => [...new Set(namesIn(parse(message)))].sort();
        const inEnglish = shared.map(([id]) => [id, placeholders(english[id])]);
        expect(shared.map(([id, message]) => [id, placeholders(message)])).toEqual(inEnglish);
    });

    test('has all plural forms of the language', () => {
        const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
        const lacking = shared
            .filter(([, message]) => message.includes(', plural,'))
            .flatMap(([id, message]) =>
                forms.filter((form) => !message.includes(` ${form} {`)).map((form) => `${id}: ${form}`),
            );
        expect(lacking).toEqual([]);
    });
});

describe('a language', () => {
    const post = {
        id: 'post-id',
        type: 'custom_blizz',
        user_id: 'alice-id',
        channel_id: 'channel-id',
        message: 'the plain message',
        props: {meeting_id: 'm12345678', status: 'ended', ended_at: Date.UTC(2026, 10, 23, 5, 32)},
    } as unknown as Post;

    async function show(locale: string) {
        new FakeServer();
        const client = new WebClient(stateOf({locale}), locale);
        const [, Component] = client.registered.registerPostTypeComponent;
        const {update} = client.show(<Component post={post} />);
        await client.settle();
        return {again: () => update(<Component key="again" post={post} />), client};
    }

    test('is loaded before a card is shown', async () => {
        await show('de');
        expect(document.body.textContent).toContain('Beendet');
    });

    test('that is missing is English throughout, with its dates', async () => {
        await show('fa');
        expect(document.body.textContent?.replace(/\s/g, ' ')).toContain('Ended Nov 23, 2:32 PM');
    });

    test('that could not be loaded is tried again when something else is shown', async () => {
        vi.doMock('../src/i18n/fr.json', () => {
            throw new TypeError('Failed to fetch dynamically imported module');
        });
        const {again, client} = await show('fr');
        expect(document.body.textContent).toContain('Ended');
        vi.doUnmock('../src/i18n/fr.json');
        again();
        await client.settle();
        expect(screen.getByText(/Ended|Terminé/)).toBeDefined();
    });

    test('names the buttons', async () => {
        const {client} = await show('de');
        const [{dropdownText, tooltipText}] = client.registered.registerChannelHeaderButtonAction;
        expect([dropdownText, tooltipText]).toEqual(Array(2).fill('Zu einem Confab-Meeting einladen'));
    });
});

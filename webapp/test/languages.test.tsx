import {act, screen} from '@testing-library/react';
import React from 'react';
import {FormattedMessage} from 'react-intl';
import {describe, expect, test, vi} from 'vitest';

import {onDemandMessages} from '../src/i18n/on_demand';
import {FakeServer} from './host/server';
import {stateOf} from './host/state';
import {WebClient} from './host/web_client';

const files = import.meta.glob<Record<string, string>>('../src/i18n/*.json', {eager: true, import: 'default'});
const modules = import.meta.glob<string>('../src/**/*.{ts,tsx}', {eager: true, query: '?raw', import: 'default'});

const english = files['../src/i18n/en.json'] ?? {};

describe('the message files', () => {
    // Ids stand in the sources as they are, or with their last part to be filled in.
    const usedIn = (source: string) => [...source.matchAll(/['"](blizz\.[a-z_.]+)['"]/g)].map(([, id = '']) => id);
    const prefixesIn = (source: string) => [...source.matchAll(/`(blizz\.[a-z_.]+\.)\$\{/g)].map(([, id = '']) => id);
    const sources = Object.values(modules).join('\n');
    const used = usedIn(sources);

    test('have every message that is used', () => {
        expect(used.filter((id) => !(id in english))).toEqual([]);
    });

    test('have none for what is loaded on demand that is used elsewhere', () => {
        const onDemand = /src\/(?:dialog\/plan_inputs|preferences\/|settings_page\/|ui\/qr_code)/;
        const everybodys = Object.entries(modules).flatMap(([path, source]) =>
            onDemand.test(path) ? [] : [...usedIn(source), ...prefixesIn(source)],
        );
        expect(everybodys.filter((id) => onDemandMessages.test(id))).toEqual([]);
        expect(used.filter((id) => onDemandMessages.test(id)).length).toBeGreaterThan(10);
    });
});

describe.each(Object.entries(files))('%s', (path, messages) => {
    const language = path.replace(/^.*\/|\.json$/g, '');
    const shared = Object.entries(messages).filter(([id]) => id in english);

    // A missing message is no error: it shows in English.
    test('has no empty message', () => {
        expect(Object.entries(messages).filter(([, message]) => message.trim() === '')).toEqual([]);
    });

    test('has the same placeholders', () => {
        const placeholders = (message = '') => [...message.matchAll(/\{(\w+)[,}]/g)].map((match) => match[1]).sort();
        const inEnglish = shared.map(([id]) => [id, placeholders(english[id])]);
        expect(shared.map(([id, message]) => [id, placeholders(message)])).toEqual(inEnglish);
    });

    test('has the forms of the plural that the language has', () => {
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
    const Join = <FormattedMessage id="blizz.join" />;

    async function show(locale: string, translations: Record<string, object>) {
        new FakeServer();
        const state = {...stateOf(), views: {i18n: {translations}}} as unknown as ReturnType<typeof stateOf>;
        const client = new WebClient(state, locale);
        client.show(Join);
        return client;
    }

    test('comes after English', async () => {
        await show('de', {de: {}});
        expect(screen.getByText('Join')).toBeDefined();
        expect(await screen.findByText('Teilnehmen')).toBeDefined();
    });

    test('waits for the web client’s own messages, which would overwrite it', async () => {
        const client = await show('de', {});
        await import('../src/i18n/de.json');
        await client.settle();
        expect(screen.getByText('Join')).toBeDefined();
        client.change({views: {i18n: {translations: {de: {}}}}} as never);
        expect(await screen.findByText('Teilnehmen')).toBeDefined();
    });

    test('is not waited for once the plugin has been disabled', async () => {
        const client = await show('de', {});
        await import('../src/i18n/de.json');
        await client.settle();
        client.plugin.uninitialize();
        client.change({views: {i18n: {translations: {de: {}}}}} as never);
        await client.settle();
        expect(screen.getByText('Join')).toBeDefined();
    });

    test('that could not be loaded is tried again', async () => {
        vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout']});
        vi.doMock('../src/i18n/fr.json', () => {
            throw new TypeError('Failed to fetch dynamically imported module');
        });
        await show('fr', {fr: {}});
        await vi.dynamicImportSettled();
        expect(screen.getByText('Join')).toBeDefined();

        vi.doUnmock('../src/i18n/fr.json');
        await act(() => vi.advanceTimersByTimeAsync(60_000));
        vi.useRealTimers();
        expect(await screen.findByText('Rejoindre')).toBeDefined();
    });

    test('that is not there is English', async () => {
        const client = await show('eo', {eo: {}});
        await client.settle();
        expect(screen.getByText('Join')).toBeDefined();
    });
});

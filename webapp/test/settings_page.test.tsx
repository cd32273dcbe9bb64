import {screen} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import {beforeEach, describe, expect, test, vi} from 'vitest';

import type {AdminSettingProps, SaveAction} from '../src/mattermost/registry';
import {FakeServer} from './mattermost/server';
import {WebClient} from './mattermost/web_client';

beforeEach(() => {
    new FakeServer();
});

/** Replaces the System Console's page, which keeps the value. */
function Page({
    setting: Setting,
    ...props
}: Partial<AdminSettingProps> & {setting: React.ComponentType<AdminSettingProps>}) {
    const [value, setValue] = React.useState(props.value);
    return (
        <Setting
            id="PluginSettings.Plugins.blizz.joinurltemplate"
            disabled={false}
            setByEnv={false}
            config={{}}
            registerSaveAction={() => {}}
            unRegisterSaveAction={() => {}}
            {...props}
            value={value}
            onChange={(id, changed) => {
                props.onChange?.(id, changed);
                setValue(changed);
            }}
        />
    );
}

/** Shows the setting. save runs the page's save checks. */
async function show(props: Partial<AdminSettingProps> = {}) {
    const client = new WebClient();
    await client.settle();
    const Setting = client.adminSettings.get('JoinURLTemplate') as React.ComponentType<AdminSettingProps>;

    const actions = new Set<SaveAction>();
    const onChange = vi.fn();
    client.show(
        <Page
            setting={Setting}
            {...props}
            onChange={onChange}
            registerSaveAction={(action) => actions.add(action)}
            unRegisterSaveAction={(action) => actions.delete(action)}
        />,
    );
    await client.settle();
    const save = async () =>
        (await Promise.all([...actions].map((action) => action()))).flatMap(({error}) => error ?? []);
    return {onChange, save};
}

const choice = (name: RegExp) => screen.getByRole<HTMLInputElement>('radio', {name});
const template = () => screen.getByRole<HTMLInputElement>('textbox', {name: 'Join link template'});

test('shows the default if nothing is set, with a preview of link and invitation', async () => {
    await show();
    expect(choice(/^Blizz/).checked).toBe(true);
    expect(screen.getByText('https://go.blizz.com/join/m12345678')).toBeDefined();
    expect(document.body.textContent).toContain('Blizz meeting m12-345-678');
});

describe('the service’s name', () => {
    async function showBoth(name: string) {
        const client = new WebClient();
        await client.settle();
        const [Name, Template] = ['ServiceName', 'JoinURLTemplate'].map(
            (key) => client.adminSettings.get(key) as React.ComponentType<AdminSettingProps>,
        );
        const actions = new Set<SaveAction>();
        client.show(
            <>
                {Template && <Page setting={Template} />}
                {Name && (
                    <Page setting={Name} id="name" value={name} registerSaveAction={(action) => actions.add(action)} />
                )}
            </>,
        );
        await client.settle();
        return async () =>
            (await Promise.all([...actions].map((action) => action()))).flatMap(({error}) => error ?? []);
    }

    test('has a preview while somebody types', async () => {
        await showBoth('Confab');
        const name = screen.getByRole('textbox', {name: 'Service name'});
        await userEvent.type(name, ' Meet');
        expect(document.body.textContent).toContain('Confab Meet meeting m12-345-678');
        await userEvent.clear(name);
        expect(document.body.textContent).toContain('Blizz meeting m12-345-678');
    });

    test.each([
        ['x'.repeat(65), 'The name is longer than 64 characters.'],
        ['Con\u200bfab', 'The name contains a control character or an invisible one.'],
    ])('is checked while somebody types: %j', async (name, words) => {
        const save = await showBoth(name);
        expect(screen.getByText(words)).toBeDefined();
        expect(await save()).toEqual([{message: words}]);
    });
});

test('accepts a preset', async () => {
    const {onChange} = await show();
    expect(screen.getByRole('group', {name: 'Join link template'}).contains(choice(/TeamViewer/))).toBe(true);
    await userEvent.click(choice(/TeamViewer/));
    expect(onChange).toHaveBeenLastCalledWith(
        'PluginSettings.Plugins.blizz.joinurltemplate',
        'https://go.teamviewer.com/v15/{id}',
    );
    expect(screen.getByText('https://go.teamviewer.com/v15/m12345678')).toBeDefined();
});

describe('a custom template', () => {
    test('is checked while somebody types, and the page shows the reason', async () => {
        const {save} = await show({value: 'https://meet.example.com/{id}'});
        expect(choice(/Another/).checked).toBe(true);
        expect(await save()).toEqual([]);

        await userEvent.clear(template());
        await userEvent.type(template(), 'https://meet.example.com/');
        expect(screen.getByText(/must contain {id} exactly once/)).toBeDefined();
        expect(screen.queryByText('Preview')).toBeNull();
        expect(await save()).toEqual([{message: expect.stringMatching(/{id} exactly once/)}]);

        await userEvent.type(template(), '{{id}');
        expect(screen.getByText('https://meet.example.com/m12345678')).toBeDefined();
        expect(await save()).toEqual([]);
    });

    test.each([
        ['https://x.example/a b/{id}', /no link may contain/],
        ['x.example/{id}', /not a complete web address/],
        ['https://me@x.example/{id}', /must not contain a user name/],
        ['https://{id}.example/', /after the host name/],
        [`https://x.example/${'x'.repeat(1024)}{id}`, /longer than/],
    ])('refuses %s', async (value, reason) => {
        const {save} = await show({value});
        expect(screen.getByText(reason)).toBeDefined();
        expect(await save()).toHaveLength(1);
    });

    test('begins with the former template', async () => {
        await show();
        await userEvent.click(choice(/Another/));
        expect(template().value).toBe('https://go.blizz.com/join/{id}');
    });
});

test('is read-only when an environment variable sets it', async () => {
    const {onChange} = await show({value: 'https://meet.example.com/{id}', setByEnv: true});
    expect(screen.getByText(/environment variable/)).toBeDefined();
    await userEvent.type(template(), 'x');
    await userEvent.click(choice(/TeamViewer/));
    expect(onChange).not.toHaveBeenCalled();
    expect(screen.getByText('https://meet.example.com/m12345678')).toBeDefined();
});

describe('further services', () => {
    const jitsi = {
        key: 'jitsi',
        name: 'Jitsi',
        trigger: 'jitsi',
        kind: 'id',
        link: 'https://{host}/{id}',
        hosts: ['{host}'],
    };
    const zoom = {key: 'zoom', name: 'Zoom', kind: 'id', link: 'https://zoom.us/j/{id}', id: '[0-9]{9,11}'};
    const check = 'POST /plugins/blizz/api/v1/settings/check';
    const fine = {errors: [], preview: null, text_error: ''};

    async function showServices(value = '', answer: object = fine) {
        const server = new FakeServer();
        server.answer('GET /plugins/blizz/api/v1/services/presets', {presets: [jitsi, zoom]});
        server.answer(check, answer);
        const client = new WebClient();
        await client.settle();
        const Setting = client.adminSettings.get('Services') as React.ComponentType<AdminSettingProps>;
        const actions = new Set<SaveAction>();
        const onChange = vi.fn();
        client.show(
            <Page
                setting={Setting}
                id="services"
                value={value}
                onChange={onChange}
                registerSaveAction={(action) => actions.add(action)}
            />,
        );
        await client.settle();
        const checked = async () => {
            await new Promise((resolve) => setTimeout(resolve, 350));
            await client.settle();
        };
        const save = async () =>
            (await Promise.all([...actions].map((action) => action()))).flatMap(({error}) => error ?? []);
        const services = () => JSON.parse((onChange.mock.lastCall?.[1] as string) || '[]');
        return {server, services, checked, save};
    }

    test('are added from a preset, which asks only for the host', async () => {
        const {services} = await showServices();
        await userEvent.selectOptions(screen.getByRole('combobox', {name: 'Add a service'}), 'Jitsi');
        expect(screen.getByRole<HTMLButtonElement>('button', {name: 'Add'}).disabled).toBe(true);
        await userEvent.type(screen.getByRole('textbox', {name: 'Your host'}), 'https://Meet.Example.com/');
        await userEvent.click(screen.getByRole('button', {name: 'Add'}));
        const host = 'meet.example.com';
        expect(services()).toEqual([{...jitsi, link: `https://${host}/{id}`, hosts: [host]}]);
    });

    test('of the same preset have different keys, and only one has the trigger', async () => {
        const {services} = await showServices(JSON.stringify([{...jitsi, link: 'https://a.example/{id}'}]));
        await userEvent.selectOptions(screen.getByRole('combobox', {name: 'Add a service'}), 'Jitsi');
        await userEvent.type(screen.getByRole('textbox', {name: 'Your host'}), 'b.example');
        await userEvent.click(screen.getByRole('button', {name: 'Add'}));
        expect(services().map(({key, trigger}: {key: string; trigger?: string}) => [key, trigger])).toEqual([
            ['jitsi', 'jitsi'],
            ['jitsi-2', undefined],
        ]);
    });

    test('can be sorted, changed and removed', async () => {
        const {services} = await showServices(JSON.stringify([zoom, {...zoom, key: 'goto', name: 'GoTo'}]));
        await userEvent.click(screen.getByRole('button', {name: 'Move GoTo up'}));
        expect(services().map(({name}: {name: string}) => name)).toEqual(['GoTo', 'Zoom']);
        await userEvent.click(screen.getByRole('button', {name: 'Edit Zoom'}));
        await userEvent.type(screen.getByRole('textbox', {name: 'Name'}), ' X');
        expect(services()[1].name).toBe('Zoom X');
        await userEvent.click(screen.getByRole('button', {name: 'Remove GoTo'}));
        expect(services().map(({name}: {name: string}) => name)).toEqual(['Zoom X']);
    });

    test('show each error at its field, and are not saved with errors', async () => {
        const message = 'Zoom: zoom.us belongs to Other already.';
        const error = {setting: 'Services', service: 0, field: 'hosts', code: 'taken', message};
        const {checked, save} = await showServices(JSON.stringify([zoom]), {...fine, errors: [error]});
        await checked();
        const hosts = screen.getByRole('textbox', {name: 'Hosts, separated by spaces'});
        expect(document.getElementById(hosts.getAttribute('aria-describedby') ?? '')?.textContent).toBe(message);
        expect(await save()).toEqual([{message}]);
    });

    test('can be tried with a text', async () => {
        const preview = {
            service: 'zoom',
            display_id: '859 9624 9517',
            join_url: 'https://zoom.us/j/85996249517',
            topic: '',
        };
        const {server, checked} = await showServices(JSON.stringify([zoom]), {...fine, preview});
        await userEvent.type(screen.getByRole('textbox', {name: 'Try a text'}), '859 9624 9517');
        await checked();
        expect(server.asked(check).at(-1)?.body).toMatchObject({text: '859 9624 9517'});
        expect(screen.getByText('https://zoom.us/j/85996249517')).toBeDefined();
    });

    const button = (name: string) => screen.getByRole('button', {name});
    const goTo = {...zoom, key: 'goto', name: 'GoTo'};
    const whereby = {...zoom, key: 'whereby', name: 'Whereby'};

    test('are also added with Enter in the host’s field, and the first unused preset is offered', async () => {
        const {services} = await showServices();
        expect(screen.getByRole<HTMLSelectElement>('combobox', {name: 'Add a service'}).value).toBe('jitsi');
        await userEvent.type(screen.getByRole('textbox', {name: 'Your host'}), '{Enter}meet.example.com{Enter}');
        expect(services()).toHaveLength(1);
        expect(document.activeElement).toBe(button('Edit Jitsi'));
        expect(screen.getByRole<HTMLSelectElement>('combobox', {name: 'Add a service'}).value).toBe('zoom');
    });

    test('that are custom begin with the name field, and show no missing fields before saving', async () => {
        const errors = ['name', 'link'].map((field) => ({
            setting: 'Services',
            service: 0,
            field,
            code: 'missing',
            message: `1: \`${field}\` is missing.`,
        }));
        const {checked, save} = await showServices('', {...fine, errors});
        await userEvent.selectOptions(screen.getByRole('combobox', {name: 'Add a service'}), 'Another service…');
        await userEvent.click(button('Add'));
        expect(document.activeElement).toBe(screen.getByRole('textbox', {name: 'Name'}));
        await checked();
        expect(screen.queryByText('1: name is missing.')).toBeNull();
        expect(await save()).toContainEqual({message: '1: name is missing.'});
        expect(await screen.findByText('1: name is missing.')).toBeDefined();
        expect(document.activeElement).toBe(screen.getByRole('textbox', {name: 'Name'}));
    });

    test('keep the focus when they are moved or removed', async () => {
        await showServices(JSON.stringify([zoom, goTo, whereby]));
        await userEvent.click(button('Move Whereby up'));
        expect(document.activeElement).toBe(button('Move Whereby up'));
        await userEvent.click(button('Move Whereby up'));
        expect(document.activeElement).toBe(button('Edit Whereby'));
        await userEvent.click(button('Remove Zoom'));
        expect(document.activeElement).toBe(button('Edit GoTo'));
        await userEvent.click(button('Remove GoTo'));
        expect(document.activeElement).toBe(button('Edit Whereby'));
        await userEvent.click(button('Remove Whereby'));
        expect(document.activeElement).toBe(screen.getByRole('combobox', {name: 'Add a service'}));
    });

    test('stay open and keep their errors when they are moved', async () => {
        const message = 'Zoom: zoom.us belongs to Other already.';
        const error = {setting: 'Services', service: 1, field: 'hosts', code: 'taken', message};
        const {checked} = await showServices(JSON.stringify([goTo, zoom]), {...fine, errors: [error]});
        await checked();
        await userEvent.click(button('Move Zoom up'));
        expect(button('Edit Zoom').getAttribute('aria-expanded')).toBe('true');
        expect(button('Edit GoTo').getAttribute('aria-expanded')).toBe('false');
        expect(button('Edit Zoom').closest('li')?.textContent).toContain(message);
    });

    test('stay open after their error is corrected', async () => {
        const error = {setting: 'Services', service: 0, field: 'hosts', code: 'taken', message: 'Taken.'};
        const {server, checked} = await showServices(JSON.stringify([zoom]), {...fine, errors: [error]});
        await checked();
        server.answer(check, fine);
        await userEvent.type(screen.getByRole('textbox', {name: 'Hosts, separated by spaces'}), 'a.example, b.example');
        await checked();
        const hosts = screen.getByRole<HTMLInputElement>('textbox', {name: 'Hosts, separated by spaces'});
        expect(hosts.value).toBe('a.example, b.example');
        expect(document.activeElement).toBe(hosts);
    });

    test('are tried with the typed values of the other settings', async () => {
        const {server, checked} = await showServices();
        const client = new WebClient();
        await client.settle();
        const Template = client.adminSettings.get('JoinURLTemplate') as React.ComponentType<AdminSettingProps>;
        client.show(<Page setting={Template} value="https://meet.example.com/{id}" />);
        await client.settle();
        await checked();
        expect(server.asked(check).at(-1)?.body).toMatchObject({join_url_template: 'https://meet.example.com/{id}'});
    });

    test('can be a list in the config file, and as text show their errors below', async () => {
        const message = '1: hosts is missing.';
        const error = {setting: 'Services', service: 0, field: 'hosts', code: 'missing', message};
        const {checked} = await showServices([zoom] as unknown as string, {...fine, errors: [error]});
        await userEvent.click(button('Edit as JSON'));
        const field = screen.getByRole<HTMLTextAreaElement>('textbox', {name: 'Services as JSON'});
        expect(JSON.parse(field.value)).toEqual([zoom]);
        await checked();
        expect(screen.getByText(message)).toBeDefined();
    });

    test.each(['[{"hosts": "zoom.us"}]', '[{"name": 5}]', '[{"show": {"9": 3}}]', '[null]'])(
        'that no fields can show are edited as text: %s',
        async (value) => {
            await showServices(value);
            expect(screen.getByRole<HTMLTextAreaElement>('textbox', {name: 'Services as JSON'}).value).toBe(value);
            expect(screen.queryByRole('button', {name: 'Edit in fields'})).toBeNull();
        },
    );

    test('that cannot be read are edited as text', async () => {
        const error = {setting: 'Services', service: -1, field: '', code: 'not_json', message: 'No list.'};
        const {checked} = await showServices('[{', {...fine, errors: [error]});
        await checked();
        expect(screen.getByRole<HTMLTextAreaElement>('textbox', {name: 'Services as JSON'}).value).toBe('[{');
        expect(screen.getByText('No list.')).toBeDefined();
    });
});

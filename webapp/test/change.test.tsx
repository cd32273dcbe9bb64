import type {Post} from '@mattermost/types/posts';
import {fireEvent, screen} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import {beforeEach, describe, expect, test} from 'vitest';

import {FakeServer} from './mattermost/server';
import {WebClient} from './mattermost/web_client';

const change = 'PATCH /plugins/blizz/api/v1/invitations/post-id';
const check = 'POST /plugins/blizz/api/v1/invitations/post-id/check';
const skip = 'POST /plugins/blizz/api/v1/invitations/post-id/skip';

const day = 86_400_000;

/** 10:00 in Tokyo, where everybody is, on a day in the future. */
const start = Math.ceil(Date.now() / day) * day + 7 * day + 3_600_000;

/** The server's answer for a change. */
const whatItWouldBe = {
    service: 'blizz',
    meeting_id: 'm12345678',
    display_id: 'm12-345-678',
    join_url: 'https://go.blizz.com/join/m12345678',
    topic: 'Retro',
    password: '',
    starts_at: start,
    duration_minutes: 45,
    repeat: '',
    message: '',
};

let server: FakeServer;

beforeEach(() => {
    server = new FakeServer();
    server.answer(change, postOf({}));
    server.answer(check, whatItWouldBe);
    server.answer(skip, postOf({}));
});

function postOf(props: Record<string, unknown>) {
    return {
        id: 'post-id',
        type: 'custom_blizz',
        user_id: 'alice-id',
        channel_id: 'channel-id',
        message: 'the plain message',
        props: {
            service: 'blizz',
            meeting_id: 'm12345678',
            topic: 'Sprint review',
            status: 'open',
            starts_at: start,
            duration_minutes: 45,
            time_zone: 'Asia/Tokyo',
            ...props,
        },
    } as unknown as Post;
}

async function show(props: Record<string, unknown> = {}) {
    const client = new WebClient();
    await client.settle();
    const [, Component] = client.registered.registerPostTypeComponent;
    client.show(<Component post={postOf(props)} />);
    await client.settle();
    return client;
}

async function open(props: Record<string, unknown> = {}) {
    const client = await show(props);
    await userEvent.click(screen.getByRole('button', {name: 'Change'}));
    await client.settle();
    return client;
}

const save = () => screen.getByRole<HTMLButtonElement>('button', {name: 'Save'});
const field = (name: string) => screen.getByLabelText<HTMLInputElement>(name);
const changed = () => server.asked(change).map(({body}) => body);

describe('a planned invitation', () => {
    test('is changed in the filled dialog, which sends only the changed fields', async () => {
        const client = await open();
        const dialog = screen.getByRole('dialog', {name: 'Change the meeting'});
        expect(dialog).toBeDefined();
        expect([field('Meeting').value, field('Topic (optional)').value]).toEqual(['m12-345-678', 'Sprint review']);
        expect([field('Time').value, field('Duration').value]).toEqual(['10:00', '45']);
        expect(save().disabled).toBe(true);

        fireEvent.change(field('Time'), {target: {value: '11:30'}});
        await userEvent.click(save());
        await client.settle();
        expect(changed()).toEqual([{starts_at: start + 5_400_000}]);
        expect(screen.queryByRole('dialog')).toBeNull();
    });

    test('shows the server’s error at the field', async () => {
        server.refuse(change, 'That is in the past.', 400, 'invalid_start');
        const client = await open();
        fireEvent.change(field('Date'), {target: {value: '2020-01-01'}});
        await userEvent.click(save());
        await client.settle();
        const note = document.getElementById(field('Date').getAttribute('aria-describedby') ?? '');
        expect(note?.textContent).toBe('That is in the past.');
        expect(screen.getByRole('dialog')).toBeDefined();
    });

    test('shows a preview before it is saved', async () => {
        const client = await open();
        await client.checked();
        expect(server.asked(check)).toEqual([]);
        fireEvent.change(field('Topic (optional)'), {target: {value: 'Retro'}});
        await client.checked();
        expect(server.asked(check).map(({body}) => body)).toEqual([{topic: 'Retro'}]);
        expect(screen.getByText('Preview').parentElement?.textContent).toContain('Retro');
        expect(changed()).toEqual([]);
    });

    test('shows the server’s error beside the field while somebody types', async () => {
        const client = await open();
        server.refuse(check, 'No meeting.', 400, 'invalid_meeting');
        fireEvent.change(field('Meeting'), {target: {value: 'm1'}});
        await client.checked();
        const note = document.getElementById(field('Meeting').getAttribute('aria-describedby') ?? '');
        expect(note?.textContent).toBe('No meeting.');
        expect(save().disabled).toBe(true);

        server.answer(check, whatItWouldBe);
        fireEvent.change(field('Meeting'), {target: {value: 'm12345679'}});
        await client.checked();
        expect(field('Meeting').getAttribute('aria-invalid')).not.toBe('true');
        expect(save().disabled).toBe(false);
    });

    test('has no button to change it if it starts at once', async () => {
        await show({starts_at: undefined});
        expect(screen.queryByRole('button', {name: 'Change'})).toBeNull();
    });
});

describe('a series', () => {
    const weekly = {repeat: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO'};

    test('can be changed as a whole', async () => {
        const client = await open(weekly);
        expect(field('Every … weeks').value).toBe('2');
        fireEvent.change(field('Every … weeks'), {target: {value: '1'}});
        await userEvent.click(save());
        await client.settle();
        expect(changed()).toEqual([{repeat: 'FREQ=WEEKLY;BYDAY=MO'}]);
    });

    test('can be changed in its next start only', async () => {
        const client = await open({repeat: 'FREQ=DAILY'});
        fireEvent.change(field('What to change'), {target: {value: 'one'}});
        expect(screen.queryByLabelText('Repeat')).toBeNull();
        fireEvent.change(field('Time'), {target: {value: '12:00'}});
        await userEvent.click(save());
        await client.settle();
        expect(changed()).toEqual([{occurrence: start, starts_at: start + 7_200_000}]);
    });

    test('can be cancelled in its next start only, or as a whole', async () => {
        const client = await show({repeat: 'FREQ=DAILY'});
        await userEvent.click(screen.getByRole('button', {name: 'Cancel meeting'}));
        expect(screen.getByRole('button', {name: 'Cancel the whole series'})).toBeDefined();
        await userEvent.click(screen.getByRole('button', {name: /^Skip /}));
        await client.settle();
        expect(server.asked(skip).map(({body}) => body)).toEqual([{starts_at: start}]);
        expect(document.activeElement?.textContent).toBe('Cancel meeting');
    });
});

import type {Post} from '@mattermost/types/posts';
import {fireEvent, screen} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import {beforeEach, expect, test} from 'vitest';

import {FakeServer} from './mattermost/server';
import {WebClient} from './mattermost/web_client';

const api = '/plugins/blizz/api/v1';
const link = 'https://acme.zoom.us/j/85996249517?pwd=aB3';
const warning = 'This link holds a key or a password.';
const start = Math.ceil(Date.now() / 86_400_000) * 86_400_000 + 7 * 86_400_000;

let server: FakeServer;

/** Accepts the link only with a confirmation, as the server does. */
function guarded(body: unknown, status: number) {
    return (asked: unknown) =>
        (asked as {confirmed?: boolean}).confirmed
            ? {status, body}
            : {status: 409, body: {error: {code: 'link_with_secret', message: warning}}};
}

beforeEach(() => {
    server = new FakeServer();
    const checked = {
        service: 'zoom',
        meeting_id: '',
        display_id: '859 9624 9517',
        join_url: link,
        topic: '',
        password: '',
        starts_at: 0,
        duration_minutes: 0,
        repeat: '',
        message: 'the message',
    };
    server.answerBy(`POST ${api}/invitations/check`, guarded(checked, 200));
    server.answerBy(`POST ${api}/invitations`, guarded({}, 201));
    server.answer(`GET ${api}/rooms?channel_id=channel-id`, {
        mine: null,
        channel: null,
        recent: [],
        can_set_channel: true,
    });
    server.answerBy(
        `PUT ${api}/rooms/channels/channel-id`,
        guarded({display_id: '859 9624 9517', join_url: link}, 200),
    );
    server.answerBy(`PATCH ${api}/invitations/post-id`, guarded(plannedPost(), 200));
});

function plannedPost() {
    const props = {
        service: 'blizz',
        meeting_id: 'm12345678',
        status: 'open',
        starts_at: start,
        time_zone: 'Asia/Tokyo',
    };
    const post = {
        id: 'post-id',
        type: 'custom_blizz',
        user_id: 'alice-id',
        channel_id: 'channel-id',
        message: '',
        props,
    };
    return post as unknown as Post;
}

async function started() {
    const client = new WebClient();
    await client.settle();
    return client;
}

/** Opens the dialog that posts an invitation. */
async function openDialog() {
    const client = await started();
    client.show(<main />);
    const [{action}] = client.registered.registerChannelHeaderButtonAction;
    action({id: 'channel-id'} as never);
    await client.settle();
    return client;
}

/** Pastes the link, and waits for the server's answer. */
async function pastes(client: WebClient) {
    fireEvent.change(screen.getByRole('textbox', {name: /Meeting/}), {target: {value: link}});
    await client.checked();
}

const confirmation = () => screen.getByRole<HTMLInputElement>('checkbox', {name: 'Use this link all the same'});
const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', {name});
const bodies = (route: string) => server.asked(route).map(({body}) => body);

test('a link with a key is posted, and saved as a room, after the person has confirmed', async () => {
    const client = await openDialog();
    await pastes(client);
    expect(screen.getByRole('alert').textContent).toContain(warning);
    expect(button('Post').disabled).toBe(true);

    await userEvent.click(confirmation());
    await client.checked();
    expect(screen.getByRole('dialog').textContent).toContain('859 9624 9517');
    expect(screen.getByRole('alert').textContent).toContain(warning);
    await userEvent.click(screen.getByRole('checkbox', {name: 'Keep for this channel'}));
    await userEvent.click(button('Post'));
    await client.settle();
    expect(bodies(`POST ${api}/invitations`)).toEqual([
        {channel_id: 'channel-id', meeting: link, confirmed: true, pending_post_id: expect.anything()},
    ]);
    expect(bodies(`PUT ${api}/rooms/channels/channel-id`)).toEqual([{meeting: link, confirmed: true}]);
});

test('another link needs a new confirmation', async () => {
    const client = await openDialog();
    await pastes(client);
    await userEvent.click(confirmation());
    await client.checked();
    fireEvent.change(screen.getByRole('textbox', {name: /Meeting/}), {target: {value: `${link}x`}});
    await client.checked();
    expect(confirmation().checked).toBe(false);
    expect(button('Post').disabled).toBe(true);
});

test('a room takes a link with a key after the person has confirmed', async () => {
    const client = await started();
    client.show(<main />);
    const [{action}] = client.registered.registerChannelHeaderMenuAction;
    action('channel-id');
    await client.settle();
    await pastes(client);
    expect(button('Save').disabled).toBe(true);
    await userEvent.click(confirmation());
    await client.checked();
    await userEvent.click(button('Save'));
    await client.settle();
    expect(bodies(`PUT ${api}/rooms/channels/channel-id`)).toEqual([{meeting: link, confirmed: true}]);
});

test('a planned meeting takes a new link with a key after the person has confirmed', async () => {
    const client = await started();
    const [, Component] = client.registered.registerPostTypeComponent;
    client.show(<Component post={plannedPost()} />);
    await client.settle();
    await userEvent.click(button('Change'));
    await client.settle();
    fireEvent.change(screen.getByRole('textbox', {name: /Meeting/}), {target: {value: link}});
    await userEvent.click(button('Save'));
    await client.settle();
    expect(screen.getAllByRole('alert').map(({textContent}) => textContent)).toEqual([
        expect.stringContaining(warning),
    ]);
    await userEvent.click(confirmation());
    await userEvent.click(button('Save'));
    await client.settle();
    expect(bodies(`PATCH ${api}/invitations/post-id`)).toEqual([{meeting: link}, {meeting: link, confirmed: true}]);
    expect(screen.queryByRole('dialog')).toBeNull();
});

import {fireEvent, screen} from '@testing-library/react';
import React from 'react';
import {beforeEach, expect, test, vi} from 'vitest';

import {onDemand} from '../src/ui/on_demand';
import {FakeServer} from './host/server';
import {WebClient} from './host/web_client';

const network = vi.hoisted(() => ({works: true}));

vi.mock('../src/dialog/plan_inputs', async (original) => {
    const inputs = await original<typeof import('../src/dialog/plan_inputs')>();
    return {
        get PlanInputs() {
            if (!network.works) {
                throw new TypeError('Failed to fetch dynamically imported module');
            }
            return inputs.PlanInputs;
        },
    };
});

beforeEach(() => {
    new FakeServer();
    network.works = true;
});

test('what could not be loaded says what to do, and is tried again where it is shown next', async () => {
    const load = vi.fn();
    load.mockRejectedValueOnce(new TypeError('Failed to fetch'));
    load.mockResolvedValue(({name}: {name: string}) => <p>Hello {name}</p>);
    const Part = onDemand<{name: string}>(load);
    const client = new WebClient();
    const {update} = client.show(<Part name="Alice" />);
    await client.settle();
    expect(screen.getByRole('alert').textContent).toMatch(/couldn't be loaded.*reload the page/);

    update(<main />);
    update(<Part name="Alice" />);
    await client.settle();
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.getByText('Hello Alice')).toBeDefined();

    update(
        <>
            <Part name="Bob" />
            <Part name="Carol" />
        </>,
    );
    expect(screen.getByText('Hello Carol')).toBeDefined();
    expect(load).toHaveBeenCalledTimes(2);
});

test('no start is posted that nobody has seen', async () => {
    const client = new WebClient();
    await client.settle();
    client.show(<main />);
    client.registered.registerAppBarComponent[0].action({id: 'channel-id'} as never);
    await client.settle();
    fireEvent.change(screen.getByLabelText('Meeting'), {target: {value: 'm12-345-678'}});
    const post = screen.getByRole<HTMLButtonElement>('button', {name: 'Post'});
    const later = screen.getByRole('checkbox', {name: 'Start later'});

    network.works = false;
    fireEvent.click(later);
    expect((await screen.findByRole('alert')).textContent).toMatch(/reload the page/);
    expect(post.disabled).toBe(true);
    fireEvent.click(later);
    expect(post.disabled).toBe(false);

    network.works = true;
    fireEvent.click(later);
    expect((await screen.findByLabelText<HTMLInputElement>('Date')).value).not.toBe('');
    expect(post.disabled).toBe(false);
});

import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {join, resolve} from 'node:path';
import {createInterface} from 'node:readline';

import type {FullConfig} from '@playwright/test';

import {variable} from './place';

const e2e = resolve(__dirname, '../../..');

/**
 * Starts a real Mattermost with the plugin and the test page for each worker. If MATTERMOST_CLIENT names a Mattermost
 * release, it also starts one with that client. Returns a function that stops them.
 */
export default async function serve({workers}: FullConfig): Promise<() => Promise<void>> {
    const release = process.env.MATTERMOST_CLIENT;
    const client = release && ['-client', join(resolve(release), 'client')];
    const servers: Server[] = [];
    for (let worker = 0; worker < workers; worker++) {
        servers.push(start([], variable('page', worker)));
        if (client) {
            servers.push(start(client, variable('mattermost', worker)));
        }
        // The first one builds the program for all.
        await servers[0].ready;
    }
    await Promise.all(servers.map(({ready}) => ready));
    return async () => {
        await Promise.all(servers.map(({stop}) => stop()));
    };
}

type Server = {ready: Promise<void>; stop: () => Promise<void>};

function start(args: string[], variable: string): Server {
    const server = spawn('go', ['run', './cmd/serve', ...args], {cwd: e2e, stdio: ['pipe', 'pipe', 'inherit']});
    const ready = firstLine(server).then((line) => {
        process.env[variable] = line;
    });
    const stop = async () => {
        const ended = once(server, 'exit');
        server.stdin!.end();
        await ended;
    };
    return {ready, stop};
}

/** It may take minutes: the first time, Mattermost is built. */
async function firstLine(server: ChildProcess): Promise<string> {
    for await (const line of createInterface({input: server.stdout!})) {
        return line;
    }
    throw new Error('the server has ended without saying where it is');
}

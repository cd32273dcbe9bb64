import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {join, resolve} from 'node:path';
import {createInterface} from 'node:readline';

import {variables} from './place';

const e2e = resolve(__dirname, '../../..');

/**
 * Starts a real Mattermost with the plugin and the test page for the whole run, and a second one with the client of the
 * Mattermost release that MATTERMOST_CLIENT names, if it does. What it returns stops them again.
 */
export default async function serve(): Promise<() => Promise<void>> {
    const servers = [start([], variables.page)];
    const release = process.env.MATTERMOST_CLIENT;
    if (release) {
        // One after the other: both build the same program.
        await servers[0].ready;
        servers.push(start(['-client', join(resolve(release), 'client')], variables.mattermost));
    }
    await Promise.all(servers.map(({ready}) => ready));
    return async () => {
        await Promise.all(servers.map(({stop}) => stop()));
    };
}

function start(args: string[], variable: string) {
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

import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {resolve} from 'node:path';
import {createInterface} from 'node:readline';

const e2e = resolve(__dirname, '../../..');

/** Starts a real Mattermost with the plugin for the whole run; what it returns stops it again. */
export default async function serve(): Promise<() => Promise<void>> {
    const server = spawn('go', ['run', './cmd/serve'], {cwd: e2e, stdio: ['pipe', 'pipe', 'inherit']});
    process.env.BLIZZ_E2E_PLACE = await firstLine(server);
    return async () => {
        const ended = once(server, 'exit');
        server.stdin!.end();
        await ended;
    };
}

/** It may take minutes: the first time, Mattermost is built. */
async function firstLine(server: ChildProcess): Promise<string> {
    for await (const line of createInterface({input: server.stdout!})) {
        return line;
    }
    throw new Error('the server has ended without saying where it is');
}

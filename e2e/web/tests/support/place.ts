/** Where a server of this run is, and who is on it: what `cmd/serve` prints. */
export type Place = {url: string; team: string; people: string[]; password: string};

/** Which web client a server of this run serves: the test page, or Mattermost's own. */
export type Client = 'page' | 'mattermost';

/** The environment variable that carries the place of a worker's server from the run's start to the worker. */
export function variable(client: Client, worker: number): string {
    return `BLIZZ_E2E_${client.toUpperCase()}_${worker}`;
}

let client: Client = 'page';

/** Makes place() mean the server with that client. A worker runs the tests of one project, and so of one client. */
export function visit(chosen: Client): void {
    client = chosen;
}

/** The worker's own server: Playwright numbers the workers that run side by side. */
export const place = (): Place => JSON.parse(process.env[variable(client, Number(process.env.TEST_PARALLEL_INDEX))]!);

/** The address of a server of this run, and its people: the output of `cmd/serve`. */
export type Place = {url: string; team: string; people: string[]; password: string};

/** The web client of a server: the test page, or Mattermost's own. */
export type Client = 'page' | 'mattermost';

/** The environment variable that holds the place of a worker's server. */
export function variable(client: Client, worker: number): string {
    return `BLIZZ_E2E_${client.toUpperCase()}_${worker}`;
}

let client: Client = 'page';

/** Selects the server with that client for place(). A worker runs the tests of one project, and so of one client. */
export function visit(chosen: Client): void {
    client = chosen;
}

/** The worker's own server. Playwright numbers the parallel workers. */
export const place = (): Place => JSON.parse(process.env[variable(client, Number(process.env.TEST_PARALLEL_INDEX))]!);

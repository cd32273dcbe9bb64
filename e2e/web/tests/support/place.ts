/** Where a server of this run is, and who is on it: what `cmd/serve` prints. */
export type Place = {url: string; team: string; people: string[]; password: string};

/** Which web client a server of this run serves: the test page, or Mattermost's own. */
export type Client = 'page' | 'mattermost';

/** The environment variables that carry the places from the run's start to the workers. */
export const variables: Record<Client, string> = {
    page: 'BLIZZ_E2E_PLACE',
    mattermost: 'BLIZZ_E2E_MATTERMOST_PLACE',
};

let client: Client = 'page';

/** Makes place() mean the server with that client. A worker runs the tests of one project, and so of one client. */
export function visit(chosen: Client): void {
    client = chosen;
}

export const place = (): Place => JSON.parse(process.env[variables[client]]!);

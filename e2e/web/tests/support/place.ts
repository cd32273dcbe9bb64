/** Where the server of this run is, and who is on it: what `cmd/serve` prints. */
type Place = {url: string; team: string; people: string[]; password: string};

export const place = (): Place => JSON.parse(process.env.BLIZZ_E2E_PLACE!);

import type {Reporter} from '@playwright/test/reporter';

/** Lists at the end of a run the tests that had no Mattermost client to run in. */
export default class LeftOut implements Reporter {
    printsToStdio(): boolean {
        return false;
    }

    async onExit(): Promise<void> {
        if (!process.env.MATTERMOST_CLIENT) {
            console.log(
                "Left out: the tests in Mattermost's own client. Set MATTERMOST_CLIENT to the folder of an unpacked Mattermost release to run them.",
            );
        }
    }
}

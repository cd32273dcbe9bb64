import type {CDPSession} from '@playwright/test';

/** The CPU time of a page's main thread in milliseconds: for styles and layout, and for the rest, which is scripts. */
export type Spent = {script: number; layout: number};

/** Starts the measurement. It uses CPU time, which other programs do not change. */
export async function count(devtools: CDPSession): Promise<void> {
    await devtools.send('Performance.enable', {timeDomain: 'threadTicks'});
}

export async function spent(devtools: CDPSession): Promise<Spent> {
    const {metrics} = await devtools.send('Performance.getMetrics');
    const milliseconds = (name: string) => 1000 * metrics.find((metric) => metric.name === name)!.value;
    const layout = milliseconds('LayoutDuration') + milliseconds('RecalcStyleDuration');
    // ScriptDuration leaves out the callbacks of promises, such as drawing after an answer from the server.
    return {script: milliseconds('TaskDuration') - layout, layout};
}

export function median(pages: Spent[]): Spent {
    const middle = (kind: keyof Spent) =>
        pages.map((page) => page[kind]).sort((a, b) => a - b)[Math.floor(pages.length / 2)];
    return {script: middle('script'), layout: middle('layout')};
}

/** The cost of one post, as a part of the difference to a page without posts. */
export function cost(page: Spent, none: Spent, posts: number): Spent {
    const each = (kind: keyof Spent) => (page[kind] - none[kind]) / posts;
    return {script: each('script'), layout: each('layout')};
}

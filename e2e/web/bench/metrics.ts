import type {CDPSession} from '@playwright/test';

/** What a page's main thread has worked, in milliseconds of CPU: for styles and layout, and for all else, which is scripts. */
export type Spent = {script: number; layout: number};

/** Begins to count. CPU time, as other programs on the machine don't add to it. */
export async function count(devtools: CDPSession): Promise<void> {
    await devtools.send('Performance.enable', {timeDomain: 'threadTicks'});
}

export async function spent(devtools: CDPSession): Promise<Spent> {
    const {metrics} = await devtools.send('Performance.getMetrics');
    const milliseconds = (name: string) => 1000 * metrics.find((metric) => metric.name === name)!.value;
    const layout = milliseconds('LayoutDuration') + milliseconds('RecalcStyleDuration');
    // ScriptDuration leaves out what runs when a promise is kept, as drawing after an answer from the server does.
    return {script: milliseconds('TaskDuration') - layout, layout};
}

export function median(pages: Spent[]): Spent {
    const middle = (kind: keyof Spent) =>
        pages.map((page) => page[kind]).sort((a, b) => a - b)[Math.floor(pages.length / 2)];
    return {script: middle('script'), layout: middle('layout')};
}

/** What one of so many posts adds to a page without any. */
export function cost(page: Spent, none: Spent, posts: number): Spent {
    const each = (kind: keyof Spent) => (page[kind] - none[kind]) / posts;
    return {script: each('script'), layout: each('layout')};
}

/** Hebrew, Arabic and the like. */
const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/;

/**
 * A text that keeps its own direction inside another text. The marks do in a line what a bdi element does, without one
 * more element a card; a text that runs as ours do needs none.
 */
export function isolate(text: string): string {
    return rightToLeft.test(text) ? `\u2068${text}\u2069` : text;
}

/** Characters of Hebrew, Arabic and other scripts from right to left. */
const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/;

/**
 * A text that keeps its own direction inside another text. The marks work like a bdi element, without another element.
 * A text from left to right needs no marks.
 */
export function isolate(text: string): string {
    return rightToLeft.test(text) ? `\u2068${text}\u2069` : text;
}

/** The browser's answers. Asking takes long, and each card asks at each change of the store. */
const answers = new Map<string, boolean>();

/** Anybody can post zones with any names, so the number of kept answers is limited. */
const mostAnswers = 100;

/** Whether any value is the IANA name of a time zone that the browser knows. */
export function isTimeZone(value: unknown): value is string {
    if (typeof value !== 'string' || !/^[A-Z][\w+-]*(?:\/[\w+-]+)*$/i.test(value)) {
        return false;
    }
    if (!answers.has(value)) {
        if (answers.size >= mostAnswers) {
            answers.clear();
        }
        answers.set(value, isKnown(value));
    }
    return answers.get(value) === true;
}

function isKnown(timeZone: string): boolean {
    try {
        return Boolean(new Intl.DateTimeFormat('en', {timeZone}));
    } catch {
        return false;
    }
}

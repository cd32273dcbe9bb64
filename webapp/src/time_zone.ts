/** What the browser has said. It takes long to, and is asked for every card at every change of the store. */
const answers = new Map<string, boolean>();

/** Anybody can post zones of any name, so not all are kept. */
const mostAnswers = 100;

/** Whether a value from anywhere is the IANA name of a time zone that the browser knows. */
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

import React from 'react';

import {type CheckedInvitation, RefusedError} from '../client';

/** How long nobody must have typed before the server is asked, in milliseconds. */
const pause = 300;

/** Asks the server what would be posted, or how a change would read. */
type Ask<Question> = (question: Question, signal: AbortSignal) => Promise<CheckedInvitation>;

/** What the server says of an invitation. It says nothing until it has answered, or where it can't be asked. */
export interface Check {
    checked?: CheckedInvitation;
    refusal?: RefusedError;
    /** What was last right. It stays to be seen while the next answer is on its way. */
    last?: CheckedInvitation;
}

interface Answer {
    checked?: CheckedInvitation;
    refusal?: RefusedError;
}

/**
 * Asks the server, while somebody types, what would come of it. Only the answer to what is filled in now counts: a question
 * that is overtaken is dropped. Null asks nothing.
 */
export function useCheck<Question extends object>(
    filledIn: Question | null,
    ask: Ask<Question>,
): Check & {expect(asked: Question, answer: Answer): void} {
    const [answers, setAnswers] = React.useState<Record<string, Answer>>({});
    const last = React.useRef<CheckedInvitation>();
    const asking = React.useRef(ask);
    asking.current = ask;
    const question = filledIn ? questionOf(filledIn) : '';
    const answer = answers[question];

    React.useEffect(() => {
        if (question === '' || answer) {
            return;
        }
        const controller = new AbortController();
        const askNow = async () => {
            const answered = await answerOf(asking.current(JSON.parse(question), controller.signal));
            if (answered && !controller.signal.aborted) {
                setAnswers((before) => ({...before, [question]: answered}));
            }
        };
        const timer = setTimeout(askNow, pause);
        return () => {
            clearTimeout(timer);
            controller.abort();
        };
    }, [question, answer]);

    if (answer?.checked) {
        last.current = answer.checked;
    }
    const expect = React.useCallback(
        (asked: Question, known: Answer) => setAnswers((before) => ({...before, [questionOf(asked)]: known})),
        [],
    );
    return {...answer, last: question === '' ? undefined : last.current, expect};
}

/** The same for the same fields, in whatever order they are. */
function questionOf(filledIn: object): string {
    return JSON.stringify(filledIn, Object.keys(filledIn).sort());
}

/** Undefined where the server couldn't be asked: the person can go on all the same, and it has the last word then. */
async function answerOf(asked: Promise<CheckedInvitation>): Promise<Answer | undefined> {
    try {
        return {checked: await asked};
    } catch (error) {
        return error instanceof RefusedError && error.code !== '' ? {refusal: error} : undefined;
    }
}

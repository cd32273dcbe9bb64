import React from 'react';

import {type CheckedInvitation, RefusedError} from '../client';

/** The time without typing after which the server is asked, in milliseconds. */
const pause = 300;

/** Asks the server for a preview of an invitation or a change. */
type Ask<Question> = (question: Question, signal: AbortSignal) => Promise<CheckedInvitation>;

/** The server's answer. It is empty until the server has answered, and if it can't be asked. */
export interface Check {
    checked?: CheckedInvitation;
    refusal?: RefusedError;
    /** The last valid answer. It stays visible while the next one is on its way. */
    last?: CheckedInvitation;
}

interface Answer {
    checked?: CheckedInvitation;
    refusal?: RefusedError;
}

/**
 * Asks the server for a preview while somebody types. Only the answer for the present values counts, and older requests
 * are cancelled. Null asks nothing.
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

/** The same text for the same values, in any order. */
function questionOf(filledIn: object): string {
    return JSON.stringify(filledIn, Object.keys(filledIn).sort());
}

/** Undefined if the server couldn't be asked. The person can go on, and the server checks the values when it posts. */
async function answerOf(asked: Promise<CheckedInvitation>): Promise<Answer | undefined> {
    try {
        return {checked: await asked};
    } catch (error) {
        return error instanceof RefusedError && error.code !== '' ? {refusal: error} : undefined;
    }
}

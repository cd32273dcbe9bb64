import React from 'react';

import {type CheckedInvitation, checkInvitation, type NewInvitation, RefusedError} from '../client';

/** How long nobody must have typed before the server is asked, in milliseconds. */
const pause = 300;

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
 * Asks the server, while somebody types, what would be posted. Only the answer to what is filled in now counts: a question
 * that is overtaken is dropped. Null asks nothing.
 */
export function useCheck(
    invitation: NewInvitation | null,
): Check & {expect(asked: NewInvitation, answer: Answer): void} {
    const [answers, setAnswers] = React.useState<Record<string, Answer>>({});
    const last = React.useRef<CheckedInvitation>();
    const question = invitation ? questionOf(invitation) : '';
    const answer = answers[question];

    React.useEffect(() => {
        if (question === '' || answer) {
            return;
        }
        const controller = new AbortController();
        const ask = async () => {
            const answered = await askServer(JSON.parse(question), controller.signal);
            if (answered && !controller.signal.aborted) {
                setAnswers((before) => ({...before, [question]: answered}));
            }
        };
        const timer = setTimeout(ask, pause);
        return () => {
            clearTimeout(timer);
            controller.abort();
        };
    }, [question, answer]);

    if (answer?.checked) {
        last.current = answer.checked;
    }
    const expect = React.useCallback(
        (asked: NewInvitation, known: Answer) => setAnswers((before) => ({...before, [questionOf(asked)]: known})),
        [],
    );
    return {...answer, last: question === '' ? undefined : last.current, expect};
}

/** The same for the same invitation, in whatever order its fields are. */
function questionOf(invitation: NewInvitation): string {
    return JSON.stringify(invitation, Object.keys(invitation).sort());
}

/** Undefined where the server couldn't be asked: the person can post all the same, and it has the last word then. */
async function askServer(invitation: NewInvitation, signal: AbortSignal): Promise<Answer | undefined> {
    try {
        return {checked: await checkInvitation(invitation, signal)};
    } catch (error) {
        return error instanceof RefusedError && error.code !== '' ? {refusal: error} : undefined;
    }
}

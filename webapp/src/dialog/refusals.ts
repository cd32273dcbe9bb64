import {RefusedError} from '../client';

/** The fields that say themselves what the server has against them, by the codes of its errors. */
const fieldCodes = [
    'invalid_meeting',
    'topic_too_long',
    'password_too_long',
    'invalid_start',
    'invalid_duration',
    'invalid_repeat',
    'invalid_every',
    'link_with_secret',
];

/** The words of the first of these errors that has one of these codes; empty where none has. */
export function refusalOf(errors: unknown[], codes: string[]): string {
    const refusals = errors.filter((error): error is RefusedError => error instanceof RefusedError);
    return refusals.find(({code}) => codes.includes(code))?.message ?? '';
}

/** Whether a field says it: then it isn't said below as well. */
export function isOfField(error: unknown): boolean {
    return refusalOf([error], fieldCodes) !== '';
}

import {RefusedError} from '../client';

/** The fields that show their own errors, by the errors' codes. */
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

/** The text of the first error with one of these codes. Empty if there is none. */
export function refusalOf(errors: unknown[], codes: string[]): string {
    const refusals = errors.filter((error): error is RefusedError => error instanceof RefusedError);
    return refusals.find(({code}) => codes.includes(code))?.message ?? '';
}

/** Whether a field shows an error, so that it isn't shown below too. */
export function isOfField(error: unknown): boolean {
    return refusalOf([error], fieldCodes) !== '';
}

import {describe, expect, test} from 'vitest';

// The server's own vectors: both sides read every case alike.
import vectors from '../../server/meeting/testdata/meetings.json';
import templates from '../../server/meeting/testdata/templates.json';
import {checkTemplate, defaultTemplate, displayID, isCanonicalID, joinURL} from '../src/meeting';
import {findMeeting} from '../src/meeting_find';

interface Case {
    text: string;
    template?: string;
    id?: string;
    topic?: string;
    password?: string;
    error?: string;
}

interface TemplateCase {
    template: string;
    link?: string;
    error?: string;
}

describe('findMeeting', () => {
    test.each(vectors.cases as Case[])('$text', ({text, template, id, topic, password = '', error}) => {
        const found = findMeeting(text, template);
        if (error === '*') {
            expect(found.error).toBeDefined();
        } else if (error) {
            expect(found).toEqual({error});
        } else {
            expect(found).toEqual({id, password, topic: topic ?? expect.any(String)});
        }
    });

    test('reads no endless links', () => {
        const longest = 'https://go.blizz.com/join/m12345678?'.padEnd(2048, 'x');
        expect(findMeeting(longest)).toMatchObject({id: 'm12345678'});
        expect(findMeeting(`${longest}x`)).toEqual({error: 'unknown_host'});
    });

    test.each([
        ['1 ', 'm11111111'],
        ['m1-', undefined],
        ['[', undefined],
        ['(', undefined],
        ['a.', undefined],
        ['://', undefined],
        ['password:', undefined],
    ])('reads much of the same at once: %s', (part, id) => {
        expect(findMeeting(part.repeat(50_000))).toMatchObject(id ? {id} : {error: expect.any(String)});
    });
});

describe('displayID', () => {
    test.each([
        ['', ''],
        ['m123456', 'm123-456'],
        ['m1234567', 'm1-234-567'],
        ['m12345678', 'm12-345-678'],
        ['m123456789012', 'm123-456-789-012'],
    ])('%s', (id, shown) => expect(displayID(id)).toBe(shown));
});

describe('isCanonicalID', () => {
    test.each(['m123456', 'm00000001', 'm123456789012'])('accepts %s', (id) => expect(isCanonicalID(id)).toBe(true));

    test.each([
        '',
        'm12345',
        'm1234567890123',
        '12345678',
        'M12345678',
        'm12-345-678',
        'm12345678\n',
        ' m12345678',
        'm１２３４５６７８',
        12345678,
        null,
        undefined,
        ['m12345678'],
    ])('refuses %j', (value) => expect(isCanonicalID(value)).toBe(false));
});

describe('joinURL', () => {
    test('fills in the ID', () => {
        expect(joinURL(defaultTemplate, 'm12345678')).toBe('https://go.blizz.com/join/m12345678');
    });
});

describe('checkTemplate', () => {
    test.each(templates.cases as TemplateCase[])('$template', ({template, link, error}) => {
        expect(checkTemplate(template)).toBe(error ?? null);
        if (link && template.trim()) {
            expect(joinURL(template, 'm12345678')).toBe(link);
        }
    });
});

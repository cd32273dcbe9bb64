import {defaultTemplate} from './meeting';

/** Why no meeting was found. */
export type FindError =
    | 'not_found'
    | 'too_short'
    | 'too_long'
    | 'remote_control_id'
    | 'support_session'
    | 'unknown_host';

/** What a text says of a meeting: its canonical ID, or why there is none. */
export type Found = {id: string; topic: string; password: string; error?: undefined} | {error: FindError};

/** A place in a text that names a meeting, or fails to. */
interface Mention {
    start: number;
    end: number;
    /** Canonical; empty where there is an error. */
    id: string;
    error?: FindError;
    /** Digits alone: weaker than a link or an ID with its letter. */
    bare?: boolean;
}

/** Where a text gives several reasons, the most telling one is told. */
const fromVaguest: FindError[] = [
    'not_found',
    'too_short',
    'too_long',
    'remote_control_id',
    'support_session',
    'unknown_host',
];

/** How much of a text is read. */
const maxText = 64 * 1024;

/**
 * Reads the meeting out of what a person typed or pasted: an ID in any spelling, a join link, a Markdown link, or a
 * whole invitation. The first meeting named counts; digits without their letter only where nothing better is there.
 */
export function findMeeting(input: string, template = defaultTemplate): Found {
    const text = input.slice(0, maxText).trim();
    const links = linksIn(text, template);
    const mentions = byPlace([...links, ...idsIn(text, links)]);

    const chosen = choose(mentions, text.includes('\n'));
    if (chosen.error) {
        return {error: chosen.error};
    }
    const same = mentions.filter((mention) => mention.id === chosen.id);
    const {password, lines} = passwordIn(text);
    if (isPastedInvitation(text, same)) {
        // Its words are the vendor's, not the person's: they are no topic.
        return {id: chosen.id, topic: '', password};
    }
    return {id: chosen.id, topic: without(text, byPlace([...same, ...lines])), password};
}

/** A place in a text. */
type Place = Pick<Mention, 'start' | 'end'>;

function byPlace<T extends Place>(places: T[]): T[] {
    return places.sort((a, b) => a.start - b.start);
}

/**
 * Takes the mention that counts, or one with the most telling reason why none does. Bare digits count on a single line
 * only: over several, they are as likely a phone number.
 */
function choose(mentions: Mention[], severalLines: boolean): Mention {
    let best: Mention = {start: 0, end: 0, id: '', error: 'not_found'};
    for (const mention of mentions) {
        if (mention.error) {
            best = best.error && isMoreTelling(mention.error, best.error) ? mention : best;
        } else if (!mention.bare) {
            return mention;
        } else if (!severalLines && best.error) {
            best = mention;
        }
    }
    return best;
}

function isMoreTelling(error: FindError, than: FindError): boolean {
    return fromVaguest.indexOf(error) > fromVaguest.indexOf(than);
}

/**
 * Tells a pasted invitation from a meeting with a topic: it has several lines, and either the first doesn't hold the
 * meeting or the meeting is there twice, as a link and as an ID.
 */
function isPastedInvitation(text: string, meeting: Mention[]): boolean {
    const firstLine = text.indexOf('\n');
    return firstLine >= 0 && ((meeting[0]?.start ?? 0) > firstLine || meeting.length > 1);
}

/** The text on one line, without the places that name the meeting and its password, and what joined them to the rest. */
function without(text: string, named: Place[]): string {
    let rest = '';
    let end = 0;
    for (const place of named) {
        const [start, after] = widen(text, place.start, place.end);
        rest += `${text.slice(end, Math.max(start, end))} `;
        end = Math.max(after, end);
    }
    rest += text.slice(end);
    return rest
        .replace(/\s+/g, ' ')
        .replace(/^[ \-–—:,|.]+/, '')
        .replace(/[ \-–—:,|]+$/, '');
}

/** Takes in the brackets and quotes around a place in the text. */
function widen(text: string, start: number, end: number): [start: number, end: number] {
    const opening = '<([{"\'`*_'.indexOf(text[start - 1] ?? ' ');
    if (opening < 0 || text[end] !== '>)]}"\'`*_'[opening]) {
        return [start, end];
    }
    return widen(text, start - 1, end + 1);
}

/* Links */

/** Longer links are not read, in bytes: no join link comes near. */
const maxLink = 2048;

const knownHosts = ['go.blizz.com', 'go.teamviewer.com'];
const knownSchemes = ['https', 'http', 'tvjoinv8'];

/** Links: Markdown's [text](address), an address with its scheme, or one that a person typed without. */
const linkPattern =
    /!?\[[^[\]]*\]\([\t\n\f\r ]*<?([^\t\n\f\r <>"]+?)>?(?:[\t\n\f\r ]+"[^"]*")?[\t\n\f\r ]*\)|\b([a-z][a-z0-9+.-]{0,30}:\/\/[^\t\n\f\r <>"]+)|\b((?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,63}(?::\d{1,5})?\/[^\t\n\f\r <>"]*)/gi;

function linksIn(text: string, template: string): Mention[] {
    return [...text.matchAll(linkPattern)].map((match) => {
        // Markdown says itself where its address ends; others end where the sentence goes on.
        const address = match[1] ?? trimSentence(match[2] ?? match[3] ?? '');
        const length = match[1] === undefined ? address.length : match[0].length;
        return {start: match.index, end: match.index + length, ...readLink(address, template)};
    });
}

/** Takes off what belongs to the sentence or the brackets around an address, not to it. */
function trimSentence(address: string): string {
    if (isEndless(address)) {
        return address;
    }
    let trimmed = address;
    while (endsInSentence(trimmed)) {
        trimmed = trimmed.slice(0, -1);
    }
    return trimmed;
}

function isEndless(address: string): boolean {
    return new TextEncoder().encode(address).length > maxLink;
}

function endsInSentence(address: string): boolean {
    const last = address.at(-1) ?? ' ';
    const opening = {')': '(', ']': '[', '}': '{'}[last];
    const unopened = opening !== undefined && address.split(last).length > address.split(opening).length;
    return unopened || ".,;:!?'*_`".includes(last);
}

/**
 * Reads the ID out of a link of the template's or of a known host's; of no other host's. A link can be both: a short
 * template fits all of its host's links.
 */
export function readLink(address: string, template: string): {id: string; error?: FindError} {
    const places = isEndless(address) ? [] : placesIn(address, template);
    if (places.length === 0) {
        return {id: '', error: 'unknown_host'};
    }
    let worst: FindError = 'not_found';
    for (const place of places) {
        const {id, error} = readID(place);
        if (!error) {
            return {id};
        }
        worst = isMoreTelling(error, worst) ? error : worst;
    }
    return {id: '', error: worst};
}

/** The places in a link that may hold the ID: the template's first. */
function placesIn(address: string, template: string): string[] {
    const [scheme, host, path] = cutLink(address);
    const [, templateHost, templatePath] = cutLink(template);
    const before = templatePath.split('{id}')[0] ?? '';
    const places: string[] = [];
    if (/^https?$/.test(scheme) && host === templateHost && path.startsWith(before)) {
        places.push(path.slice(before.length).split(/[/?#&;=]/)[0] ?? '');
    }
    if (knownHosts.includes(host) && knownSchemes.includes(scheme)) {
        places.push(...partsOf(path));
    }
    return places;
}

/**
 * Takes an address apart; the path is all that follows the host. A user name before the host stays in the host, so
 * that no such link is of a known one.
 */
function cutLink(address: string): [scheme: string, host: string, path: string] {
    const [, scheme = 'https', host = '', path = ''] = /^(?:(.*?):\/\/)?([^/?#]*)(.*)$/s.exec(address) ?? [];
    return [scheme.toLowerCase(), host.toLowerCase(), path];
}

/** The places in a known host's link that may hold an ID: the path's segments and the "mid" parameter. */
function partsOf(path: string): string[] {
    const [, segments = '', query = ''] = /^([^?#]*)(?:\?([^#]*))?/.exec(path) ?? [];
    return [...segments.split('/'), new URLSearchParams(query).get('mid') ?? ''];
}

/* IDs */

const usualDigits = 8;
const minDigits = 6;
const maxDigits = 12;

// What may stand between an ID's digits: dashes of any kind, dots, spaces of any kind, and the invisible characters
// that web pages and mails leave behind. Digits may be full-width, as Japanese keyboards type them.
const separators = '[\\p{Pd}\\u2212\\u00AD.\\p{Zs}\\t\\u200B-\\u200D\\u2060\\uFEFF]{0,3}';
const digit = '[0-9\\uFF10-\\uFF19]';

/** What may be an ID: perhaps a letter, then digits, with separators between them. */
const runPattern = new RegExp(`(\\p{L}?)(${separators})(${digit}(?:${separators}${digit})*)`, 'gu');

const whiteSpace = /\p{White_Space}/u;

/** Makes the digits after it part of a word, a path, a decimal or a phone number. */
const tied = /[\p{L}\p{N}_@/.+'’]$/u;

/** The last group of digits is only the beginning of something: a word, an address. */
const goesOn = /^(?:\.\p{L}|[\p{L}\p{N}_@])/u;

function idsIn(text: string, links: Mention[]): Mention[] {
    return [...text.matchAll(runPattern)].flatMap((match) => {
        const start = match.index;
        const end = start + match[0].length;
        if (links.some((link) => start < link.end && end > link.start)) {
            return [];
        }
        const {kind, stops, firstDigit} = readRun(text, match);
        const mention = classify(kind, goesOn.test(text.slice(end)) ? stops.slice(0, -1) : stops);
        return mention ? [{...mention, start: mention.bare ? firstDigit : start, end: firstDigit + mention.end}] : [];
    });
}

/** Reads a text that is nothing but an ID with its letter, as in a link. */
function readID(text: string): {id: string; error?: FindError} {
    const match = text.matchAll(runPattern).next().value;
    if (match?.[0] !== text || !match[1]) {
        return {id: '', error: 'not_found'};
    }
    const {kind, stops, firstDigit} = readRun(text, match);
    const mention = classify(kind, stops);
    if (!mention || mention.bare || (!mention.error && mention.end !== text.length - firstDigit)) {
        return {id: '', error: 'not_found'};
    }
    return {id: mention.id, error: mention.error};
}

/** What the characters before a run of digits make of it: "apart" is the meeting's letter and a space. */
type Kind = 'nothing' | 'bare' | 'prefixed' | 'apart' | 'support';

/** A place in a run of digits where a space or the run's end follows: where an ID may end and other numbers begin. */
interface Stop {
    /** The digits before it, in ASCII, without separators. */
    digits: string;
    /** How many digits stood together in each group before it, such as "2,3,3". */
    groups: string;
    /** The length of the run before it. */
    end: number;
}

function readRun(text: string, match: RegExpExecArray): {kind: Kind; stops: Stop[]; firstDigit: number} {
    const [, letter = '', gap = '', run = ''] = match;
    const kind = kindOf(text.slice(0, match.index), letter, gap);
    return {kind, stops: stopsIn(run), firstDigit: match.index + letter.length + gap.length};
}

function kindOf(before: string, letter: string, gap: string): Kind {
    const alone = !tied.test(before);
    const spaced = whiteSpace.test(gap);
    const lower = halfWidth(letter).toLowerCase();
    if (letter === '') {
        return alone || spaced ? 'bare' : 'nothing';
    }
    if (alone && lower === 'm') {
        return spaced ? 'apart' : 'prefixed';
    }
    if (spaced) {
        return 'bare';
    }
    return alone && gap === '' && lower === 's' ? 'support' : 'nothing';
}

/** Decides what digits of a kind are, if anything. The mention's end counts from the first digit. */
function classify(kind: Kind, stops: Stop[]): Mention | null {
    const [first, last] = [stops[0], stops.at(-1)];
    if (!first || !last || kind === 'nothing') {
        return null;
    }
    const usual = stops.find((stop) => stop.digits.length === usualDigits);
    if (kind === 'support') {
        return last.digits.length >= minDigits ? failed('support_session', last) : null;
    }
    if (kind !== 'bare' && usual) {
        return mentioned(usual, false);
    }
    if (kind === 'prefixed') {
        return classifyPrefixed(first, last);
    }
    if (usual) {
        return isDate(usual) ? null : mentioned(usual, true);
    }
    return [9, 10].includes(last.digits.length) ? failed('remote_control_id', last) : null;
}

/** An ID with its letter but not the usual number of digits: up to the first space if that is enough, else all. */
function classifyPrefixed(first: Stop, last: Stop): Mention {
    if (first.digits.length >= minDigits && first.digits.length <= maxDigits) {
        return mentioned(first, false);
    }
    if (last.digits.length < minDigits) {
        return failed('too_short', last);
    }
    return last.digits.length > maxDigits ? failed('too_long', last) : mentioned(last, false);
}

function mentioned(stop: Stop, bare: boolean): Mention {
    return {start: 0, end: stop.end, id: `m${stop.digits}`, bare};
}

function failed(error: FindError, stop: Stop): Mention {
    return {start: 0, end: stop.end, id: '', error};
}

/** How far a run of digits is read: past it, it is too long to be anything. */
const maxRunDigits = 32;

/** Finds the stops in a run of digits and separators; there is at least one. */
function stopsIn(run: string): Stop[] {
    const stops: Stop[] = [];
    let groups: string[] = [];
    for (const [i, group] of [...run.matchAll(new RegExp(`${digit}+`, 'g'))].entries()) {
        const previous = stops.at(-1);
        const spaced = whiteSpace.test(run.slice(previous?.end ?? 0, group.index));
        groups = [...groups, halfWidth(group[0])];
        const stop = {
            digits: groups.join(''),
            groups: groups.map((digits) => digits.length).join(),
            end: group.index + group[0].length,
        };
        // Without a space between them, the groups before can't be an ID by themselves.
        stops.splice(spaced || i === 0 ? stops.length : -1, 1, stop);
        if (stop.digits.length > maxRunDigits) {
            break;
        }
    }
    return stops;
}

/** Tells a date such as 2026-11-23 or 23.11.2026: eight digits too, but grouped as no ID is. */
function isDate(stop: Stop): boolean {
    return stop.groups === '4,2,2' || stop.groups === '2,2,4';
}

/** Full-width characters (Unicode block FF00) as the ASCII ones. */
function halfWidth(text: string): string {
    return text.replace(/[\uFF01-\uFF5E]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));
}

/* Passwords */

/**
 * The line of a pasted invitation that gives the password, by its label, which may say that it is the meeting's. More
 * than one word after it is no password.
 */
const passwordPattern =
    /^[ \t]*(?:(?:meeting|toplantı|회의)[ -]?|vergader|mötes|ミーティング|会議の?|会议|會議)?(?:password|passcode|passwort|kennwort|mot de passe|contraseña|clave|wachtwoord|hasło|senha|palavra-passe|lösenord|lösenkod|parola(?:sı)?|şifre(?:si)?|пароль|パスワード|パスコード|비밀번호|암호|密码|密碼)(?: (?:de la (?:réunion|reunión)|della riunione|riunione|(?:do )?spotkania|da reunião|встречи|зустрічі))?[ \t\u00A0\u202F]*[:：][ \t\u00A0\u202F]*([^\s]+)[ \t\u00A0\u202F]*$/gimu;

/** The password that a text gives on lines of its own, and where these are; empty if it gives none, or two that differ. */
function passwordIn(text: string): {password: string; lines: Place[]} {
    const matches = [...text.matchAll(passwordPattern)];
    const [password = '', another] = new Set(matches.map((match) => match[1]));
    if (another !== undefined) {
        return {password: '', lines: []};
    }
    return {password, lines: matches.map((match) => ({start: match.index, end: match.index + match[0].length}))};
}

// Lists the texts of each language that are missing (they show in English), that are stale because the English text has changed
// since the translation, and that English no longer has.
//
//   node build/translations.mjs         lists them, and stores each change of an English text in translations.json
//   node build/translations.mjs check   fails if a change of an English text is not stored
//   node build/translations.mjs prune   removes texts that English no longer has
//
// translations.json holds a hash of each English text, and the hash of each stale translation. A translation stops being
// stale when its text changes. To keep the text as it is, remove its line there.
import {createHash} from 'node:crypto';
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

const root = join(import.meta.dirname, '..');
const notesFile = join(import.meta.dirname, 'translations.json');
const sides = [
    {folder: 'assets/i18n', english: 'active.en.json'},
    {folder: 'webapp/src/i18n', english: 'en.json'},
];
const task = process.argv[2];
const notes = readJSON(notesFile);
const noted = {};
let changed = 0;

for (const {folder, english} of sides) {
    const source = readJSON(join(root, folder, english));
    const before = notes[folder] ?? {english: {}, stale: {}};
    const now = Object.fromEntries(Object.entries(source).map(([id, text]) => [id, hash(text)]));
    const differs = (id) => before.english[id] !== undefined && before.english[id] !== now[id];
    changed += Object.keys(now).filter((id) => before.english[id] !== now[id]).length;
    noted[folder] = {english: now, stale: {}};
    for (const name of readdirSync(join(root, folder)).filter((name) => name.endsWith('.json') && name !== english)) {
        const file = join(folder, name);
        const texts = readJSON(join(root, file));
        const isStale = (id) => id in source && (differs(id) || before.stale[file]?.[id] === hash(texts[id]));
        const stale = Object.keys(texts).filter(isStale);
        if (stale.length > 0) {
            noted[folder].stale[file] = Object.fromEntries(stale.map((id) => [id, hash(texts[id])]));
        }
        const missing = Object.keys(source).filter((id) => !(id in texts));
        const obsolete = Object.keys(texts).filter((id) => !(id in source));
        list(file, {missing, stale, obsolete});
        if (task === 'prune' && obsolete.length > 0) {
            writeJSON(join(root, file), Object.fromEntries(Object.entries(texts).filter(([id]) => id in source)));
        }
    }
}
if (task !== 'check') {
    writeJSON(notesFile, noted);
} else if (changed > 0) {
    console.error(`${changed} English texts are new or have changed: make translations notes it`);
    process.exitCode = 1;
}

function list(file, groups) {
    if (task === 'check') {
        return;
    }
    console.log(`${file}: ${Object.entries(groups).map(([kind, ids]) => `${ids.length} ${kind}`).join(', ')}`);
    for (const [kind, ids] of Object.entries(groups)) {
        for (const id of ids) console.log(`  ${kind.padEnd(9)} ${id}`);
    }
}

/** Short, as it need only tell a text from what it was. Go's files have descriptions beside the text, which don't count. */
function hash(text) {
    const {description, ...forms} = typeof text === 'string' ? {other: text} : text;
    return createHash('sha256').update(JSON.stringify(Object.entries(forms).sort())).digest('hex').slice(0, 8);
}

function readJSON(file) {
    return JSON.parse(readFileSync(file, 'utf8'));
}

function writeJSON(file, value) {
    writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
}

// Lists, for each language, the texts that it lacks (they show in English) and those that English no longer has.
// `node build/translations.mjs prune` removes the latter. A release names the former.
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

const root = join(import.meta.dirname, '..');
const sides = [
    {folder: 'assets/i18n', english: 'active.en.json', indent: 2},
    {folder: 'webapp/src/i18n', english: 'en.json', indent: 2},
];

for (const {folder, english, indent} of sides) {
    const read = (file) => JSON.parse(readFileSync(join(root, folder, file), 'utf8'));
    const source = read(english);
    for (const file of readdirSync(join(root, folder)).filter((name) => name.endsWith('.json') && name !== english)) {
        const texts = read(file);
        const missing = Object.keys(source).filter((id) => !(id in texts));
        const obsolete = Object.keys(texts).filter((id) => !(id in source));
        console.log(`${folder}/${file}: ${missing.length} missing, ${obsolete.length} obsolete`);
        for (const id of missing) console.log(`  missing   ${id}`);
        for (const id of obsolete) console.log(`  obsolete  ${id}`);
        if (process.argv[2] === 'prune' && obsolete.length > 0) {
            const kept = Object.fromEntries(Object.entries(texts).filter(([id]) => id in source));
            writeFileSync(join(root, folder, file), `${JSON.stringify(kept, null, indent)}\n`);
        }
    }
}

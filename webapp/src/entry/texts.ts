/** The entry's own texts, by id and language: vite.config.ts takes them from the languages' files. */
declare const ENTRY_TEXTS: Record<string, Record<string, string>>;

/** One of the entry's texts in a language, in English where the language doesn't have it. */
export function entryText(id: string, locale: string, values: Record<string, string> = {}): string {
    const text = ENTRY_TEXTS[id]?.[locale] ?? ENTRY_TEXTS[id]?.en ?? '';
    return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
}

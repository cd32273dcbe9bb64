/** The entry's texts, by id and language. vite.config.ts takes them from the language files. */
declare const ENTRY_TEXTS: Record<string, Record<string, string>>;

/** A text of the entry in a language. English if the language lacks it. */
export function entryText(id: string, locale: string, values: Record<string, string> = {}): string {
    const text = ENTRY_TEXTS[id]?.[locale] ?? ENTRY_TEXTS[id]?.en ?? '';
    return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
}

import type {HostStore, Registry} from '../host/registry';
import english from './en.json';

type Messages = Record<string, string>;

/** Until a language that couldn't be loaded is tried again, in milliseconds. */
const retryAfter = 60_000;

/**
 * Gives the web client the plugin's messages. English is built in and stands in until another language has come. Returns
 * what ends it.
 */
export function registerLanguages(registry: Registry, store: HostStore): () => void {
    const loaded: Record<string, Messages> = {en: english};
    let ended = false;
    let retry: ReturnType<typeof setTimeout> | undefined;

    const messagesFor = (locale: string): Messages => {
        if (!loaded[locale]) {
            void load(locale);
        }
        return loaded[locale] ?? english;
    };

    const register = () => ended || registry.registerTranslations(messagesFor);

    const load = async (locale: string) => {
        try {
            const {files} = await import('./files');
            // What a language lacks shows in English.
            loaded[locale] = {...english, ...(await files[`./${locale}.json`]?.())?.default};
        } catch {
            // English stays meanwhile; for good, if the bundle on the server is another one by now.
            clearTimeout(retry);
            retry = setTimeout(register, retryAfter);
            return;
        }
        when(store, () => ended || hostHas(store, locale), register);
    };

    register();
    return () => {
        ended = true;
        clearTimeout(retry);
    };
}

/**
 * Whether the web client has its own messages in the language. It loads them slower than we do ours, and what is
 * registered meanwhile it would overwrite with the English it got before.
 */
function hostHas(store: HostStore, locale: string): boolean {
    const state = store.getState() as {views?: {i18n?: {translations?: Record<string, unknown>}}};
    const translations = state.views?.i18n?.translations;
    return !translations || Boolean(translations[locale]);
}

/** Does something once a condition holds: at once, or after the change of the store that makes it. */
function when(store: HostStore, holds: () => boolean, then: () => void) {
    if (holds()) {
        then();
        return;
    }
    const unsubscribe = store.subscribe(() => {
        if (holds()) {
            unsubscribe();
            then();
        }
    });
}

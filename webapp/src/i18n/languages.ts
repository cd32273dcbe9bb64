import type {HostStore, Registry} from '../host/registry';
import english from './en.json';

type Messages = Record<string, string>;

/** Gives the web client the plugin's messages. English is built in and stands in until another language has come. */
export function registerLanguages(registry: Registry, store: HostStore) {
    const loaded: Record<string, Messages> = {en: english};

    const messagesFor = (locale: string): Messages => {
        if (!loaded[locale]) {
            void load(locale);
        }
        return loaded[locale] ?? english;
    };

    const load = async (locale: string) => {
        try {
            const {files} = await import('./files');
            loaded[locale] = (await files[`./${locale}.json`]?.())?.default ?? english;
        } catch {
            return; // The bundle on the server is another one by now. English stays.
        }
        whenHostHas(store, locale, () => registry.registerTranslations(messagesFor));
    };

    registry.registerTranslations(messagesFor);
}

/**
 * Waits until the web client has its own messages in the language. It loads them slower than we do ours, and what is
 * registered meanwhile it would overwrite with the English it got before.
 */
function whenHostHas(store: HostStore, locale: string, then: () => void) {
    const has = () => {
        const state = store.getState() as {views?: {i18n?: {translations?: Record<string, unknown>}}};
        const translations = state.views?.i18n?.translations;
        return !translations || Boolean(translations[locale]);
    };
    if (has()) {
        then();
        return;
    }
    const unsubscribe = store.subscribe(() => {
        if (has()) {
            unsubscribe();
            then();
        }
    });
}

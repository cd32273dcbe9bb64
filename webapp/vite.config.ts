import {readdirSync, readFileSync} from 'node:fs';
import {resolve} from 'node:path';
import type {Plugin} from 'vite';
import {defineConfig, type ViteUserConfig} from 'vitest/config';

/**
 * The packages that the web client shares with plugins, and the names that are used:
 * https://developers.mattermost.com/integrate/plugins/components/webapp/
 */
const sharedGlobals: Record<string, {global: string; names: string[]}> = {
    luxon: {global: 'Luxon', names: ['DateTime']},
    react: {global: 'React', names: []},
    'react-intl': {global: 'ReactIntl', names: ['FormattedMessage', 'RawIntlProvider', 'createIntl', 'useIntl']},
    'react-redux': {global: 'ReactRedux', names: ['shallowEqual', 'useSelector', 'useStore']},
};

/** Takes the shared packages from the web client, so that the bundle has no copies. */
function takeSharedGlobals(): Plugin {
    return {
        name: 'take-shared-globals',
        apply: 'build',
        enforce: 'pre',
        resolveId: (source) => (source in sharedGlobals ? `\0shared:${source}` : null),
        load(id) {
            const shared = id.startsWith('\0shared:') && sharedGlobals[id.slice(8)];
            return shared
                ? `const shared = window.${shared.global}; export default shared; export const {${shared.names}} = shared;`
                : null;
        },
    };
}

/** The features that are loaded when somebody needs them. src/modules.ts imports each of these folders. */
const features = ['card', 'dialog', 'join_row', 'live', 'preferences', 'room_dialog', 'settings_page'];

const featureFile = (feature: string) => `src/${feature}/index.ts`;

const compact = {minify: true, comments: {annotation: false}};

/** The module graph: all features, their shared modules, and the languages. */
function graph(): ViteUserConfig['build'] {
    return {
        manifest: true,
        lib: {entry: Object.fromEntries(features.map((feature) => [feature, featureFile(feature)])), formats: ['es']},
        rollupOptions: {
            output: {
                ...compact,
                entryFileNames: '[name]-[hash].js',
                chunkFileNames: '[name]-[hash].js',
                // One file for shared modules, so that a first card needs two requests.
                codeSplitting: {
                    groups: [{name: 'shared', test: /src.(?!i18n.(?!en\.json|texts)|card.qr)/, minShareCount: 2}],
                },
            },
        },
    };
}

/**
 * The entry, which everybody loads. The web client loads it as a classic script, so no module can import it. It imports
 * the graph's files by the names from their own build.
 */
function entry(): ViteUserConfig['build'] {
    const manifest: Record<string, {file: string}> = JSON.parse(readFileSync('dist/.vite/manifest.json', 'utf8'));
    const files = new Map(
        features.map((feature) => [resolve(featureFile(feature)), `./${manifest[featureFile(feature)]?.file}`]),
    );
    return {
        emptyOutDir: false,
        lib: {entry: 'src/index.ts', formats: ['iife'], name: 'blizz', fileName: () => 'main.js'},
        rollupOptions: {
            external: (source, importer) => files.has(resolve(importer ?? '', '..', `${source}.ts`)),
            output: {
                ...compact,
                paths: (id) => files.get(`${id}.ts`) ?? files.get(id) ?? id,
            },
        },
    };
}

/** The entry's texts, by id and language. The entry needs them before any language file is loaded. */
function entryTexts(): Record<string, Record<string, string>> {
    const files = readdirSync('src/i18n').filter((name) => name.endsWith('.json'));
    const textsIn = (id: string) =>
        files.flatMap((name) => {
            const text = JSON.parse(readFileSync(`src/i18n/${name}`, 'utf8'))[id];
            return text ? [[name.replace('.json', ''), text]] : [];
        });
    const ids = ['blizz.dialog.title', 'blizz.join', 'blizz.room_dialog.entry', 'blizz.not_loaded'];
    return Object.fromEntries(ids.map((id) => [id, Object.fromEntries(textsIn(id))]));
}

export default defineConfig(({mode}) => ({
    plugins: [takeSharedGlobals()],
    define: {ENTRY_TEXTS: JSON.stringify(entryTexts())},
    build: {
        target: 'es2022',
        modulePreload: false,
        ...(mode === 'entry' && entry()),
        ...(mode === 'graph' && graph()),
    },
    test: {
        environment: 'happy-dom',
        setupFiles: 'test/mattermost/setup.ts',
        include: ['test/**/*.test.{ts,tsx}'],
    },
}));

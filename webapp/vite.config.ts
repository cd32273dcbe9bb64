import {readFile} from 'node:fs/promises';
import type {Plugin} from 'vite';
import {defineConfig} from 'vitest/config';

import {onDemandMessages} from './src/i18n/on_demand.ts';

/**
 * What the web client shares with plugins, by package name, and what is used of it:
 * https://developers.mattermost.com/integrate/plugins/components/webapp/
 */
const sharedGlobals: Record<string, {global: string; names: string[]}> = {
    luxon: {global: 'Luxon', names: ['DateTime']},
    react: {global: 'React', names: []},
    'react-intl': {global: 'ReactIntl', names: ['FormattedMessage', 'IntlProvider', 'useIntl']},
    'react-redux': {global: 'ReactRedux', names: ['shallowEqual', 'useSelector', 'useStore']},
};

/** Marks a module's copy for what is loaded on demand. */
const onDemand = '?on-demand';

/** Takes the shared packages from the web client, so that no copy of them is bundled. */
function takeSharedGlobals(): Plugin {
    return {
        name: 'use-shared-globals',
        apply: 'build',
        enforce: 'pre',
        resolveId: (source) => (source in sharedGlobals ? `\0shared:${source}` : null),
        load: (id) => {
            const shared = id.startsWith('\0shared:') && sharedGlobals[id.slice(8).replace(onDemand, '')];
            return shared
                ? `const shared = window.${shared.global}; export default shared; export const {${shared.names}} = shared;`
                : null;
        },
    };
}

/** Gives components loaded on demand copies of the modules they use: the entry, a classic script, can't export its own. */
function copyForOnDemand(): Plugin {
    return {
        name: 'copy-for-on-demand',
        apply: 'build',
        enforce: 'pre',
        async resolveDynamicImport(source, importer) {
            const module = typeof source === 'string' && (await this.resolve(source, importer));
            return module && /\.tsx$/.test(module.id) ? {...module, id: module.id + onDemand} : null;
        },
        async resolveId(source, importer) {
            if (!importer?.endsWith(onDemand)) {
                return null;
            }
            const module = await this.resolve(source, importer.replace(onDemand, ''));
            return module && {...module, id: module.id + onDemand};
        },
    };
}

/** Gives the English messages of what is loaded on demand to that alone. */
function splitEnglish(): Plugin {
    return {
        name: 'split-english',
        apply: 'build',
        enforce: 'pre',
        async load(id) {
            const file = id.replace(onDemand, '');
            if (!file.endsWith('/en.json')) {
                return null;
            }
            const messages: Record<string, string> = JSON.parse(await readFile(file, 'utf8'));
            const wanted = Object.entries(messages).filter(([name]) => onDemandMessages.test(name) === (id !== file));
            return {code: JSON.stringify(Object.fromEntries(wanted)), moduleType: 'json'};
        },
    };
}

/** Holds the entry to what a classic script can do: the web client loads it as one, and a static import would end it. */
function keepEntryClassic(): Plugin {
    return {
        name: 'keep-entry-classic',
        apply: 'build',
        generateBundle(_, bundle) {
            for (const chunk of Object.values(bundle)) {
                if (chunk.type === 'chunk' && chunk.isEntry && (chunk.imports.length > 0 || chunk.exports.length > 0)) {
                    this.error(`${chunk.fileName} imports ${chunk.imports} and exports ${chunk.exports}`);
                }
            }
        },
    };
}

export default defineConfig({
    plugins: [copyForOnDemand(), takeSharedGlobals(), splitEnglish(), keepEntryClassic()],
    build: {
        target: 'es2022',
        modulePreload: false,
        lib: {entry: 'src/index.ts', formats: ['es'], fileName: () => 'main.js'},
        rollupOptions: {
            output: {
                minify: true,
                comments: {annotation: false},
                // A classic script's top level is shared by all plugins: keep our names out of it.
                banner: (chunk) => (chunk.isEntry ? '(() => {' : ''),
                footer: (chunk) => (chunk.isEntry ? '})();' : ''),
                chunkFileNames: '[name]-[hash].js',
            },
        },
    },
    test: {
        environment: 'happy-dom',
        setupFiles: 'test/host/setup.ts',
        include: ['test/**/*.test.{ts,tsx}'],
        // Branches below 100 are those that only the type checker sees: defaults of what is always there.
        coverage: {
            include: ['src/meeting*.ts'],
            reporter: ['text'],
            thresholds: {statements: 100, functions: 100, lines: 100, branches: 93},
        },
    },
});

// @vitest-environment node
import React from 'react';
import type {LibraryOptions, Rolldown} from 'vite';
import {build, parseAst} from 'vite';
import {expect, test} from 'vitest';

/**
 * The web client shares its React with plugins. Mattermost 11.1, the oldest supported version, has React 18.2. Names of
 * a newer React are undefined there, but the type checker knows a newer one.
 */
test('The bundle uses only what React 18.2 exports', async () => {
    expect(React.version).toBe('18.2.0');
    const used = new Set((await scripts()).flatMap(namesOfReact));
    expect(used).toContain('createElement');
    expect([...used].filter((name) => !(name in React))).toEqual([]);
});

test.each([
    ['const react = window.React;\nreact.useState(); react.use(thing);', ['useState', 'use']],
    ['var shared$1 = window.React;\nother.useState(); shared$1.useId();', ['useId']],
    ['var shared = window.React;\nconst {use} = shared;', ['use']],
    ['window.React.useId();', ['useId']],
    ['var other = window.ReactIntl;', []],
])('Names of React are found in %s', (script, names) => {
    expect(namesOfReact(script)).toEqual(names);
});

/** Builds the entry and all features into one file, with unshortened names. */
async function scripts(): Promise<string[]> {
    const output = {minify: false, codeSplitting: false};
    const lib: LibraryOptions = {entry: 'src/index.ts', formats: ['es'], fileName: 'all'};
    const readable = {write: false, minify: false, lib, rolldownOptions: {output}} as const;
    const built = (await build({logLevel: 'silent', build: readable})) as Rolldown.RolldownOutput[];
    return built.flatMap(({output}) => output.flatMap((file) => (file.type === 'chunk' ? [file.code] : [])));
}

type Node = {type?: string; [key: string]: unknown};

/** Returns the names that a script takes from React. */
function namesOfReact(script: string): string[] {
    const places = [
        'window.React',
        ...Array.from(script.matchAll(/([\w$]+) = window\.React\b/g), ([, variable = '']) => variable),
    ];
    const textOf = ({start, end}: Node) => script.slice(start as number, end as number);
    const names: string[] = [];
    const visit = (node: Node) => {
        const {type, object, property, id, init} = node as Record<string, Node>;
        if ((type as unknown) === 'MemberExpression' && object && property && places.includes(textOf(object))) {
            names.push(textOf(property));
        }
        if (id?.type === 'ObjectPattern' && init && places.includes(textOf(init))) {
            names.push(...(id.properties as {key: Node}[]).map(({key}) => textOf(key)));
        }
        Object.values(node).flat().filter(isNode).forEach(visit);
    };
    visit(parseAst(script) as unknown as Node);
    return names;
}

function isNode(value: unknown): value is Node {
    return typeof value === 'object' && value !== null && 'type' in value;
}

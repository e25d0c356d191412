import fc from 'fast-check';
import { expect, it } from 'vitest';
import { setField } from './edit.ts';
import { parseManifests, type Path } from './parse.ts';

type Tree = number | string | readonly Tree[] | { readonly [name: string]: Tree };

const names = ['a', 'b', 'replicas', 'image', 'app.kubernetes.io/name'];
const leaf = fc.oneof(fc.nat(99), fc.constantFrom('nginx:1', 'a b', 'yes', "it's", 'x # y', '', '1.5', 'a: b'));
const { mapping } = fc.letrec<{ mapping: Record<string, Tree>; tree: Tree }>((tie) => ({
  mapping: fc.dictionary(fc.constantFrom(...names), tie('tree'), { minKeys: 1, maxKeys: 4, noNullPrototype: true }),
  tree: fc.oneof(
    { depthSize: 'large', maxDepth: 5 },
    leaf,
    fc.array(tie('tree'), { maxLength: 3 }),
    tie('mapping'),
    fc.record({}),
  ),
}));

/** Writes a tree as a person might. `choices` decides on the layout and the numbered comments. */
function writer(choices: readonly number[]) {
  let next = 0;
  let comments = 0;
  const choose = (n: number): number => choices[next++ % choices.length]! % n;
  const note = () => (choose(4) === 0 ? ` # note ${++comments}` : '');
  const between = (indent: string) =>
    ['', '', '', '\n', `${indent}# note ${++comments}\n`, `\n${indent}  # note ${++comments}\n\n`][choose(6)]!;

  const scalar = (value: number | string): string => {
    if (typeof value === 'number') return String(value);
    const quoted = [JSON.stringify(value), `'${value.replaceAll("'", "''")}'`];
    return [...quoted, value === 'nginx:1' ? value : quoted[0]!][choose(3)]!;
  };
  const flow = (tree: Tree, indent: string): string => {
    if (typeof tree !== 'object') return scalar(tree);
    const parts = Array.isArray(tree)
      ? (tree as readonly Tree[]).map((item) => flow(item, `${indent}  `))
      : Object.entries(tree).map(([name, value]) => `${name}: ${flow(value, `${indent}  `)}`);
    const [open, close] = Array.isArray(tree) ? '[]' : '{}';
    if (parts.length === 0 || choose(3) > 0) return `${open}${parts.join(', ')}${close}`;
    const last = choose(2) === 0 ? ',' : '';
    const lines = parts.map((part, i) => `${indent}  ${part}${i < parts.length - 1 ? ',' : last}${note()}\n`);
    return `${open}\n${lines.join('')}${indent}${close}`;
  };
  /** Returns the text after `name:` or a dash, with the line break. */
  const behind = (tree: Tree, indent: string, step: string): string => {
    const empty = typeof tree === 'object' && Object.keys(tree).length === 0;
    if (typeof tree !== 'object' || empty || choose(5) === 0) return ` ${flow(tree, indent)}${note()}\n`;
    if (!Array.isArray(tree)) return `${note()}\n${fields(tree as Record<string, Tree>, indent + step, step)}`;
    const inner = choose(2) === 0 ? indent : `${indent}  `;
    return `${note()}\n${(tree as readonly Tree[]).map((item) => between(inner) + dash(item, inner, step)).join('')}`;
  };
  const dash = (item: Tree, indent: string, step: string): string => {
    const isMapping = typeof item === 'object' && !Array.isArray(item) && Object.keys(item).length > 0;
    if (!isMapping || choose(4) === 0) return `${indent}-${behind(item, `${indent}  `, step)}`;
    return `${indent}- ${fields(item as Record<string, Tree>, `${indent}  `, step, false).trimStart()}`;
  };
  const fields = (tree: Readonly<Record<string, Tree>>, indent: string, step: string, notes = true): string =>
    Object.entries(tree)
      .map(([name, value], i) => {
        const before = notes || i > 0 ? between(indent) : '';
        return `${before}${indent}${name}:${behind(value, indent, step)}`;
      })
      .join('');
  return (tree: Readonly<Record<string, Tree>>) => {
    const step = '  '.repeat(1 + choose(2));
    const text = fields(tree, '', step) + between('');
    return choose(4) === 0 ? text.replaceAll('\n', '\r\n') : text;
  };
}

/** Returns the paths of all scalars, and of one missing field in each mapping. */
function places(tree: Tree, path: Path = []): readonly Path[] {
  if (typeof tree !== 'object') return [path];
  if (Array.isArray(tree)) return (tree as readonly Tree[]).flatMap((item, i) => places(item, [...path, i]));
  const inner = Object.entries(tree).flatMap(([name, value]) => places(value, [...path, name]));
  return [...inner, [...path, 'fresh'], [...path, 'fresh', 'and', 'deep']];
}

function withValue(tree: unknown, path: Path, value: unknown): unknown {
  const copy = structuredClone(tree);
  let at = copy as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) at = (at[step] ??= {}) as Record<string | number, unknown>;
  at[path.at(-1)!] = value;
  return copy;
}

const read = (text: string): unknown => parseManifests(text).documents[1]?.object;

it('changes one field of any manifest, and no other line of its text', () => {
  const web = { kind: 'StatefulSet', name: 'web', namespace: 'default' };
  const value = fc.oneof(fc.nat(9), fc.constantFrom('nginx:2', 'no', "it's #2", '', '0x1'));
  fc.assert(
    fc.property(
      mapping,
      fc.array(fc.nat(59), { minLength: 40, maxLength: 80 }),
      fc.nat(),
      value,
      (spec, choices, n, v) => {
        const set = { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'web' }, spec };
        const text = `# First\nkind: Pod\napiVersion: v1\n---\n${writer(choices)(set)}---\n# Last\n`;
        const all = places(spec);
        const path = ['spec', ...all[n % all.length]!];

        expect(read(text)).toEqual(set);
        const edit = setField(text, web, path, v)!;
        expect(edit).not.toBeNull();

        expect(read(edit.text)).toEqual(withValue(set, path, v));
        const [before, after] = [text.split('\n'), edit.text.split('\n')];
        const kept = after.length - edit.to;
        expect(after.slice(0, edit.from - 1)).toEqual(before.slice(0, edit.from - 1));
        expect(after.slice(edit.to)).toEqual(kept === 0 ? [] : before.slice(-kept));
        const notes = (source: string) => source.match(/# note \d+/g);
        expect(notes(edit.text)).toEqual(notes(text));
      },
    ),
    { numRuns: 500 },
  );
});

/** Finds where and how one value is written into a YAML document. */
import { type Entry, entryOf, lineEnd, type MappingNode, type Path, type ScalarNode, type YamlNode } from './tree.ts';
import { writeScalar } from './write-scalar.ts';

/** Replaces the text from `start` to `end` (offsets in the original text). */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Style of the surrounding text. */
interface Manner {
  readonly text: string;
  readonly eol: string;
  /** Number of spaces by which a nested mapping is indented. */
  readonly step: number;
  /** True inside braces or brackets, where line breaks have no meaning. */
  readonly flow: boolean;
  /** True in JSON: names and strings are quoted. */
  readonly json: boolean;
}

/**
 * Returns the splices, in order, that set the value at `path`, or null if there is no place for it. An anchor may
 * change other fields too: callers must compare the objects.
 */
export function placeField(text: string, root: YamlNode, path: Path, value: string | number): readonly Splice[] | null {
  let manner: Manner = {
    text,
    eol: /\r?\n/.exec(text.slice(root.start))?.[0] ?? '\n',
    step: stepOf(text, root) ?? 2,
    flow: false,
    json: false,
  };
  let node = root;
  let entry: Entry | undefined;
  for (const [i, step] of path.entries()) {
    if (node.kind === 'alias') return null;
    if (node.kind === 'scalar') return entry ? intoNull(manner, entry.key, node, path.slice(i), value) : null;
    const written = node.kind === 'mapping' && node.flow ? node.entries.at(-1)?.key : undefined;
    manner = {
      ...manner,
      flow: manner.flow || node.flow,
      json: written === undefined ? manner.json : written.kind === 'scalar' && written.style === 'double',
    };
    entry = entryOf(node, step);
    const next = entry?.value ?? (node.kind === 'sequence' ? node.items[Number(step)] : undefined);
    if (next === undefined) return node.kind === 'mapping' ? into(manner, node, path.slice(i), value) : null;
    node = next;
  }
  return replace(manner, node, value);
}

/** Returns the splice that removes the field at `path`, or null if it would remove more than the field. */
export function cutField(text: string, root: YamlNode, path: Path): Splice | null {
  let node: YamlNode | undefined = root;
  for (const step of path.slice(0, -1)) {
    if (node?.kind === 'mapping') node = entryOf(node, step)?.value;
    else node = node?.kind === 'sequence' ? node.items[Number(step)] : undefined;
  }
  if (node?.kind !== 'mapping') return null;
  const entry = entryOf(node, path.at(-1)!);
  const at = node.entries.findIndex((one) => one === entry);
  if (entry === undefined || node.entries.length < 2) return null;
  if (node.flow) {
    const [before, after] = [node.entries[at - 1], node.entries[at + 1]];
    return after !== undefined
      ? { start: entry.key.start, end: after.key.start, text: '' }
      : { start: before!.value.end, end: entry.value.end, text: '' };
  }
  const start = lineStart(text, entry.key.start);
  if (text.slice(start, entry.key.start).trim() !== '') return null;
  const end = blockEnd(text, entry.value.end, entry.key.start - start);
  return { start, end: end + /^\r?\n|/.exec(text.slice(end))![0].length, text: '' };
}

function replace({ text, json }: Manner, node: YamlNode, value: string | number): readonly Splice[] | null {
  if (node.kind !== 'scalar' && node.kind !== 'alias') return null;
  const { start, end } = node;
  const style = node.kind === 'scalar' ? node.style : 'empty';
  if (style === 'block' && text.slice(start, lineEnd(text, start)).includes('#')) return null;
  const written = writeScalar(
    value,
    style === 'single' || style === 'double' ? style : json && style !== 'plain' ? 'double' : 'plain',
  );
  return [{ start, end, text: style === 'empty' && node.kind === 'scalar' ? ` ${written}` : written }];
}

/** Adds missing fields to an existing mapping. */
function into(manner: Manner, mapping: MappingNode, path: Path, value: string | number): readonly Splice[] | null {
  if (path.some((step) => typeof step === 'number')) return null;
  if (mapping.flow) return intoFlow(manner, mapping, path, value);
  const last = mapping.entries.at(-1)!;
  const column = columnOf(manner.text, last.key.start);
  const end = blockEnd(manner.text, mapping.end, column);
  return [{ start: end, end, text: manner.eol + blockFields(manner, column, path, value) }];
}

function intoFlow(manner: Manner, mapping: MappingNode, path: Path, value: string | number): readonly Splice[] {
  const { text, eol } = manner;
  const last = mapping.entries.at(-1);
  if (last === undefined) {
    const at = mapping.start + 1;
    return [{ start: at, end: at, text: flowFields(manner, path, value) }];
  }
  const { end } = last.value;
  const comma = commaAfter(text, end);
  const colon = /^:[ \t]*$/.exec(text.slice(last.key.end, last.value.start))?.[0] ?? ': ';
  const field = flowFields(manner, path, value, colon);
  const lead = /^[ \t]*$/.exec(text.slice(lineStart(text, last.key.start), last.key.start))?.[0];
  if (lead !== undefined && mapping.entries.length > 1) {
    // Every field has its own line, and so has the new one, after a comment at the end of the previous line.
    const at = lineEnd(text, comma ?? end);
    const separator = comma === undefined ? [{ start: end, end, text: ',' }] : [];
    return [...separator, { start: at, end: at, text: eol + lead + field }];
  }
  const space = colon === ':' ? '' : ' ';
  return comma === undefined
    ? [{ start: end, end, text: `,${space}${field}` }]
    : [{ start: comma, end: comma, text: space + field }];
}

/** Adds fields to a key whose value is empty or null. */
function intoNull(
  manner: Manner,
  key: YamlNode,
  node: ScalarNode,
  path: Path,
  value: string | number,
): readonly Splice[] | null {
  const isNull = node.style === 'empty' || (node.style === 'plain' && /^(~|null|Null|NULL)$/.test(node.value));
  if (!isNull || path.some((step) => typeof step === 'number')) return null;
  const { text, step, eol } = manner;
  if (manner.flow) {
    const space = node.style === 'empty' ? ' ' : '';
    return [{ start: node.start, end: node.end, text: `${space}{${flowFields(manner, path, value)}}` }];
  }
  const column = columnOf(text, key.start);
  const at = blockEnd(text, node.end, column);
  let { start } = node;
  if (node.style === 'plain') while (' \t'.includes(text[start - 1]!)) start--;
  return [
    { start, end: node.end, text: '' },
    { start: at, end: at, text: eol + blockFields(manner, column + step, path, value) },
  ];
}

function blockFields({ step, eol }: Manner, column: number, path: Path, value: string | number): string {
  const names = path.map((name, i) => `${' '.repeat(column + i * step)}${writeScalar(String(name))}:`);
  return `${names.join(eol)} ${writeScalar(value)}`;
}

function flowFields({ json }: Manner, path: Path, value: string | number, colon = ': '): string {
  const style = json ? 'double' : 'plain';
  const names = path.map((name) => writeScalar(String(name), style));
  return `${names.join(`${colon}{`)}${colon}${writeScalar(value, style)}${'}'.repeat(path.length - 1)}`;
}

/**
 * Returns the end of the last line of a block. Comments that are indented more than its fields belong to the last
 * field.
 */
function blockEnd(text: string, at: number, column: number): number {
  let end = lineEnd(text, at);
  const comment = /(?:[ \t]*\r?\n)+([ \t]*)#[^\r\n]*/y;
  for (;;) {
    comment.lastIndex = end;
    const found = comment.exec(text);
    if (found === null || found[1]!.length <= column) return end;
    end = comment.lastIndex;
  }
}

/** Returns the offset after the comma that follows `at`, if there is one. */
function commaAfter(text: string, at: number): number | undefined {
  const comma = /(?:\s|(?<=\s)#[^\n]*)*,/y;
  comma.lastIndex = at;
  return comma.test(text) ? comma.lastIndex : undefined;
}

const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;
const columnOf = (text: string, at: number): number => at - lineStart(text, at);

/** Returns the indentation of the first nested mapping relative to its parent. */
function stepOf(text: string, node: YamlNode): number | undefined {
  if (node.kind === 'alias' || node.kind === 'scalar' || node.flow) return undefined;
  const children = node.kind === 'sequence' ? node.items : node.entries.map(({ value }) => value);
  for (const [i, child] of children.entries()) {
    const inner = child.kind === 'mapping' && !child.flow ? child.entries.at(-1) : undefined;
    if (inner && node.kind === 'mapping') {
      return columnOf(text, inner.key.start) - columnOf(text, node.entries[i]!.key.start);
    }
    const found = stepOf(text, child);
    if (found !== undefined) return found;
  }
  return undefined;
}

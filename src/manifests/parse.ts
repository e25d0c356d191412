/** Parses YAML or JSON text into objects as `kubectl -f` does, with the position of every field. */
import { constructFromEvents, EVENT_DOCUMENT } from 'js-yaml';
import type { Manifest } from '../engine/index.ts';
import { complexKeyProblem } from './complex-keys.ts';
import { copyWithin } from './copy.ts';
import { readEvents } from './events.ts';
import { toGoYamlError } from './go-yaml-error.ts';
import { type Hint } from './lookalikes.ts';
import { lineStarts, type Range, rangeOf } from './position.ts';
import { hintNear, type Remark, remarksOn } from './remarks.ts';
import { schema } from './scalars.ts';
import { type Chunk, splitDocuments } from './split.ts';
import { entryOf, type Path, resolved, treeOf, type YamlNode } from './tree.ts';

export type { Hint, Path, Range, Remark };

export interface ManifestDocument {
  /** The object as written. `apiVersion` and `kind` are strings; nothing else is validated yet. */
  readonly object: Manifest;
  /** Index of its document in the text, from 0. The items of a List share it. Empty documents count. */
  readonly index: number;
  /** The whole document, and the path of `object` in it, which is empty except for items of a List. */
  readonly tree: YamlNode;
  readonly at: Path;
  /**
   * Returns the range of a field, or of its nearest parent if it is not written.
   * @param part The field's name or its value. List items and the document itself have only a value.
   */
  readonly positionOf: (path: Path, part?: 'key' | 'value') => Range;
}

/** The reason why a text could not be parsed to its end. */
export interface ManifestError {
  /** The message as kubectl prints it, without `error: `. */
  readonly message: string;
  readonly position: Range;
  readonly hint?: Hint;
}

export interface ManifestFile {
  readonly name: string;
  /** In order, up to the error if there is one: kubectl processes these before it fails. */
  readonly documents: readonly ManifestDocument[];
  readonly error?: ManifestError;
  /** Remarks about text that kubectl accepts without a warning but that is probably a mistake. */
  readonly remarks: readonly Remark[];
}

/** Longest text that is parsed, in UTF-16 units: parsing must not block the page. */
const maxTextLength = 512 * 1024;

const sizeOf = (length: number): string =>
  length % 2 ** 20 === 0 ? `${length / 2 ** 20} MiB` : `${length / 1024} KiB`;

const skipValidation = 'if you choose to ignore these errors, turn validation off with --validate=false';

/**
 * Parses a manifest.
 * @param name Name of the file in messages.
 * @param max Longest text that is parsed, in UTF-16 units; a whole number of KiB.
 */
export function parseManifests(text: string, name = 'manifest.yaml', max = maxTextLength): ManifestFile {
  const starts = lineStarts(text);
  const documents: ManifestDocument[] = [];
  const remarks: Remark[] = [];
  const stop = (message: string, start: number, end: number, hint?: Hint): ManifestFile => ({
    name,
    documents,
    error: { message, position: rangeOf(starts, start, end), ...(hint && { hint }) },
    remarks,
  });
  if (text.length > max) return stop(`error parsing ${name}: the file is larger than ${sizeOf(max)}`, 0, 0);

  for (const [index, chunk] of splitDocuments(text).entries()) {
    const read = readChunk(chunk);
    if ('reason' in read) {
      const line = read.line === undefined ? '' : `line ${read.line}: `;
      const near = hintNear(chunk.text, read.at);
      const at = chunk.start + (near?.at ?? read.at);
      const message = `error parsing ${name}: error converting YAML to JSON: yaml: ${line}${read.reason}`;
      return stop(message, at, Math.min(at + 1, text.length), near?.hint);
    }
    const { tree, value } = read;
    if (tree === null || value === null) continue;
    remarks.push(...remarksOn(tree, starts));
    const problems = typeProblems(value);
    if (problems.length > 0) {
      const list = problems.length === 1 ? problems[0]! : `[${problems.join(', ')}]`;
      const message = `error validating "${name}": error validating data: ${list}; ${skipValidation}`;
      const wrong = ['apiVersion', 'kind'].map((key) => entryOf(tree, key)?.value).find((n) => n !== undefined);
      return stop(message, (wrong ?? tree).start, wrong?.end ?? firstEnd(tree));
    }
    for (const { object, at } of flatten(value as Manifest)) {
      const positionOf = (path: Path, part?: 'key' | 'value') => locate(tree, [...at, ...path], part, starts);
      documents.push({ object, index, tree, at, positionOf });
    }
  }
  return { name, documents, remarks };
}

/** Parses any YAML or JSON value, as in a patch. Returns the value, or the error in the words of Go's YAML library. */
export function parseValue(text: string): { readonly value: unknown } | { readonly error: string } {
  const read = readChunk({ text, start: 0 });
  if (!('reason' in read)) return { value: read.value };
  return { error: `yaml: ${read.line === undefined ? '' : `line ${read.line}: `}${read.reason}` };
}

/** Parses any YAML document with the position of every field. Returns the error if it is not valid. */
export type ReadDocument =
  { readonly value: unknown; readonly positionOf: ManifestDocument['positionOf'] } | { readonly error: ManifestError };

/** Parses the first document of a text that need not be a Kubernetes object. */
export function parseDocument(text: string): ReadDocument {
  const starts = lineStarts(text);
  const start = { line: 1, column: 1, endLine: 1, endColumn: 1 };
  if (text.length > maxTextLength)
    return { error: { message: `the file is larger than ${sizeOf(maxTextLength)}`, position: start } };
  const read = readChunk({ text, start: 0 });
  if ('reason' in read) {
    return { error: { message: read.reason, position: rangeOf(starts, read.at, Math.min(read.at + 1, text.length)) } };
  }
  const { tree, value } = read;
  if (tree === null) return { value, positionOf: () => start };
  return { value, positionOf: (path, part) => locate(tree, path, part, starts) };
}

/** Reports if a document has only its separator, line breaks and comments. */
const nothing = /^(?:---)?[ \r]*(?:#.*)?(?:\n[ \r]*(?:#.*)?)*$/;

function readChunk({
  text,
  start,
}: Chunk): { tree: YamlNode | null; value: unknown } | ReturnType<typeof toGoYamlError> {
  if (nothing.test(text)) return { tree: null, value: null };
  try {
    const read = readEvents(text);
    const second = read.events.findIndex((e, i) => i > 0 && e.type === EVENT_DOCUMENT);
    const events = second < 0 ? read.events : read.events.slice(0, second);
    const tree = treeOf({ ...read, events }, start);
    if (tree === null) return { tree, value: null };
    const problem = complexKeyProblem(tree, start);
    if (problem !== undefined) return problem;
    const [value] = constructFromEvents(events, { source: read.source, schema, json: true, maxAliases: 1000 });
    return { tree, value: copyWithin(value) };
  } catch (error) {
    return toGoYamlError(text, error);
  }
}

/** Returns the errors of `apiVersion` and `kind`: the only fields that kubectl checks before it asks the API server. */
export function typeProblems(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return ['invalid object to validate'];
  return ['apiVersion', 'kind'].flatMap((field) => {
    const given = (value as Record<string, unknown>)[field] ?? undefined;
    if (given === undefined) return [`${field} not set`];
    return typeof given === 'string' ? [] : [`${field} isn't string type`];
  });
}

/** Returns the items of a List, or any other object itself. */
function flatten(object: Manifest, at: Path = []): readonly { object: Manifest; at: Path }[] {
  const items = object['items'];
  if (!object.kind.endsWith('List') || !Array.isArray(items)) return [{ object, at }];
  return items.flatMap((item: Manifest, i) =>
    typeProblems(item).length === 0 ? flatten(item, [...at, 'items', i]) : [],
  );
}

function locate(tree: YamlNode, path: Path, part: 'key' | 'value' = 'value', starts: readonly number[]): Range {
  let node = tree;
  let key: YamlNode | undefined;
  for (const [i, step] of path.entries()) {
    const parent = resolved(node);
    const entry = entryOf(parent, step);
    const next = entry?.value ?? (parent.kind === 'sequence' ? parent.items[Number(step)] : undefined);
    if (next === undefined) {
      // If the field is missing, points at the parent's name, which is shorter than the parent's value.
      return i === 0 || key === undefined
        ? rangeOf(starts, node.start, firstEnd(node))
        : rangeOf(starts, key.start, key.end);
    }
    key = entry?.key;
    node = next;
  }
  const shown = part === 'key' || (node.kind === 'scalar' && node.style === 'empty') ? (key ?? node) : node;
  return rangeOf(starts, shown.start, shown.end);
}

/** Returns the end of a node's first field, item or line: a shorter range than the whole node is easier to see. */
function firstEnd(node: YamlNode): number {
  if (node.kind === 'mapping' && !node.flow && node.entries[0]) return node.entries[0].key.end;
  return node.kind === 'sequence' && node.items[0] ? firstEnd(node.items[0]) : node.end;
}

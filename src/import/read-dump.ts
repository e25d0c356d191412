/** Reads the output of `kubectl get … -o yaml` or `-o json`: a List, one object, several documents, several texts. */
import type { Manifest } from '../engine/index.ts';
import { copyWithin } from '../manifests/copy.ts';
import { parseManifests } from '../manifests/parse.ts';
import { splitDocuments } from '../manifests/split.ts';
import { DumpError } from './dump-error.ts';
import { itemsIn } from './split-list.ts';

export interface DumpText {
  readonly name: string;
  readonly text: string;
}

/** Limits of one import. */
const maxCharacters = 32 * 2 ** 20;
const maxObjects = 20_000;
/** Largest text that is parsed as YAML at once, in characters: one object, or a text that cannot be split. */
const maxPiece = 512 * 1024;
/** Deepest nesting of lists. */
const maxLists = 5;

/**
 * Reads texts in small parts; yields the part that is done, from 0 to 1.
 * @throws DumpError if a text is not a dump, or is too large.
 */
export function* readDump(
  texts: readonly DumpText[],
  limit = maxObjects,
): Generator<number, readonly Manifest[], undefined> {
  const length = texts.reduce((sum, { text }) => sum + text.length, 0);
  if (length > maxCharacters) throw new DumpError('TooLarge', { limit: maxCharacters / 2 ** 20 });
  const objects: Manifest[] = [];
  let before = 0;
  for (const text of texts) {
    for (const { object, at } of objectsOf(text)) {
      if (objects.push(object) > limit) throw new DumpError('TooMany', { limit });
      yield (before + at) / length;
    }
    before += text.text.length;
  }
  if (objects.length === 0) throw new DumpError('Empty');
  return objects;
}

/** An object, and the number of characters that were read up to its end. */
interface Found {
  readonly object: Manifest;
  readonly at: number;
}

function* objectsOf({ name, text }: DumpText): Generator<Found> {
  const json = /^\s*\{/.test(text) ? readJson(text, name) : undefined;
  if (json !== undefined) {
    for (const object of withinLists(json, name)) yield { object: ownCopy(object, name), at: text.length };
    return;
  }
  for (const document of splitDocuments(text)) {
    const end = document.start + document.text.length;
    const list = itemsIn(document.text);
    if (list === undefined) {
      for (const object of parsed(document.text, name)) yield { object, at: end };
      continue;
    }
    const { apiVersion, kind } = list;
    for (const item of list.items) {
      for (const object of withinLists({ apiVersion, kind, items: parsed(item.text, name, item.line) }, name)) {
        yield { object, at: document.start + item.end };
      }
    }
  }
}

/** @param line Line in the file, from 1. */
function parsed(text: string, file: string, line = 1): readonly Manifest[] {
  if (text.length > maxPiece) throw new DumpError('ObjectTooLarge', { file, limit: maxPiece / 1024 });
  const { documents, error } = parseManifests(text, file);
  if (error !== undefined) {
    const reason = error.message.replace(/\bline (\d+)/, (_, n) => `line ${Number(n) + line - 1}`);
    throw new DumpError('Unreadable', { reason });
  }
  return documents.flatMap(({ object }) => [...withinLists(object, file)]);
}

/** Undefined if it is not one JSON value. YAML may also begin with a brace. */
function readJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw new DumpError('NotObject', { file });
  }
}

/** Returns an object without keys that have a meaning in JavaScript. */
function ownCopy(object: Manifest, file: string): Manifest {
  try {
    return copyWithin(object) as Manifest;
  } catch {
    throw new DumpError('NotObject', { file });
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Returns the objects in a list, or the object itself. */
function* withinLists(value: unknown, file: string, depth = 0): Generator<Manifest> {
  if (!isObject(value) || depth > maxLists) throw new DumpError('NotObject', { file });
  const { apiVersion, kind, items, metadata } = value;
  if (typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items)) {
    // Items of a typed list do not repeat its kind.
    const own = kind === 'List' ? {} : { apiVersion, kind: kind.slice(0, -4) };
    for (const item of items as readonly unknown[]) {
      yield* withinLists(isObject(item) ? { ...own, ...item } : item, file, depth + 1);
    }
    return;
  }
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') throw new DumpError('NoKind', { file });
  if (kind === 'Table' || kind === 'PartialObjectMetadata') throw new DumpError('Short', { file, kind });
  const { name, uid } = isObject(metadata) ? metadata : {};
  if (typeof name !== 'string' || typeof uid !== 'string') {
    throw new DumpError('NoUid', { file, kind, name: typeof name === 'string' ? name : '(no name)' });
  }
  yield value as unknown as Manifest;
}

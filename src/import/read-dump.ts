/** Reads what `kubectl get … -o yaml` or `-o json` printed: a List, one object, several documents, several texts. */
import type { Manifest } from '../engine/index.ts';
import { copyWithin } from '../manifests/copy.ts';
import { parseManifests } from '../manifests/parse.ts';

export interface DumpText {
  readonly name: string;
  readonly text: string;
}

/** Limits of one import. */
const maxCharacters = 32 * 2 ** 20;
const maxObjects = 20_000;

/** A dump that cannot be read; the message says why. */
export class DumpError extends Error {}

/** @throws DumpError when a text is not a dump, or there is too much of it. */
export function readDump(texts: readonly DumpText[]): readonly Manifest[] {
  const length = texts.reduce((sum, { text }) => sum + text.length, 0);
  if (length > maxCharacters) throw new DumpError(`the dump is larger than ${maxCharacters / 2 ** 20} MiB`);
  const objects = texts.flatMap((text) => objectsOf(text));
  if (objects.length > maxObjects) throw new DumpError(`the dump has more than ${maxObjects} objects`);
  if (objects.length === 0) throw new DumpError('the dump has no objects');
  return objects;
}

function objectsOf({ name, text }: DumpText): readonly Manifest[] {
  const json = /^\s*\{/.test(text) ? readJson(text) : undefined;
  if (json !== undefined) return withinLists(json, name);
  const { documents, error } = parseManifests(text, name, maxCharacters);
  if (error !== undefined) throw new DumpError(error.message);
  return documents.flatMap(({ object }) => withinLists(object, name));
}

/** Undefined: not one JSON value. YAML may begin with a brace as well. */
function readJson(text: string): unknown {
  try {
    return copyWithin(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw new DumpError(String(error instanceof Error ? error.message : error));
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The objects in a list, or the one object that there is. */
function withinLists(value: unknown, name: string): readonly Manifest[] {
  if (!isObject(value)) throw new DumpError(`${name}: not a Kubernetes object`);
  const { apiVersion, kind, items, metadata } = value;
  if (typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items)) {
    // The items of a typed list do not repeat its kind.
    const own = kind === 'List' ? {} : { apiVersion, kind: kind.slice(0, -4) };
    return items.flatMap((item: unknown) => withinLists(isObject(item) ? { ...own, ...item } : item, name));
  }
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') {
    throw new DumpError(`${name}: not a Kubernetes object: apiVersion or kind is missing`);
  }
  if (kind === 'Table' || kind === 'PartialObjectMetadata') {
    throw new DumpError(`${name}: a ${kind} lacks most of the object; use -o yaml or -o json`);
  }
  const { name: own, uid } = isObject(metadata) ? metadata : {};
  if (typeof own !== 'string' || typeof uid !== 'string') {
    throw new DumpError(
      `${name}: ${kind} ${typeof own === 'string' ? own : '(no name)'} has no uid: it is a manifest and not an object of a cluster; use kubectl get -o yaml`,
    );
  }
  return [value as unknown as Manifest];
}

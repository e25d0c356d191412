/** JSON Patch (RFC 6902): operations, carried out one after the other; all of them or none. */
// Models github.com/evanphx/json-patch and kubernetes/staging/src/k8s.io/apiserver/pkg/endpoints/handlers/patch.go
import { StatusError } from './status-error.ts';
import { equal } from './values.ts';

type Json = Readonly<Record<string, unknown>>;
type Path = readonly string[];

const limits = {
  operations: 10_000,
  /** Characters that `copy` may add in all: each could double the object. */
  copied: 3 * 1024 * 1024,
};

/** The API server says no more than this of what cannot be carried out. */
const rejected = (): StatusError =>
  new StatusError('Invalid', 'the server rejected our request due to an error in our request');

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @throws StatusError Invalid when an operation cannot be carried out. */
export function jsonPatch(object: unknown, operations: unknown): unknown {
  if (!Array.isArray(operations) || operations.length > limits.operations) throw rejected();
  let copied = 0;
  return operations.reduce((document: unknown, operation: unknown) => {
    if (!isObject(operation)) throw rejected();
    const path = pathOf(operation.path);
    switch (operation.op) {
      case 'add':
        return changeAt(document, path, (holder, key) => added(holder, key, operation.value));
      case 'replace':
        get(document, path);
        return changeAt(document, path, (holder, key) => replaced(holder, key, operation.value));
      case 'remove':
        get(document, path);
        return changeAt(document, path, removed);
      case 'move': {
        const from = pathOf(operation.from);
        const value = get(document, from);
        return changeAt(changeAt(document, from, removed), path, (holder, key) => added(holder, key, value));
      }
      case 'copy': {
        const value = get(document, pathOf(operation.from));
        if ((copied += JSON.stringify(value).length) > limits.copied) throw rejected();
        return changeAt(document, path, (holder, key) => added(holder, key, value));
      }
      case 'test':
        if (!equal(get(document, path), operation.value)) throw rejected();
        return document;
      default:
        throw rejected();
    }
  }, object);
}

function pathOf(pointer: unknown): Path {
  if (typeof pointer !== 'string' || (pointer !== '' && !pointer.startsWith('/'))) throw rejected();
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The index that a part of a path names in a list: at most `last`. */
function indexIn(key: string, last: number): number {
  const index = /^(0|[1-9]\d*)$/.test(key) ? Number(key) : Infinity;
  if (index > last) throw rejected();
  return index;
}

function get(document: unknown, path: Path): unknown {
  return path.reduce((holder: unknown, key) => {
    if (Array.isArray(holder)) return holder[indexIn(key, holder.length - 1)] as unknown;
    if (!isObject(holder) || !Object.hasOwn(holder, key)) throw rejected();
    return holder[key];
  }, document);
}

/** The document with another holder of what the path leads to. */
function changeAt(document: unknown, path: Path, change: (holder: unknown, key: string) => unknown): unknown {
  const [key, ...rest] = path;
  // The object itself can be tested, and nothing else.
  if (key === undefined) throw rejected();
  if (rest.length === 0) return change(document, key);
  return replaced(document, key, changeAt(get(document, [key]), rest, change));
}

function added(holder: unknown, key: string, value: unknown): unknown {
  if (!Array.isArray(holder)) return replaced(holder, key, value);
  const index = key === '-' ? holder.length : indexIn(key, holder.length);
  return holder.toSpliced(index, 0, value) as unknown;
}

function replaced(holder: unknown, key: string, value: unknown): unknown {
  if (Array.isArray(holder)) return holder.with(indexIn(key, holder.length - 1), value) as unknown;
  if (!isObject(holder)) throw rejected();
  return { ...holder, [key]: value };
}

function removed(holder: unknown, key: string): unknown {
  if (Array.isArray(holder)) return holder.toSpliced(indexIn(key, holder.length - 1), 1) as unknown;
  if (!isObject(holder)) throw rejected();
  const { [key]: _, ...rest } = holder;
  return rest;
}

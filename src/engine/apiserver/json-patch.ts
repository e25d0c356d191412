/** JSON Patch: a list of operations that are applied in order, or not at all. */
// Models RFC 6902 and github.com/evanphx/json-patch
import { StatusError } from '../base/status-error.ts';
import { equal, put, valueOf } from '../base/values.ts';

interface Operation {
  readonly op?: string;
  readonly path?: string;
  readonly from?: string;
  readonly value?: unknown;
}

const limits = {
  operations: 10_000,
  /** Largest number of characters that `copy` operations may add: each could double the object. */
  copied: 3 * 1024 * 1024,
};

type Keys = readonly string[];
type Container = Record<string, unknown> | unknown[];

/** @throws StatusError Invalid, without a reason, as the API server. */
export function jsonPatch(object: unknown, patch: unknown): unknown {
  try {
    const asked = patch as readonly Operation[];
    if (asked.length > limits.operations) throw new Error('too many operations');
    const room = { left: limits.copied };
    return asked.reduce((document, operation) => carryOut(document, operation, room), structuredCopy(object));
  } catch {
    throw new StatusError('Invalid', 'the server rejected our request due to an error in our request');
  }
}

const structuredCopy = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown;

interface Room {
  left: number;
}

function carryOut(document: unknown, { op = '', path, from, value }: Operation, room: Room): unknown {
  const to = keysOf(path);
  const perform = valueOf(operations, op);
  if (perform === undefined) throw new Error(`no operation ${op}`);
  return perform(document, to, op === 'move' || op === 'copy' ? keysOf(from) : [], value, room);
}

type Perform = (document: unknown, to: Keys, from: Keys, value: unknown, room: Room) => unknown;

const operations: Readonly<Record<string, Perform>> = {
  add: (document, to, _, value) => add(document, to, value),
  remove: (document, to) => remove(document, to),
  replace: (document, to, _, value) => {
    read(document, to);
    return to.length === 0 ? value : add(remove(document, to), to, value);
  },
  move: (document, to, from) => {
    const moved = read(document, from);
    return add(remove(document, from), to, moved);
  },
  copy: (document, to, from, _, room) => {
    const copied = JSON.stringify(read(document, from));
    if ((room.left -= copied.length) < 0) throw new Error('too much is copied');
    return add(document, to, JSON.parse(copied) as unknown);
  },
  test: (document, to, _, value) => {
    if (!equal(read(document, to), value ?? null)) throw new Error('the test fails');
    return document;
  },
};

function keysOf(pointer: string | undefined): Keys {
  if (pointer === '') return [];
  if (!pointer?.startsWith('/')) throw new Error('no pointer');
  return pointer
    .slice(1)
    .split('/')
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function read(document: unknown, keys: Keys): unknown {
  let value = document;
  for (const key of keys) {
    const container = asContainer(value);
    const own = Array.isArray(container) ? indexOf(container, key, container.length - 1) : key;
    if (!Object.hasOwn(container, own)) throw new Error('no such path');
    value = (container as Record<string, unknown>)[own];
  }
  return value;
}

function add(document: unknown, keys: Keys, value: unknown): unknown {
  const last = keys.at(-1);
  if (last === undefined) return value;
  const parent = asContainer(read(document, keys.slice(0, -1)));
  if (Array.isArray(parent))
    parent.splice(last === '-' ? parent.length : indexOf(parent, last, parent.length), 0, value);
  else put(parent, last, value);
  return document;
}

function remove(document: unknown, keys: Keys): unknown {
  read(document, keys);
  const last = keys.at(-1);
  if (last === undefined) return null;
  const parent = asContainer(read(document, keys.slice(0, -1)));
  if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else delete parent[last];
  return document;
}

function asContainer(value: unknown): Container {
  if (typeof value !== 'object' || value === null) throw new Error('no such path');
  return value as Container;
}

function indexOf(list: readonly unknown[], key: string, most: number): number {
  if (!/^(0|[1-9]\d*)$/.test(key) || Number(key) > most) throw new Error(`no index ${key} in ${list.length} items`);
  return Number(key);
}

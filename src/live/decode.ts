/**
 * Decodes answers of an API server, or of a proxy in front of it. Each answer is checked before it is used; a value
 * that is not an object of the expected kind is left out and counted.
 */
import {
  apiVersionOf,
  checkObjectMeta,
  decodeObject,
  type KubernetesObject,
  type Manifest,
  resourceInfo,
  virtualTime,
} from '../engine/index.ts';
import type { LiveResource } from './kinds.ts';

type Json = Record<string, unknown>;

/** The manager that last wrote an object, by its `managedFields`. */
export interface Writer {
  readonly manager: string;
  readonly subresource?: string;
}

/** An object as the server sent it, without `managedFields`. */
export interface Seen {
  readonly object: KubernetesObject;
  readonly writer?: Writer;
}

/** A failure that the API server reports as a Status object. */
export interface Failure {
  readonly code: number;
  readonly reason: string;
  readonly message: string;
}

export type WatchEvent =
  | { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'; readonly seen: Seen }
  | { readonly type: 'BOOKMARK'; readonly version: string }
  | { readonly type: 'ERROR'; readonly failure: Failure }
  /** An event whose object cannot be read. */
  | { readonly type: 'UNREADABLE' }
  /** A line that is not an event. */
  | { readonly type: 'NONSENSE' };

export interface ListPage {
  readonly version: string;
  readonly next?: string;
  readonly items: readonly Seen[];
  /** Number of items that are not objects of this kind. */
  readonly unreadable: number;
}

/** Removes the parts of an object that must not be kept. */
export type Redact = (object: KubernetesObject) => KubernetesObject;

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Returns a text that is neither empty nor longer than `most`. */
function textOf(value: unknown, most: number): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= most ? value : undefined;
}

const maxVersion = 128;
const maxToken = 8192;
const maxMessage = 500;

/** Deepest nesting of objects and lists. Objects of Kubernetes have about 20 levels. */
const maxDepth = 100;

/** Returns the value of a JSON text; undefined if it is not JSON, or nested too deep. */
function parse(text: string): unknown {
  try {
    const value = JSON.parse(text) as unknown;
    return isShallow(value, 0) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isShallow(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return depth < maxDepth && Object.values(value).every((part) => isShallow(part, depth + 1));
}

/** Reads a page of a list; undefined if it is not a list of this kind. */
export function readList(text: string, resource: LiveResource, redact: Redact): ListPage | undefined {
  const list = parse(text);
  const { kind } = resourceInfo(resource);
  if (!isJson(list) || list['kind'] !== `${kind}List` || list['apiVersion'] !== apiVersionOf(resourceInfo(resource)))
    return undefined;
  const { metadata, items } = list;
  const version = isJson(metadata) ? textOf(metadata['resourceVersion'], maxVersion) : undefined;
  if (version === undefined || !(Array.isArray(items) || items === null || items === undefined)) return undefined;
  const sent: readonly unknown[] = Array.isArray(items) ? items : [];
  const seen = sent.map((item) => readObject(item, resource, redact)).filter((item) => item !== undefined);
  const next = textOf((metadata as Json)['continue'], maxToken);
  return { version, ...(next !== undefined && { next }), items: seen, unreadable: sent.length - seen.length };
}

/** Reads an event of a watch. */
export function readEvent(text: string, resource: LiveResource, redact: Redact): WatchEvent {
  const event = parse(text);
  if (!isJson(event)) return { type: 'NONSENSE' };
  const { type, object } = event;
  switch (type) {
    case 'BOOKMARK': {
      const metadata = isJson(object) ? object['metadata'] : undefined;
      const version = isJson(metadata) ? textOf(metadata['resourceVersion'], maxVersion) : undefined;
      return version === undefined ? { type: 'NONSENSE' } : { type, version };
    }
    case 'ERROR':
      return { type, failure: failureOf(object) ?? { code: 500, reason: '', message: '' } };
    case 'ADDED':
    case 'MODIFIED':
    case 'DELETED': {
      const seen = readObject(object, resource, redact);
      return seen === undefined ? { type: 'UNREADABLE' } : { type, seen };
    }
    default:
      return { type: 'NONSENSE' };
  }
}

/** Reads the Status object of a refusal; undefined if there is none: then the API server did not write the answer. */
export function readFailure(text: string): Failure | undefined {
  return failureOf(parse(text));
}

function failureOf(value: unknown): Failure | undefined {
  if (!isJson(value) || value['kind'] !== 'Status') return undefined;
  const { code, reason, message } = value;
  if (typeof code !== 'number' || !Number.isInteger(code)) return undefined;
  return { code, reason: textOf(reason, 100) ?? '', message: String(message ?? '').slice(0, maxMessage) };
}

/** Fields of the metadata that no reader needs. */
const dropped = ['managedFields', 'selfLink'];

function readObject(value: unknown, resource: LiveResource, redact: Redact): Seen | undefined {
  const info = resourceInfo(resource);
  const { kind } = info;
  const apiVersion = apiVersionOf(info);
  if (!isJson(value) || !isJson(value['metadata'])) return undefined;
  // The items of a list do not name their kind.
  if ((value['kind'] ?? kind) !== kind || (value['apiVersion'] ?? apiVersion) !== apiVersion) return undefined;
  const { metadata } = value;
  const kept = Object.fromEntries(Object.entries(metadata).filter(([name]) => !dropped.includes(name)));
  if (checkObjectMeta(kept) !== undefined || !hasIdentity(kept, info.namespaced)) return undefined;
  const read = decodeObject({ ...value, apiVersion, kind, metadata: kept } as Manifest);
  const object = 'decoded' in read ? read.decoded : read.known;
  if (object === undefined) return undefined;
  const writer = writerOf(metadata['managedFields']);
  return { object: redact(freeze(object as unknown as KubernetesObject)), ...(writer && { writer }) };
}

/** Returns true if a value has the identity of an object: name, version and creation time. */
function hasIdentity(metadata: Json, namespaced: boolean): boolean {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = metadata;
  return (
    textOf(name, 253) !== undefined &&
    (namespaced ? textOf(namespace, 63) !== undefined : namespace === undefined) &&
    textOf(uid, 128) !== undefined &&
    textOf(resourceVersion, maxVersion) !== undefined &&
    Number.isFinite(virtualTime(textOf(creationTimestamp, 64) ?? ''))
  );
}

/** Returns the manager with the newest time; if several have the same time, the last one. */
function writerOf(entries: unknown): Writer | undefined {
  if (!Array.isArray(entries)) return undefined;
  let newest: { readonly time: string; readonly writer: Writer } | undefined;
  for (const entry of entries.slice(0, 100) as unknown[]) {
    if (!isJson(entry)) continue;
    const manager = textOf(entry['manager'], 128);
    const subresource = textOf(entry['subresource'], 64);
    const time = textOf(entry['time'], 64) ?? '';
    if (manager === undefined || (newest !== undefined && time < newest.time)) continue;
    newest = { time, writer: { manager, ...(subresource !== undefined && { subresource }) } };
  }
  return newest?.writer;
}

function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  Object.values(value).forEach(freeze);
  return Object.freeze(value);
}

/** Edits single fields of a manifest's text and keeps the author's comments and layout. */
import type { Manifest } from '../engine/index.ts';
import { parseManifests, type Path } from './parse.ts';
import { cutField, placeField, type Splice } from './place-field.ts';
import { lineStarts, positionAt } from './position.ts';

/** A text after an edit, and the range of lines that the edit changed (from 1, inclusive). */
export interface Edit {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

export interface EditTarget {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
}

/**
 * Writes one value into the text and changes nothing else. Parses the result and compares all objects with the wanted
 * ones; returns null if the edit would change more or less than the value, if the object does not exist, or if there is
 * no safe place for the value.
 */
export function setField(text: string, target: EditTarget, path: Path, value: string | number): Edit | null {
  // If an object occurs twice, the last one is applied last.
  return setFieldOf(text, (objects) => objects.findLastIndex((object) => isTarget(object, target)), path, value);
}

/** Like {@link setField}, for the object whose position `find` returns. */
export function setFieldOf(
  text: string,
  find: (objects: readonly Manifest[]) => number,
  path: Path,
  value: string | number,
): Edit | null {
  const { documents, error } = parseManifests(text);
  if (error) return null;
  const document = documents[find(documents.map(({ object }) => object))];
  if (!document) return null;
  const splices = placeField(text, document.tree, [...document.at, ...path], value);
  if (splices === null) return null;
  const wanted = documents.map((d) => (d === document ? withValue(d.object, path, value) : d.object));
  return checked(applySplices(text, splices), wanted);
}

/**
 * Removes a field of an object with its comments and changes nothing else. Returns null if the field does not exist or
 * cannot be removed safely.
 */
export function removeField(text: string, target: EditTarget, path: Path): Edit | null {
  const { documents, error } = parseManifests(text);
  const document = documents.findLast(({ object }) => isTarget(object, target));
  if (error || document === undefined) return null;
  const splice = cutField(text, document.tree, [...document.at, ...path]);
  if (splice === null) return null;
  const wanted = documents.map(({ object }) => (object === document.object ? withoutValue(object, path) : object));
  return checked(applySplices(text, [splice]), wanted);
}

/** Adds a YAML document before the first one. Returns null if the text or the document cannot be parsed. */
export function addDocument(text: string, document: string): Edit | null {
  const { documents, error } = parseManifests(text);
  const added = parseManifests(document);
  if (error || added.error) return null;
  const eol = /\r?\n/.exec(text)?.[0] ?? '\n';
  const lines = document.replace(/\r?\n$/, '').split(/\r?\n/);
  const at = text.startsWith('\uFEFF') ? 1 : 0;
  const blank = text.trim() === '';
  if (!blank && !/^\uFEFF?---\s/.test(text)) lines.push('---');
  const splice = { start: at, end: blank ? text.length : at, text: lines.map((line) => line + eol).join('') };
  return checked(
    applySplices(text, [splice]),
    [...added.documents, ...documents].map(({ object }) => object),
  );
}

function isTarget({ kind, metadata }: Manifest, target: EditTarget): boolean {
  return (
    kind === target.kind && metadata?.name === target.name && (metadata.namespace ?? 'default') === target.namespace
  );
}

function checked(edit: Edit, wanted: readonly Manifest[]): Edit | null {
  const { documents, error } = parseManifests(edit.text);
  const found = documents.map(({ object }) => object);
  return error === undefined && isSame(found, wanted) ? edit : null;
}

function applySplices(text: string, splices: readonly Splice[]): Edit {
  let edited = '';
  let last = 0;
  const touched: number[] = [];
  for (const { start, end, text: written } of splices) {
    edited += text.slice(last, start);
    const from = edited.length + /^(\r?\n)?/.exec(written)![0].length;
    edited += written;
    last = end;
    touched.push(from, Math.max(from, edited.replace(/\r?\n$/, '').length));
  }
  edited += text.slice(last);
  const starts = lineStarts(edited);
  const lines = touched.map((at) => positionAt(starts, at).line);
  return { text: edited, from: Math.min(...lines), to: Math.max(...lines) };
}

/** Returns a copy of `object` with another value at `path`; creates mappings that are missing or null. */
function withValue<T>(object: T, [step, ...rest]: Path, value: unknown): T;
function withValue(object: unknown, [step, ...rest]: Path, value: unknown): unknown {
  if (step === undefined) return value;
  if (Array.isArray(object)) return object.map((item, i) => (i === step ? withValue(item, rest, value) : item));
  const fields = (object ?? {}) as Readonly<Record<string, unknown>>;
  return { ...fields, [step]: withValue(fields[step], rest, value) };
}

/** Returns a copy of `object` without the field at `path`. */
function withoutValue<T>(object: T, [step, ...rest]: Path): T {
  const entries = Object.entries(object as Readonly<Record<string, unknown>>);
  const kept = entries.flatMap(([key, value]) => {
    if (key !== String(step)) return [[key, value]];
    return rest.length === 0 ? [] : [[key, withoutValue(value, rest)]];
  });
  return Object.fromEntries(kept) as T;
}

function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every(
      (key) =>
        Object.hasOwn(b, key) && isSame((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
    )
  );
}

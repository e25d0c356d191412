/**
 * Finds the fields in which the cluster differs from a text since that text was applied: `kubectl scale` does not
 * change files.
 */
import { type Manifest, resourceOfKind } from '../engine/index.ts';
import type { EditTarget } from '../manifests/edit.ts';
import type { Path } from '../manifests/parse.ts';
import type { Snapshot } from './snapshot.ts';

/** A field that the text still has as it was applied, and that the cluster now has with another value. */
export interface Drift extends EditTarget {
  /** Empty when the object itself was deleted. */
  readonly path: Path;
  /** The cluster's value; null if it cannot be written into the text. */
  readonly value: string | number | null;
  /** The value as it is shown; empty if the field was removed. */
  readonly shown: string;
}

/**
 * @param documents The objects in the text.
 * @param applied The cluster right after they were applied, with the API server's defaults.
 */
export function driftOf(documents: readonly Manifest[], applied: Snapshot, now: Snapshot): readonly Drift[] {
  return documents.flatMap((written) => {
    const { metadata, spec, data } = written as { readonly [field in 'metadata' | 'spec' | 'data']?: Json };
    const { name, namespace = 'default', labels, annotations } = (metadata ?? {}) as WrittenMeta;
    const info = resourceOfKind(written.apiVersion, written.kind, now);
    if (info === undefined || name === undefined) return [];
    const find = (view: Snapshot) => view.get(info.resource, name, info.namespaced ? namespace : undefined);
    const [was, is] = [find(applied), find(now)];
    if (was === undefined) return [];
    const target = { kind: written.kind, name, namespace };
    if (is === undefined) return [{ ...target, path: [], ...valueOf(undefined) }];
    // Only the API server writes the other fields.
    const said = { spec, data, metadata: { labels, annotations } };
    return changes(said, was, is, []).map((change) => ({ ...target, ...change }));
  });
}

type Json = Readonly<Record<string, unknown>>;
interface WrittenMeta {
  readonly name?: string;
  readonly namespace?: string;
  readonly labels?: Json;
  readonly annotations?: Json;
}

/** Returns the fields of `written` that the API server had as they were written, and that have changed since. */
function changes(written: unknown, was: unknown, is: unknown, path: Path): Omit<Drift, keyof EditTarget>[] {
  // Writes share the parts that they do not change.
  if (written === undefined || was === is || written === is) return [];
  if (!isContainer(written) || !isContainer(was) || !isContainer(is)) return [{ path, ...valueOf(is) }];
  return Object.entries(written).flatMap(([key, value]) =>
    changes(value, was[key], is[key], [...path, Array.isArray(written) ? Number(key) : key]),
  );
}

const isContainer = (value: unknown): value is Json => typeof value === 'object' && value !== null;

function valueOf(value: unknown): Pick<Drift, 'value' | 'shown'> {
  if (typeof value === 'string' || typeof value === 'number') return { value, shown: String(value) };
  const shown = typeof value === 'boolean' ? String(value) : '…';
  return { value: null, shown: value === undefined || value === null ? '' : shown };
}

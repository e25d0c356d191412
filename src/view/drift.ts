/** Where the cluster has gone from what a text says since that text was applied: `kubectl scale` leaves files alone. */
import { type Manifest, resourceOfKind } from '../engine/index.ts';
import type { EditTarget } from '../manifests/edit.ts';
import type { Path } from '../manifests/parse.ts';
import type { Snapshot } from './snapshot.ts';

/** A field that the text has as it was applied, while the cluster has something else by now. */
export interface Drift extends EditTarget {
  /** Empty: the object itself is gone. */
  readonly path: Path;
  /** The cluster's value, if it can be written into the text; else null. */
  readonly value: string | number | null;
  /** The same for a reader; empty: nothing. */
  readonly shown: string;
}

/**
 * @param documents What is written.
 * @param applied The cluster when that had been applied, with what the API server made of it.
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
    // The rest is the API server's to write.
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

/** The fields of `written` that the API server had as they were written, and has no more. */
function changes(written: unknown, was: unknown, is: unknown, path: Path): Omit<Drift, keyof EditTarget>[] {
  // Writes share what they leave as it is.
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

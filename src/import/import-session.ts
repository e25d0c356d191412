/** Makes the session that shows an imported cluster. */
import {
  type KubernetesObject,
  lastAppliedAnnotation,
  type Manifest,
  type StatefulSet,
  timestamp,
} from '../engine/index.ts';
import { writeYaml } from '../manifests/write-yaml.ts';
import type { Imported } from './import-cluster.ts';

/** A set of the imported cluster. */
export interface ImportedSet {
  readonly namespace: string;
  readonly name: string;
  /** The manifest for the editor. */
  readonly text: string;
}

/** The moment of the dump: ms since 1970, in whole seconds, and the rest. */
export function momentOf({ at }: Pick<Imported, 'at'>): { readonly date: number; readonly rest: number } {
  const begins = Date.parse(timestamp(0)) + at;
  const date = Math.floor(begins / 1000) * 1000;
  return { date, rest: begins - date };
}

/** Returns the sets of an imported cluster; those with Pods come first. */
export function setsOf({ objects }: Pick<Imported, 'objects'>): readonly ImportedSet[] {
  const sets = objects.filter(({ kind }) => kind === 'StatefulSet') as unknown as readonly StatefulSet[];
  const size = ({ spec }: StatefulSet): number => spec.replicas;
  return sets
    .toSorted((a, b) => size(b) - size(a))
    .map((set) => ({
      namespace: set.metadata.namespace ?? 'default',
      name: set.metadata.name,
      text: manifestOf(set as unknown as KubernetesObject),
    }));
}

/** Returns the last applied manifest, or else the object without the fields of the API server and the controllers. */
function manifestOf(object: KubernetesObject): string {
  const applied = object.metadata.annotations?.[lastAppliedAnnotation];
  try {
    if (applied !== undefined) return writeYaml(withoutEmpty(JSON.parse(applied) as Manifest));
  } catch {
    // The object itself is in the dump.
  }
  const { apiVersion, kind, metadata, spec } = object as KubernetesObject & { readonly spec?: object };
  const { name, namespace, labels } = metadata;
  return writeYaml({
    apiVersion,
    kind,
    metadata: { name, ...(namespace !== undefined && { namespace }), ...(labels && { labels }) },
    ...(spec && { spec }),
  });
}

/** kubectl stores `annotations: {}` in the last applied manifest. */
function withoutEmpty(manifest: Manifest): Manifest {
  const { annotations, ...metadata } = (manifest.metadata ?? {}) as { annotations?: object };
  const kept =
    annotations !== undefined && Object.keys(annotations).length > 0 ? { ...metadata, annotations } : metadata;
  return { ...manifest, metadata: kept as Manifest['metadata'] };
}

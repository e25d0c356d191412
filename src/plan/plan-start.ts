/** The moment at which a plan begins. */
import { type Cluster, type ClusterOptions, createCluster, type KubernetesObject } from '../engine/index.ts';
import type { FieldsSetBy, Restored } from '../engine/restore/index.ts';
import type { Imported, KnownImages, Lack } from '../import/import-cluster.ts';

/** Facts that a plan assumes: behaviours of images, and who set fields. */
export interface Assumed extends Pick<NonNullable<ClusterOptions['kubelet']>, 'images' | 'readyAfter'> {
  readonly fieldsSetBy?: FieldsSetBy;
}

export interface PlanStart {
  /** Makes the cluster of that moment, in small parts. */
  readonly begin: (assumed: Assumed) => Generator<unknown, Cluster>;
  /** Behaviours of images that Pods of that moment show. */
  readonly images: KnownImages;
  readonly lacks: readonly Lack[];
  /** The namespace of all workloads, Pods and claims; undefined if there are several. */
  readonly namespace: string | undefined;
  /** Returns how the managers of an object's fields are known, by its uid; undefined if they are those of a simulation. */
  readonly managersFrom?: Restored['managersFrom'];
}

/** Begins at the moment of a dump. */
export function startOf(imported: Imported): PlanStart {
  return {
    *begin({ images, readyAfter, fieldsSetBy = 'kubectl' }) {
      const kubelet = {
        ...imported.kubelet,
        images: { ...imported.images, ...images },
        ...(readyAfter && { readyAfter }),
      };
      const { options } = imported;
      const found = options.restored.assuming(fieldsSetBy);
      return yield* found.creating((restored) => createCluster({ ...options, restored, kubelet }));
    },
    images: imported.images,
    lacks: imported.lacks,
    namespace: onlyNamespace(imported.objects),
    managersFrom: imported.options.restored.managersFrom,
  };
}

const kinds: ReadonlySet<string> = new Set(['StatefulSet', 'Deployment', 'Pod', 'PersistentVolumeClaim']);

export function onlyNamespace(objects: readonly KubernetesObject[]): string | undefined {
  const all = new Set(objects.filter(({ kind }) => kinds.has(kind)).map(({ metadata }) => metadata.namespace));
  return all.size <= 1 ? ([...all][0] ?? 'default') : undefined;
}

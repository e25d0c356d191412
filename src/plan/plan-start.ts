/** The moment at which a plan begins. */
import type { Cluster, ClusterOptions, KubernetesObject } from '../engine/index.ts';
import { creatingCluster } from '../engine/restore/index.ts';
import type { Imported, KnownImages, Lack } from '../import/import-cluster.ts';

/** Behaviours that a plan assumes for images. */
export type ImageOptions = Pick<NonNullable<ClusterOptions['kubelet']>, 'images' | 'readyAfter'>;

export interface PlanStart {
  /** Makes the cluster of that moment, in small parts. */
  readonly begin: (images: ImageOptions) => Generator<unknown, Cluster>;
  /** Behaviours of images that Pods of that moment show. */
  readonly images: KnownImages;
  readonly lacks: readonly Lack[];
  /** The namespace of all workloads, Pods and claims; undefined if there are several. */
  readonly namespace: string | undefined;
}

/** Begins at the moment of a dump. */
export function startOf(imported: Imported): PlanStart {
  return {
    *begin({ images, readyAfter }) {
      const kubelet = {
        ...imported.kubelet,
        images: { ...imported.images, ...images },
        ...(readyAfter && { readyAfter }),
      };
      return yield* creatingCluster({ ...imported.options, kubelet });
    },
    images: imported.images,
    lacks: imported.lacks,
    namespace: onlyNamespace(imported.objects),
  };
}

const kinds: ReadonlySet<string> = new Set(['StatefulSet', 'Deployment', 'Pod', 'PersistentVolumeClaim']);

export function onlyNamespace(objects: readonly KubernetesObject[]): string | undefined {
  const all = new Set(objects.filter(({ kind }) => kinds.has(kind)).map(({ metadata }) => metadata.namespace));
  return all.size <= 1 ? ([...all][0] ?? 'default') : undefined;
}

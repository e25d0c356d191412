/** The past that explains a Pod: the Pod of its name that it replaced, and the start of its set's rollout. */
import type { Pod, StatefulSet, WriteRecord } from '../../engine/index.ts';
import type { PersistentMap } from '../persistent-map.ts';

/** A Pod that is gone. */
export interface ReplacedPod {
  readonly uid: string;
  readonly ip: string | null;
}

/** The last Pod of each name that is gone, by `namespace/name`. */
export type GonePods = PersistentMap<ReplacedPod>;

export function foldGonePods(before: GonePods, writes: readonly WriteRecord[]): GonePods {
  return before.with(
    writes
      .filter(({ resource, type }) => resource === 'pods' && type === 'DELETED')
      .map(({ object }): [string, ReplacedPod] => {
        const { metadata, status } = object as Pod;
        return [`${metadata.namespace}/${metadata.name}`, { uid: metadata.uid, ip: status.podIP ?? null }];
      }),
  );
}

/** Since when each set has its update revision (virtual ms), by the set's key. */
export type UpdatesSince = ReadonlyMap<string, number>;

export function foldUpdatesSince(before: UpdatesSince, writes: readonly WriteRecord[]): UpdatesSince {
  const begun = writes.filter(({ resource, object, previous }) => {
    const revisionOf = (set: unknown) => (set as StatefulSet | undefined)?.status?.updateRevision;
    return resource === 'statefulsets' && revisionOf(object) !== revisionOf(previous);
  });
  if (begun.length === 0) return before;
  return new Map([
    ...before,
    ...begun.map(({ object, at }) => [`${object.metadata.namespace}/${object.metadata.name}`, at] as const),
  ]);
}

/** Finds the time of a dump, from the times in its objects. */
import { type KubernetesObject, type StatefulSet, virtualTime } from '../engine/index.ts';

const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** Returns the newest time in the objects, in virtual ms. */
export function foundTime(objects: readonly KubernetesObject[]): number {
  let newest = -Infinity;
  const see = (value: unknown, key: string): void => {
    if (typeof value === 'string') {
      // The time by which a Pod will be removed is in the future.
      if (key !== 'deletionTimestamp' && isTime.test(value)) newest = Math.max(newest, virtualTime(value));
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, item] of Object.entries(value)) see(item, name);
    }
  };
  for (const { metadata, spec: _, data: __, ...object } of objects as readonly (KubernetesObject & {
    spec?: unknown;
    data?: unknown;
  })[]) {
    see(metadata.creationTimestamp, 'creationTimestamp');
    see(object, '');
    const { deletionTimestamp, deletionGracePeriodSeconds = 0 } = metadata;
    if (deletionTimestamp !== undefined) {
      newest = Math.max(newest, virtualTime(deletionTimestamp) - deletionGracePeriodSeconds * 1000);
    }
  }
  return Math.max(newest, ...objects.map((object) => availableSince(object, objects)));
}

/** Returns the time at which the Pods that a set counts as available have been Ready for `minReadySeconds`. */
function availableSince(object: KubernetesObject, objects: readonly KubernetesObject[]): number {
  if (object.kind !== 'StatefulSet') return -Infinity;
  const { spec, status, metadata } = object as StatefulSet;
  const wait = (spec.minReadySeconds ?? 0) * 1000;
  if (wait === 0 || (status.availableReplicas ?? 0) === 0) return -Infinity;
  const ready = objects
    .filter((o) => o.kind === 'Pod' && o.metadata.ownerReferences?.some(({ uid }) => uid === metadata.uid))
    .flatMap((pod) => (pod as { status?: { conditions?: readonly Condition[] } }).status?.conditions ?? [])
    .filter(({ type, status }) => type === 'Ready' && status === 'True')
    .map(({ lastTransitionTime }) => virtualTime(lastTransitionTime ?? ''))
    .sort((a, b) => a - b);
  const last = ready[Math.min(status.availableReplicas ?? 0, ready.length) - 1];
  return last === undefined ? -Infinity : last + wait;
}

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly lastTransitionTime?: string;
}

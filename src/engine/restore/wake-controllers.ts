/** Work that controllers had before them when the objects were read. */
import type { KubernetesObject, PersistentVolumeClaim, Pod, StatefulSet } from '../api/types.ts';
import { pvcProtection } from '../apiserver/admission/storage.ts';
import { controllerUid } from '../apiserver/object-store.ts';
import { latency } from '../controllers/latencies.ts';
import type { RestoredParts } from '../restored.ts';
import { virtualTime } from '../sim/time.ts';

/** The handlers of the controllers that count generations, by the kind that they look after. */
const handlers: Readonly<Record<string, string>> = {
  StatefulSet: 'statefulset',
  Deployment: 'deployment',
  ReplicaSet: 'replicaset',
};
/** Virtual ms in which a claim that can be bound is. */
const bindingTakes = 30_000;

/** Wakes controllers for what they had not seen yet, and for what they wait for by the clock. */
export function wakeControllers(objects: readonly KubernetesObject[], { clock, store }: RestoredParts): void {
  for (const object of objects) {
    const {
      namespace = '',
      name,
      uid,
      generation,
      deletionTimestamp,
      finalizers = [],
      ownerReferences,
    } = object.metadata;
    const key = `${namespace}/${name}`;
    const handler = handlers[object.kind];
    const seen = (object as { status?: { observedGeneration?: number } }).status?.observedGeneration ?? 0;
    if (handler !== undefined && seen < (generation ?? 0)) clock.schedule(handler, key, latency.statefulSetSync);
    if (object.kind === 'StatefulSet') wakeWhenAvailable(object as StatefulSet, key);
    if (object.kind === 'PersistentVolumeClaim') wakeForClaim(object as PersistentVolumeClaim, key);
    const dependents = finalizers.includes('foregroundDeletion') || finalizers.includes('orphan');
    const isLoose = ownerReferences?.some((owner) => store.byUid(owner.uid) === undefined) ?? false;
    if (deletionTimestamp === undefined ? isLoose : dependents) {
      clock.schedule('garbage-collector', uid, latency.garbageCollection);
    }
  }

  /** Pods of the set that are Ready and not yet available. */
  function wakeWhenAvailable(set: StatefulSet, key: string): void {
    const wait = (set.spec.minReadySeconds ?? 0) * 1000;
    if (wait === 0) return;
    for (const pod of objects.filter((o) => o.kind === 'Pod' && controllerUid(o) === set.metadata.uid)) {
      const ready = (pod as Pod).status.conditions?.find((c) => c.type === 'Ready' && c.status === 'True');
      const at = ready?.lastTransitionTime === undefined ? 0 : virtualTime(ready.lastTransitionTime) + wait;
      if (at > clock.now) clock.schedule('statefulset', key, at - clock.now);
    }
  }

  function wakeForClaim({ metadata, status, spec }: PersistentVolumeClaim, key: string): void {
    if (metadata.deletionTimestamp !== undefined) {
      if (metadata.finalizers?.includes(pvcProtection)) clock.schedule('pvc-protection', key, latency.volumeSync);
    } else if (status.phase === 'Pending' && clock.now - virtualTime(metadata.creationTimestamp) < bindingTakes) {
      const { storageClassName } = spec;
      if (storageClassName && store.get('storageclasses', storageClassName) !== undefined) {
        clock.schedule('persistentvolume-binder', `claim ${key}`, latency.volumeSync);
      }
    }
  }
}

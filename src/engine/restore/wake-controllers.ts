/** Work that controllers had before them when the objects were read. */
import type { KubernetesObject, PersistentVolumeClaim, Pod, StatefulSet } from '../api/types.ts';
import { pvcProtection } from '../apiserver/admission/storage.ts';
import { controllerUid } from '../apiserver/object-store.ts';
import { latency } from '../controllers/latencies.ts';
import type { RestoredParts } from '../restored.ts';
import { virtualTime } from '../sim/time.ts';
import { isBudgetBehind, isDeploymentBehind, isReplicaSetBehind, isServiceBehind, isSetBehind } from './behind.ts';

interface Handler {
  readonly name: string;
  /** Virtual ms from a change to the controller's look at it. */
  readonly delay: number;
  /** The controller counts generations. */
  readonly counts: boolean;
  readonly isBehind: (object: never, store: RestoredParts['store']) => boolean;
}

/** The controllers of kinds that are looked after one by one. */
const handlers: Readonly<Record<string, Handler | undefined>> = {
  StatefulSet: { name: 'statefulset', delay: latency.statefulSetSync, counts: true, isBehind: isSetBehind },
  Deployment: { name: 'deployment', delay: latency.deploymentSync, counts: true, isBehind: isDeploymentBehind },
  ReplicaSet: { name: 'replicaset', delay: latency.replicaSetSync, counts: true, isBehind: isReplicaSetBehind },
  Service: { name: 'endpointslice', delay: latency.endpointSliceSync, counts: false, isBehind: isServiceBehind },
  PodDisruptionBudget: { name: 'disruption', delay: latency.disruptionSync, counts: true, isBehind: isBudgetBehind },
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
    if (handler !== undefined) {
      const isNew = handler.counts && seen < (generation ?? 0);
      if (isNew || handler.isBehind(object as never, store)) clock.schedule(handler.name, key, handler.delay);
    }
    if (object.kind === 'StatefulSet') wakeWhenAvailable(object as StatefulSet, key);
    if (object.kind === 'PersistentVolumeClaim') wakeForClaim(object as PersistentVolumeClaim, key);
    if (object.kind === 'Namespace' && deletionTimestamp !== undefined) {
      clock.schedule('namespace', name, latency.namespaceSync);
    }
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

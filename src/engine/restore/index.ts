/**
 * The third entry point of the engine, loaded for an import: begins a cluster with existing objects. Nothing is
 * created: uids, resourceVersions, generations, times, status, finalizers and owners stay as they are.
 */
import type { FieldsNote } from '../api/managedfields/managers.ts';
import type { KubernetesObject, Manifest, Node } from '../api/types.ts';
import { resourceOfKind } from '../api/resources.ts';
import type { ObjectStore } from '../apiserver/object-store.ts';
import type { FieldsSetBy, ManagersFrom, Restored, RestoredParts } from '../restored.ts';
import type { AttachDetachController } from '../controllers/attachdetach/attach-detach-controller.ts';
import type { NodeLifecycleController } from '../controllers/nodelifecycle/node-lifecycle-controller.ts';
import type { Kubelet } from '../kubelet/kubelet.ts';
import { assumedOwners, ownersFirst } from './assumed-owners.ts';
import { managersFrom, noteOf } from './found-managers.ts';
import { restoreAttachments, restorePods } from './restore-pods.ts';
import { wakeControllers } from './wake-controllers.ts';

export type { FieldsSetBy, Restored } from '../restored.ts';
export { hasMaxUnavailable, normalObject } from './normal-object.ts';
export { basicManifests } from './basic-manifests.ts';

export interface FoundCluster {
  /** Virtual ms at which the objects were read. */
  readonly at: number;
  /** As `normalObject` returns them. */
  readonly objects: readonly KubernetesObject[];
  /** Objects that the cluster must have and the dump does not contain; they are created. */
  readonly madeUp: readonly Manifest[];
  /** Keys (`namespace/name`) of the objects that a controller was about to try again, by the controller's handler. */
  readonly retries: Readonly<Record<string, readonly string[]>>;
  /** Virtual ms until they do. */
  readonly retryIn: number;
  /** The `managedFields` of objects that had them, by uid. */
  readonly managedFields?: ReadonlyMap<string, unknown>;
  /** See {@link Restored}. */
  readonly withhold?: Restored['withhold'] | undefined;
}

const actor = { name: 'lab', reason: 'Restore' };

/** Returns the option with which a cluster begins as the one that was found. */
export function restored(found: FoundCluster, setBy: FieldsSetBy = 'kubectl'): Restored {
  const { at, objects, madeUp, retries, retryIn, managedFields, withhold } = found;
  const versions = objects.map(({ metadata }) => Number(metadata.resourceVersion) || 0);
  const restoring = function* (parts: RestoredParts): Generator<void, void> {
    const { store, clock, component } = parts;
    // Owners come first: nobody is to take an object for one without.
    for (const owner of assumedOwners(objects)) store.assume(owner);
    for (const object of ownersFirst(objects)) {
      put(object, store, noteOf(object, managedFields?.get(object.metadata.uid), setBy));
      yield;
    }
    cutLostNodes(parts);
    // Nobody acts only because the objects are there now.
    clock.clear();
    restorePods(objects, component('kubelet') as Kubelet, parts);
    yield;
    const attachDetach = component('attachdetach') as AttachDetachController | undefined;
    if (attachDetach !== undefined) restoreAttachments(objects, attachDetach, parts);
    wakeControllers(objects, parts);
    for (const [handler, keys] of Object.entries(retries)) {
      for (const key of keys) clock.schedule(handler, key, retryIn);
    }
  };
  const known = new Map<string, ManagersFrom>(
    objects.map((object) => {
      const { uid } = object.metadata;
      return [uid, managersFrom(object, managedFields?.get(uid))];
    }),
  );
  return {
    at,
    assuming: (other) => restored(found, other),
    withhold,
    managersFrom: (uid) => known.get(uid),
    revision: versions.reduce((a, b) => Math.max(a, b), 0),
    bootstrap: madeUp,
    *creating(create) {
      let parts: RestoredParts | undefined;
      const cluster = create({ ...this, restore: (given) => (parts = given) });
      yield;
      yield* restoring(parts!);
      // All that was put is the initial state.
      parts!.journal.begin();
      return cluster;
    },
    restore(parts) {
      const work = restoring(parts);
      while (work.next().done !== true);
    },
  };
}

function put(object: KubernetesObject, store: ObjectStore, fields: FieldsNote): void {
  const info = resourceOfKind(object.apiVersion, object.kind, store)!;
  const { name, namespace } = object.metadata;
  // It replaces one that the cluster has made by itself.
  const made = store.get(info.resource, name, namespace);
  if (made !== undefined) store.remove(info.resource, made, actor);
  store.put(info.resource, object, actor, { fields });
}

/** The kubelets of nodes that the cluster does not hear are out of its reach here as well. */
function cutLostNodes({ store, component }: RestoredParts): void {
  for (const node of store.list('nodes')) {
    if (readyStatus(node) !== 'Unknown') continue;
    (component('kubelet') as Kubelet).cut(node.metadata.name, actor);
    (component('node-lifecycle') as NodeLifecycleController).silence(node.metadata.name);
  }
}

const readyStatus = ({ status }: Node): string | undefined =>
  status.conditions?.find(({ type }) => type === 'Ready')?.status;

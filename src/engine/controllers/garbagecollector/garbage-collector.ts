/**
 * Removes objects whose owners are gone, and carries out the two other ways to delete an owner: `Foreground` (the
 * dependents first) and `Orphan` (the dependents stay).
 */
// Models kubernetes/pkg/controller/garbagecollector/garbagecollector.go
import type { KubernetesObject, ResourceName } from '../../api/types.ts';
import { resourceOfKind } from '../../apiserver/resources.ts';
import type { Component, ComponentContext, Write } from '../component.ts';
import { latency } from '../latencies.ts';

const actor = (reason: string) => ({ name: 'generic-garbage-collector', reason });
const isGoing = (o: KubernetesObject): boolean => o.metadata.deletionTimestamp !== undefined;
const has = (o: KubernetesObject, finalizer: string): boolean => o.metadata.finalizers?.includes(finalizer) ?? false;

export class GarbageCollector implements Component {
  readonly name = 'garbage-collector';

  constructor(private readonly context: ComponentContext) {}

  readonly watches = Object.fromEntries(
    (
      [
        'pods',
        'services',
        'persistentvolumeclaims',
        'statefulsets',
        'controllerrevisions',
        'endpointslices',
      ] satisfies ResourceName[]
    ).map((resource) => [resource, (write: Write): void => this.#observe(write)]),
  );

  #observe({ type, object }: Write): void {
    if (type === 'DELETED') {
      for (const dependent of this.context.store.dependentsOf(object.metadata.uid)) this.#wake(dependent);
      // A blocked owner may be waiting for this one.
      for (const { uid } of object.metadata.ownerReferences ?? []) {
        const owner = this.context.store.byUid(uid);
        if (owner !== undefined && isGoing(owner)) this.#wake(owner);
      }
      return;
    }
    if (isGoing(object) ? (object.metadata.finalizers ?? []).length > 0 : type === 'ADDED') this.#wake(object);
  }

  #wake(object: KubernetesObject): void {
    if (!isGoing(object) && (object.metadata.ownerReferences ?? []).length === 0) return;
    this.context.clock.schedule(this.name, object.metadata.uid, latency.garbageCollection);
  }

  run(uid: string): void {
    const object = this.context.store.byUid(uid);
    if (object === undefined) return;
    if (isGoing(object)) {
      if (has(object, 'orphan')) this.#orphanDependents(object);
      else if (has(object, 'foregroundDeletion')) this.#deleteDependentsFirst(object);
      return;
    }
    this.#collect(object);
  }

  /** Deletes an object when none of its owners exists any more; takes dangling references off it otherwise. */
  #collect(object: KubernetesObject): void {
    const owners = object.metadata.ownerReferences ?? [];
    const dangling = owners.filter((r) => this.context.store.byUid(r.uid) === undefined);
    if (dangling.length === 0) return;
    if (dangling.length < owners.length) this.#withoutOwners(object, new Set(dangling.map((r) => r.uid)));
    else this.#delete(object, 'OwnerGone');
  }

  #orphanDependents(owner: KubernetesObject): void {
    for (const dependent of this.context.store.dependentsOf(owner.metadata.uid)) {
      this.#withoutOwners(dependent, new Set([owner.metadata.uid]));
    }
    this.#removeFinalizer(owner, 'orphan');
  }

  #deleteDependentsFirst(owner: KubernetesObject): void {
    const dependents = this.context.store.dependentsOf(owner.metadata.uid);
    const blocking = dependents.filter((d) =>
      d.metadata.ownerReferences!.some((r) => r.uid === owner.metadata.uid && r.blockOwnerDeletion === true),
    );
    if (blocking.length === 0) return this.#removeFinalizer(owner, 'foregroundDeletion');
    for (const dependent of dependents) if (!isGoing(dependent)) this.#delete(dependent, 'OwnerIsBeingDeleted');
  }

  #delete(object: KubernetesObject, reason: string): void {
    const { name, namespace, uid } = object.metadata;
    this.context.api.delete(resourceOf(object), name, namespace, actor(reason), { uid });
  }

  #withoutOwners(object: KubernetesObject, uids: ReadonlySet<string>): void {
    const ownerReferences = object.metadata.ownerReferences!.filter((r) => !uids.has(r.uid));
    this.context.api.update({ ...object, metadata: { ...object.metadata, ownerReferences } }, actor('RemoveOwner'));
  }

  #removeFinalizer(object: KubernetesObject, finalizer: string): void {
    const finalizers = object.metadata.finalizers!.filter((f) => f !== finalizer);
    this.context.api.update({ ...object, metadata: { ...object.metadata, finalizers } }, actor('RemoveFinalizer'));
  }
}

const resourceOf = (o: KubernetesObject): ResourceName => resourceOfKind(o.apiVersion, o.kind)!.resource;

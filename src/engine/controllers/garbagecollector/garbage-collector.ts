/**
 * Deletes objects whose owners are gone, and handles the two other ways to delete an owner: `Foreground` (dependents
 * first) and `Orphan` (dependents stay).
 */
// Models kubernetes/pkg/controller/garbagecollector/garbagecollector.go
import type { KubernetesObject, OwnerReference } from '../../api/types.ts';
import { resourceOfKind, resources } from '../../api/resources.ts';
import type { Component, ComponentContext, WatchedWrite } from '../component.ts';
import { latency } from '../latencies.ts';
import { RateLimiter } from '../rate-limiter.ts';

const actor = (reason: string) => ({ name: 'generic-garbage-collector', reason });
const isGoing = (o: KubernetesObject): boolean => o.metadata.deletionTimestamp !== undefined;
const has = (o: KubernetesObject, finalizer: string): boolean => o.metadata.finalizers?.includes(finalizer) ?? false;
const deletesDependents = (o: KubernetesObject): boolean => isGoing(o) && has(o, 'foregroundDeletion');

export class GarbageCollector implements Component {
  readonly name = 'garbage-collector';
  /** Uids of objects to process. */
  readonly #queue = new Set<string>();
  /** kube-controller-manager's --kube-api-qps, doubled for this controller, and its --kube-api-burst. */
  readonly #limiter = new RateLimiter(40, 30);

  constructor(private readonly context: ComponentContext) {}

  /** All resources but events, which neither own nor are owned. */
  readonly watches = Object.fromEntries(
    ['customresources', ...resources.map(({ resource }) => resource)]
      .filter((resource) => resource !== 'events')
      .map((resource) => [resource, (write: WatchedWrite): void => this.#observe(write)]),
  );

  #observe({ type, object, previous }: WatchedWrite): void {
    const { store } = this.context;
    if (type === 'DELETED') {
      for (const dependent of store.dependentsOf(object.metadata.uid)) this.#wake(dependent);
      // A blocked owner may be waiting for this one.
      for (const { uid } of object.metadata.ownerReferences ?? []) {
        const owner = store.byUid(uid);
        if (owner !== undefined && isGoing(owner)) this.#wake(owner);
      }
      return;
    }
    if (isGoing(object)) {
      const begins = (finalizer: string): boolean =>
        has(object, finalizer) && !(previous !== undefined && isGoing(previous) && has(previous, finalizer));
      if (begins('orphan') || begins('foregroundDeletion')) this.#wake(object);
      // A new dependent of an owner that is being deleted waits until that owner is processed again.
    } else {
      const { ownerReferences } = object.metadata;
      const areNew = ownerReferences !== previous?.metadata.ownerReferences;
      if (areNew && ownerReferences?.some((reference) => this.#owner(object, reference) === undefined)) {
        this.#wake(object);
      }
    }
  }

  #wake(object: KubernetesObject): void {
    const { uid, ownerReferences = [] } = object.metadata;
    if (this.#queue.has(uid) || (!isGoing(object) && ownerReferences.length === 0)) return;
    this.#queue.add(uid);
    // The dependents of an owner come from the graph. For a dependent, it reads the object and its owners, and then
    // deletes it.
    const [delay, requests] = deletesDependents(object)
      ? [latency.garbageCollectionOwner, 1]
      : [latency.garbageCollection, 2 + ownerReferences.length];
    const { clock } = this.context;
    clock.schedule(this.name, uid, delay + this.#limiter.reserve(clock.now, requests));
  }

  run(uid: string): void {
    this.#queue.delete(uid);
    const object = this.context.store.byUid(uid);
    if (object === undefined) return;
    if (deletesDependents(object)) this.#deleteDependentsFirst(object);
    else if (!isGoing(object)) this.#collect(object);
    else if (has(object, 'orphan')) this.#orphanDependents(object);
  }

  /** Deletes an object without a living owner; otherwise removes its references to owners that are gone. */
  #collect(object: KubernetesObject): void {
    const { store } = this.context;
    const { ownerReferences = [] } = object.metadata;
    // It cannot tell if there is an object of a kind that it does not know.
    if (ownerReferences.some(({ apiVersion, kind }) => resourceOfKind(apiVersion, kind, store) === undefined)) return;
    const owners = ownerReferences.map((reference) => ({
      uid: reference.uid,
      owner: this.#owner(object, reference),
    }));
    const loose = owners.filter(({ owner }) => owner === undefined || deletesDependents(owner));
    if (loose.length === 0) return;
    if (loose.length < owners.length) this.#withoutOwners(object, new Set(loose.map(({ uid }) => uid)));
    else this.#delete(object, loose.some(({ owner }) => owner !== undefined) ? 'OwnerIsBeingDeleted' : 'OwnerGone');
  }

  /** Returns the object that has this uid and is where the reference says: by its kind and name, in the same namespace. */
  #owner(
    { metadata: { namespace } }: KubernetesObject,
    { kind, name, uid }: OwnerReference,
  ): KubernetesObject | undefined {
    const owner = this.context.store.byUid(uid);
    const there = owner?.metadata.namespace ?? namespace;
    return owner?.kind === kind && owner.metadata.name === name && there === namespace ? owner : undefined;
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
    for (const dependent of dependents) if (!isGoing(dependent)) this.#wake(dependent);
  }

  #delete(object: KubernetesObject, reason: string): void {
    const { name, namespace, uid } = object.metadata;
    const { resource } = resourceOfKind(object.apiVersion, object.kind, this.context.store)!;
    this.context.api.delete(resource, name, namespace, actor(reason), { uid });
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

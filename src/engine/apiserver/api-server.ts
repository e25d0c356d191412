/**
 * The API server: the only way to change anything in the cluster. Defaulting, admission, validation, optimistic
 * concurrency, graceful deletion and finalizers happen here, for users and controllers alike.
 */
import { decodeStrict } from '../api/decode.ts';
import { decodePatched } from '../api/decode-patched.ts';
import { setDefaults } from '../api/defaults/index.ts';
import type { FeatureGates } from '../api/feature-gates.ts';
import type {
  KindByResource,
  KubernetesObject,
  Manifest,
  Namespace,
  ObjectMeta,
  Pod,
  ResourceName,
} from '../api/types.ts';
import { warningsOf } from '../api/warnings.ts';
import { validateCreate, validateUpdate } from '../api/validation/index.ts';
import type { Clock } from '../sim/clock.ts';
import type { Random } from '../sim/random.ts';
import { timestamp } from '../sim/time.ts';
import type { Actor } from '../trace/history.ts';
import { admitCapacity, makeRoom } from './admission/capacity.ts';
import { admitNamespace, admitUpdate, checkIdentity } from './admission/storage.ts';
import type {
  ControlPlaneApi,
  DeleteOptions,
  JsonPatch,
  ListOptions,
  PatchOptions,
  PatchType,
  WriteOptions,
} from './api.ts';
import { evict } from './eviction.ts';
import { admitDelete, finalizersFor, gracePeriod, holdsContent } from './deletion.ts';
import type { ObjectStore } from './object-store.ts';
import { type ResourceInfo, resourceInfo, resourceOfKind } from './resources.ts';
import { alreadyExists, badRequest, conflict, invalid, notFound } from './status-error.ts';
import { isNewGeneration, metaOfStatus, prepareForCreate, prepareForUpdate } from './strategies.ts';
import { mergePatch, strategicMergePatch } from './strategic-merge-patch.ts';
import { validateStatus } from './validate-status.ts';
import { equal, shareStructure, withFields } from './values.ts';

export interface ServerContext {
  readonly store: ObjectStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly gates: FeatureGates;
}

/** Characters of generated names: no vowels, so that no words come out. */
const nameAlphabet = 'bcdfghjklmnpqrstvwxz2456789';

/** Longer prefixes are cut, so that the name can be a DNS label. */
const maxGenerateName = 58;

type Spec = { readonly spec?: unknown; readonly status?: unknown };

export class Server implements ControlPlaneApi {
  /** @param decodes Checks field names and types of what it is given. Off for controllers, whose objects are typed. */
  constructor(
    private readonly context: ServerContext,
    private readonly decodes: boolean,
  ) {}

  get<R extends ResourceName>(resource: R, name: string, namespace?: string): KindByResource[R] | undefined {
    return this.context.store.get(resource, name, namespace);
  }

  list<R extends ResourceName>(resource: R, options?: ListOptions): readonly KindByResource[R][] {
    return this.context.store.list(resource, options);
  }

  create(object: Manifest | KubernetesObject, actor: Actor, options?: WriteOptions): KubernetesObject {
    const { store, clock, random, gates } = this.context;
    const { info, object: given } = this.#receive(object, options);
    const meta = (given.metadata ?? {}) as Partial<ObjectMeta>;
    const resourceVersion = store.nextRevision();
    const uid = random.uuid(`uid ${resourceVersion}`);
    const namespace = info.namespaced ? meta.namespace || 'default' : undefined;
    const name =
      meta.name || (meta.generateName ? meta.generateName.slice(0, maxGenerateName) + this.#suffix(uid) : '');
    if (namespace !== undefined) admitNamespace(info, name, namespace, store);
    const { deletionTimestamp: _, deletionGracePeriodSeconds: __, namespace: ___, ...kept } = meta;
    const metadata = withFields(kept, {
      name,
      ...(namespace !== undefined && { namespace }),
      uid,
      resourceVersion,
      creationTimestamp: timestamp(clock.now),
      ...(info.tracksGeneration && { generation: 1 }),
    });
    const defaulted = setDefaults(withFields(given, { metadata }) as Manifest, gates);
    const context = { ...this.context, dryRun: options?.dryRun === true };
    const admitted = prepareForCreate(info.resource, defaulted as unknown as KubernetesObject, context);
    const errors = validateCreate(admitted, gates);
    if (errors.length > 0) throw invalid(info.kind, info.group, name, errors);
    warn(options, admitted);
    admitCapacity(info, admitted, store);
    if (store.get(info.resource, name, namespace)) throw alreadyExists(info.resource, info.group, name);
    if (options?.dryRun) return admitted;
    makeRoom(store);
    return store.put(info.resource, admitted, actor);
  }

  update(object: Manifest | KubernetesObject, actor: Actor, options?: WriteOptions): KubernetesObject {
    const { info, object: given } = this.#receive(object, options);
    const meta = (given.metadata ?? {}) as Partial<ObjectMeta>;
    const old = this.#stored(info, meta.name ?? '', info.namespaced ? meta.namespace || 'default' : undefined);
    if (meta.resourceVersion !== undefined && meta.resourceVersion !== old.metadata.resourceVersion) {
      throw conflict(info.resource, info.group, old.metadata.name);
    }
    return this.#replace(info, old, given as Manifest, actor, options);
  }

  updateStatus(object: KubernetesObject, actor: Actor): KubernetesObject {
    const { store } = this.context;
    const info = this.#infoOf(object);
    const old = this.#stored(info, object.metadata.name, object.metadata.namespace);
    if (object.metadata.resourceVersion !== old.metadata.resourceVersion) {
      throw conflict(info.resource, info.group, old.metadata.name);
    }
    const status = shareStructure((old as Spec).status, (object as Spec).status);
    const kept = metaOfStatus(info.resource, object, old);
    if (status === (old as Spec).status && equal(kept, old.metadata)) return old;
    const errors = validateStatus(object);
    if (errors.length > 0) throw invalid(info.kind, info.group, old.metadata.name, errors);
    const metadata = withFields(kept, { resourceVersion: store.nextRevision() });
    const next = withFields(old, { metadata, status });
    return store.put(info.resource, next, actor, 'status');
  }

  patch(
    resource: ResourceName,
    name: string,
    namespace: string | undefined,
    type: PatchType,
    patch: unknown,
    actor: Actor,
    options: PatchOptions = {},
  ): KubernetesObject {
    const info = resourceInfo(resource, this.context.store);
    const old = this.#stored(info, name, namespace);
    const patched = (
      type === 'json'
        ? (patch as JsonPatch)(old)
        : type === 'merge'
          ? mergePatch(old, patch)
          : strategicMergePatch(old, patch)
    ) as Manifest;
    checkIdentity(patched, name, namespace);
    const sent = (patched.metadata as Partial<ObjectMeta> | undefined)?.resourceVersion;
    if (sent !== undefined && sent !== old.metadata.resourceVersion) throw conflict(info.resource, info.group, name);
    const decoded = this.decodes ? decodePatched(patched, type, patch, options) : patched;
    return options.subresource === 'status'
      ? this.updateStatus({ ...old, status: (decoded as Spec).status } as KubernetesObject, actor)
      : this.#replace(info, old, decoded, actor, options);
  }

  delete(
    resource: ResourceName,
    name: string,
    namespace: string | undefined,
    actor: Actor,
    options: DeleteOptions = {},
  ): void {
    const { store, clock } = this.context;
    const info = resourceInfo(resource, this.context.store);
    const old = this.#stored(info, name, namespace);
    if (options.uid !== undefined && options.uid !== old.metadata.uid) {
      throw conflict(info.resource, info.group, name);
    }
    admitDelete(old);
    if (options.dryRun) return;
    const finalizers = finalizersFor(old, options);
    const grace = gracePeriod(resource, old, options);
    if (grace === 0 && finalizers.length === 0 && !holdsContent(old)) return store.remove(resource, old, actor);
    if (old.metadata.deletionTimestamp !== undefined) {
      // Already going: only a shorter grace changes anything.
      const left = old.metadata.deletionGracePeriodSeconds ?? 0;
      if (grace >= left && equal(finalizers, old.metadata.finalizers ?? [])) return;
    }
    const metadata = withFields(old.metadata, {
      resourceVersion: store.nextRevision(),
      ...(old.metadata.generation !== undefined && { generation: old.metadata.generation + 1 }),
      deletionTimestamp: timestamp(clock.now + grace * 1000),
      deletionGracePeriodSeconds: grace,
      ...(finalizers.length > 0 && { finalizers }),
    });
    const going = resource === 'namespaces' && { status: { ...(old as Namespace).status, phase: 'Terminating' } };
    store.put(resource, withFields(old, { metadata, ...going }), actor);
  }

  evictPod(name: string, namespace: string, actor: Actor, options?: DeleteOptions): void {
    evict(this, this.context.clock.now, name, namespace, actor, options);
  }

  bindPod(pod: Pod, node: string, actor: Actor): void {
    const { store, clock } = this.context;
    const stored = this.#stored(resourceInfo('pods'), pod.metadata.name, pod.metadata.namespace) as Pod;
    const others = (stored.status.conditions ?? []).filter((c) => c.type !== 'PodScheduled');
    const lastTransitionTime = timestamp(clock.now);
    const scheduled = { type: 'PodScheduled', status: 'True', lastProbeTime: null, lastTransitionTime };
    const metadata = withFields(stored.metadata, { resourceVersion: store.nextRevision() });
    const spec = withFields(stored.spec, { nodeName: node });
    const status = withFields(stored.status, { conditions: [...others, scheduled] });
    store.put('pods', withFields(stored, { metadata, spec, status }), actor);
  }

  finalizeNamespace(namespace: Namespace, actor: Actor): void {
    const { store } = this.context;
    const old = this.#stored(resourceInfo('namespaces'), namespace.metadata.name, undefined) as Namespace;
    // No user can add to `spec.finalizers`: the only one there is Kubernetes' own.
    if ((old.metadata.finalizers ?? []).length === 0) return store.remove('namespaces', old, actor);
    const metadata = withFields(old.metadata, { resourceVersion: store.nextRevision() });
    store.put('namespaces', withFields(old, { metadata, spec: { finalizers: [] } }), actor);
  }

  /** The kind of what was sent, checked field by field when it comes from outside. */
  #receive(object: Manifest | KubernetesObject, options?: WriteOptions): { info: ResourceInfo; object: Manifest } {
    const info = this.#infoOf(object);
    return { info, object: this.decodes ? decodeStrict(object as Manifest, options) : (object as Manifest) };
  }

  #infoOf(object: Manifest | KubernetesObject): ResourceInfo {
    const info = resourceOfKind(object.apiVersion, object.kind, this.context.store);
    if (info === undefined) {
      throw badRequest(`no matches for kind "${object.kind}" in version "${object.apiVersion}"`);
    }
    return info;
  }

  #stored(info: ResourceInfo, name: string, namespace: string | undefined): KubernetesObject {
    const found = this.context.store.get(info.resource, name, namespace);
    if (found === undefined) throw notFound(info.resource, info.group, name);
    return found;
  }

  #suffix(uid: string): string {
    return [0, 1, 2, 3, 4].map((i) => nameAlphabet[this.context.random.bits(`name ${uid} ${i}`) % 27]).join('');
  }

  #replace(
    info: ResourceInfo,
    old: KubernetesObject,
    given: Manifest,
    actor: Actor,
    options?: WriteOptions,
  ): KubernetesObject {
    const { store, gates } = this.context;
    // What has no namespace keeps none that is written.
    const { namespace: _, ...meta } = given.metadata ?? {};
    const metadata = withFields(meta, systemFields(old));
    const received = withFields(given, { metadata, ...(info.hasStatus && { status: (old as Spec).status }) });
    const defaulted = setDefaults(received, gates) as unknown as KubernetesObject;
    const context = { ...this.context, dryRun: options?.dryRun === true };
    const next = shareStructure(old, prepareForUpdate(info.resource, defaulted, old, context));
    const errors = validateUpdate(next, old, gates);
    if (errors.length > 0) throw invalid(info.kind, info.group, old.metadata.name, errors);
    admitUpdate(next, old, store);
    const { spec } = next as Spec;
    if (spec === undefined || spec !== (old as Spec).spec) warn(options, next);
    if (options?.dryRun) return next;
    const finalized = (next.metadata.finalizers ?? []).length === 0 && !holdsContent(next);
    if (finalized && old.metadata.deletionTimestamp !== undefined && !(old.metadata.deletionGracePeriodSeconds! > 0)) {
      store.remove(info.resource, old, actor);
      return old;
    }
    if (next === old) return old;
    const specChanged = info.tracksGeneration && isNewGeneration(info.resource, next, old);
    const written = withFields(next.metadata, {
      resourceVersion: store.nextRevision(),
      ...(specChanged && { generation: old.metadata.generation! + 1 }),
    });
    return store.put(info.resource, withFields(next, { metadata: written }), actor);
  }
}

function warn({ onWarning }: WriteOptions = {}, object: KubernetesObject): void {
  if (onWarning !== undefined) warningsOf(object).forEach(onWarning);
}

/** Metadata that a client cannot change, whatever it sends. */
function systemFields({ metadata }: KubernetesObject): Partial<ObjectMeta> {
  const { name, namespace, uid, resourceVersion, generation, creationTimestamp } = metadata;
  const { deletionTimestamp, deletionGracePeriodSeconds } = metadata;
  return {
    name,
    ...(namespace !== undefined && { namespace }),
    uid,
    resourceVersion,
    ...(generation !== undefined && { generation }),
    creationTimestamp,
    ...(deletionTimestamp !== undefined && { deletionTimestamp }),
    ...(deletionGracePeriodSeconds !== undefined && { deletionGracePeriodSeconds }),
  };
}

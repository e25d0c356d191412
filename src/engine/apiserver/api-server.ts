/**
 * The API server: the only way to change the cluster, for users and controllers alike. Handles defaulting, admission,
 * validation, optimistic concurrency, graceful deletion and finalizers.
 */
import { decodeStrict } from '../api/decode.ts';
import { decodePatched } from '../api/decode-patched.ts';
import type {
  KindByResource,
  KubernetesObject,
  Manifest,
  Namespace,
  ObjectMeta,
  Pod,
  ResourceName,
} from '../api/types.ts';
import { timestamp } from '../sim/time.ts';
import type { Actor } from '../trace/history.ts';
import { withTopology } from './admission/pod-topology-labels.ts';
import { admitDelete } from './admission/namespace-lifecycle.ts';
import type { ControlPlaneApi, DeleteOptions, ListOptions, PatchOptions, PatchType, WriteOptions } from './api.ts';
import { evict } from './eviction.ts';
import { finalizersFor, gracePeriod, holdsContent } from './deletion.ts';
import { checkIdentity } from './identity.ts';
import { jsonPatch } from './json-patch.ts';
import { patchBody } from './patch-body.ts';
import { encode, type ManagedFieldsEntry, type Manager, type Managers } from '../api/managedfields/managers.ts';
import { serverSideApply } from './managedfields/server-side-apply.ts';
import { checkOptions } from './request-options.ts';
import { managerFor, Registry, type ServerContext } from './registry.ts';
import { type ResourceInfo, resourceInfo, resourceOfKind } from '../api/resources.ts';
import { badRequest, conflict, invalid, notFound, otherUid, StatusError } from '../base/status-error.ts';
import { metaOfStatus, prepareStatus } from './strategies.ts';
import { mergePatch, strategicMergePatch } from './strategic-merge-patch.ts';
import { validateStatus } from './validate-status.ts';
import { equal, shareStructure, withFields } from '../base/values.ts';

const isOfPods = (subresource: PatchOptions['subresource']): boolean =>
  subresource === 'resize' || subresource === 'ephemeralcontainers';

type Spec = { readonly spec?: unknown; readonly status?: unknown };

export class Server implements ControlPlaneApi {
  readonly #registry: Registry;

  /** @param decodes Checks field names and types of objects. Off for controllers, whose objects are typed. */
  constructor(
    private readonly context: ServerContext,
    private readonly decodes: boolean,
  ) {
    this.#registry = new Registry(context, decodes);
  }

  get<R extends ResourceName>(resource: R, name: string, namespace?: string): KindByResource[R] | undefined {
    return this.context.store.get(resource, name, namespace);
  }

  list<R extends ResourceName>(resource: R, options?: ListOptions): readonly KindByResource[R][] {
    return this.context.store.list(resource, options);
  }

  managedFields(object: KubernetesObject): readonly ManagedFieldsEntry[] {
    return encode(this.context.managers.of(object));
  }

  create(object: Manifest | KubernetesObject, actor: Actor, options?: WriteOptions): KubernetesObject {
    const { info, object: given } = this.#receive(object, options);
    checkOptions('CreateOptions', options);
    return this.#registry.create(given, { info, actor, options });
  }

  update(object: Manifest | KubernetesObject, actor: Actor, options?: WriteOptions): KubernetesObject {
    const { info, object: given } = this.#receive(object, options);
    checkOptions('UpdateOptions', options);
    const meta = (given.metadata ?? {}) as Partial<ObjectMeta>;
    const old = this.#stored(info, meta.name ?? '', info.namespaced ? meta.namespace || 'default' : undefined);
    if (meta.resourceVersion !== undefined && meta.resourceVersion !== old.metadata.resourceVersion) {
      throw conflict(info.resource, info.group, old.metadata.name);
    }
    if (meta.uid !== undefined && meta.uid !== old.metadata.uid) throw otherUid(info, old.metadata, meta.uid);
    return this.#registry.update(given, old, { info, actor, options });
  }

  updateStatus(object: KubernetesObject, actor: Actor): KubernetesObject {
    const { store, clock } = this.context;
    const info = this.#infoOf(object);
    const old = this.#stored(info, object.metadata.name, object.metadata.namespace);
    if (object.metadata.resourceVersion !== old.metadata.resourceVersion) {
      throw conflict(info.resource, info.group, old.metadata.name);
    }
    const status = shareStructure((old as Spec).status, prepareStatus(object, old, clock.now) as Spec['status']);
    const kept = metaOfStatus(info.resource, object, old);
    if (status === (old as Spec).status && equal(kept, old.metadata)) return old;
    const errors = validateStatus(object);
    if (errors.length > 0) throw invalid(info.kind, info.group, old.metadata.name, errors);
    const metadata = withFields(kept, { resourceVersion: store.nextRevision() });
    const next = withFields(old, { metadata, status });
    return store.put(info.resource, next, actor, { subresource: 'status' });
  }

  patch(
    resource: ResourceName,
    name: string,
    namespace: string | undefined,
    type: PatchType,
    sent: unknown,
    actor: Actor,
    options: PatchOptions = {},
  ): KubernetesObject {
    const info = resourceInfo(resource, this.context.store);
    if (isOfPods(options.subresource) && info.resource !== 'pods') {
      throw new StatusError('NotFound', 'the server could not find the requested resource');
    }
    checkOptions('PatchOptions', options, type === 'apply');
    const patch = patchBody(type, sent);
    if (type === 'apply') return this.#apply(info, name, namespace, patch as Manifest, actor, options);
    const old = this.#stored(info, name, namespace);
    const result = (
      type === 'json'
        ? jsonPatch(this.#asSent(old, patch), patch)
        : type === 'merge'
          ? mergePatch(old, patch)
          : strategicMergePatch(old, patch)
    ) as Manifest;
    // A patch cannot change the identity of an object.
    const patched = { ...result, apiVersion: old.apiVersion, kind: old.kind };
    const decoded = this.decodes ? decodePatched(patched, type, patch, options) : patched;
    checkIdentity(decoded, name, namespace);
    const version = (decoded.metadata as Partial<ObjectMeta> | undefined)?.resourceVersion;
    if (version !== undefined && version !== old.metadata.resourceVersion)
      throw conflict(info.resource, info.group, name);
    return options.subresource === 'status'
      ? this.updateStatus({ ...old, status: (decoded as Spec).status ?? {} } as KubernetesObject, actor)
      : this.#registry.update(decoded, old, { info, actor, options });
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
      // Already being deleted: only a shorter grace period changes anything.
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
    const unbound = this.#stored(resourceInfo('pods'), pod.metadata.name, pod.metadata.namespace) as Pod;
    const stored = withTopology(unbound, node, store);
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
    // Users cannot add to `spec.finalizers`: its only value belongs to Kubernetes.
    if ((old.metadata.finalizers ?? []).length === 0) return store.remove('namespaces', old, actor);
    const metadata = withFields(old.metadata, { resourceVersion: store.nextRevision() });
    store.put('namespaces', withFields(old, { metadata, spec: { finalizers: [] } }), actor);
  }

  /** Returns the kind of the sent object, which is checked field by field if it comes from outside. */
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

  /** Returns the object for a JSON patch, with the parts that are stored separately. */
  #asSent(object: KubernetesObject, patch: unknown): KubernetesObject {
    const shown = JSON.stringify(patch)?.includes('/metadata/managedFields');
    return shown
      ? withFields(object, { metadata: withFields(object.metadata, { managedFields: this.managedFields(object) }) })
      : object;
  }

  #stored(info: ResourceInfo, name: string, namespace: string | undefined): KubernetesObject {
    const found = this.context.store.get(info.resource, name, namespace);
    if (found === undefined) throw notFound(info.resource, info.group, name);
    return found;
  }

  #apply(
    info: ResourceInfo,
    name: string,
    namespace: string | undefined,
    config: Manifest,
    actor: Actor,
    options: PatchOptions,
  ): KubernetesObject {
    const { store, clock, managers } = this.context;
    const expected = info.group === '' ? info.version : `${info.group}/${info.version}`;
    const { apiVersion = '' } = config;
    if (apiVersion !== expected) {
      const versions = `Specified patch version: ${apiVersion}, expected: ${expected}`;
      throw badRequest(`Incorrect version specified in apply patch. ${versions}`);
    }
    checkIdentity(config, name, namespace);
    const live = store.get(info.resource, name, namespace);
    const sent = (config.metadata as Partial<ObjectMeta> | undefined)?.resourceVersion;
    if (live !== undefined && sent !== undefined && sent !== live.metadata.resourceVersion) {
      throw conflict(info.resource, info.group, name);
    }
    const by: Manager = { ...managerFor(actor, config, options), operation: 'Apply' };
    const known: Managers = live === undefined ? new Map() : managers.of(live);
    const time = timestamp(clock.now);
    const { object, managers: after } = serverSideApply({
      live,
      managers: known,
      config,
      by,
      time,
      force: options.force ?? false,
    });
    const writing = { info, actor, options, applied: { by, managers: after } };
    return live === undefined ? this.#registry.create(object, writing) : this.#registry.update(object, live, writing);
  }
}

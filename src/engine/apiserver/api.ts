/** Requests to the API server: the only way to change the cluster. */
import type { KindByResource, KubernetesObject, Labels, Manifest, Namespace, Pod, ResourceName } from '../api/types.ts';
import type { Actor } from '../trace/history.ts';
import type { ManagedFieldsEntry } from './managedfields/managers.ts';

export interface ListOptions {
  readonly namespace?: string;
  /** Equality-based label selector. */
  readonly labels?: Labels;
}

/** A consistent picture of all objects at one moment. Objects are frozen and never change; a newer picture shares the ones that did not. */
export interface ObjectView {
  get<R extends ResourceName>(resource: R, name: string, namespace?: string): KindByResource[R] | undefined;
  /** Sorted by namespace and name, as the API server lists them. */
  list<R extends ResourceName>(resource: R, options?: ListOptions): readonly KindByResource[R][];
}

/** `apply`: a server-side apply; the object need not exist. */
export type PatchType = 'strategic' | 'merge' | 'json' | 'apply';

export interface WriteOptions {
  /** Checks everything and stores nothing. */
  readonly dryRun?: boolean;
  /** Hears what is accepted and yet hardly meant. */
  readonly onWarning?: (warning: string) => void;
  /** Treatment of unknown fields: refused (the default here), dropped with a warning, or dropped. */
  readonly fieldValidation?: FieldValidation;
  /** The name that the changed fields are managed under; without it, the name of the actor's program. */
  readonly fieldManager?: string;
}

export type FieldValidation = 'Strict' | 'Warn' | 'Ignore';

export interface PatchOptions extends WriteOptions {
  /** Changes the status, the number of replicas or the resources of containers, and nothing else. */
  readonly subresource?: 'status' | 'scale' | 'resize';
  /** Of an apply: takes fields over from other managers. */
  readonly force?: boolean;
}

export type PropagationPolicy = 'Background' | 'Foreground' | 'Orphan';

export interface DeleteOptions {
  /** `Background` unless said otherwise. */
  readonly propagationPolicy?: PropagationPolicy;
  /** Seconds; overrides the Pod's own `terminationGracePeriodSeconds`. 0 removes the object at once. */
  readonly gracePeriodSeconds?: number;
  /** Refuse (Conflict) unless the stored object has this uid. */
  readonly uid?: string;
  readonly dryRun?: boolean;
}

/**
 * Each method throws {@link StatusError} with the API server's own words when it refuses.
 * `update` checks `metadata.resourceVersion` when it is given (optimistic concurrency).
 */
export interface ApiServer extends ObjectView {
  /** `metadata.managedFields` of an object: a stored one, or the answer to a dry run. Objects are kept without it. */
  managedFields(object: KubernetesObject): readonly ManagedFieldsEntry[];
  create(object: Manifest | KubernetesObject, actor: Actor, options?: WriteOptions): KubernetesObject;
  update(object: Manifest | KubernetesObject, actor: Actor, options?: WriteOptions): KubernetesObject;
  updateStatus(object: KubernetesObject, actor: Actor): KubernetesObject;
  /** @param patch Of the type `json`, a list of operations (RFC 6902). */
  patch(
    resource: ResourceName,
    name: string,
    namespace: string | undefined,
    type: PatchType,
    patch: unknown,
    actor: Actor,
    options?: PatchOptions,
  ): KubernetesObject;
  delete(
    resource: ResourceName,
    name: string,
    namespace: string | undefined,
    actor: Actor,
    options?: DeleteOptions,
  ): void;
  /** Deletes the Pod unless its PodDisruptionBudget forbids it (TooManyRequests): the subresource `pods/eviction`. */
  evictPod(name: string, namespace: string, actor: Actor, options?: DeleteOptions): void;
}

/** Requests reserved for components of the control plane. */
export interface ControlPlaneApi extends ApiServer {
  /** The scheduler's decision: the Pod is to run on `node`. */
  bindPod(pod: Pod, node: string, actor: Actor): void;
  /** A namespace that is going is empty: nothing of Kubernetes holds it any longer. */
  finalizeNamespace(namespace: Namespace, actor: Actor): void;
}

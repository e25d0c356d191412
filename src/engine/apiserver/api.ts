/** What a client of the API server may ask for. The only way to change anything in the cluster. */
import type { KindByResource, KubernetesObject, Labels, Manifest, Pod, ResourceName } from '../api/types.ts';
import type { Actor } from '../trace/history.ts';

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

export type PatchType = 'strategic' | 'merge';
export type PropagationPolicy = 'Background' | 'Foreground' | 'Orphan';

export interface DeleteOptions {
  /** `Background` unless said otherwise. */
  readonly propagationPolicy?: PropagationPolicy;
  /** Seconds; overrides the Pod's own `terminationGracePeriodSeconds`. 0 removes the object at once. */
  readonly gracePeriodSeconds?: number;
  /** Refuse (Conflict) unless the stored object has this uid. */
  readonly uid?: string;
}

/**
 * Each method throws {@link StatusError} with the API server's own words when it refuses.
 * `update` checks `metadata.resourceVersion` when it is given (optimistic concurrency).
 */
export interface ApiServer extends ObjectView {
  create(object: Manifest | KubernetesObject, actor: Actor): KubernetesObject;
  update(object: Manifest | KubernetesObject, actor: Actor): KubernetesObject;
  updateStatus(object: KubernetesObject, actor: Actor): KubernetesObject;
  patch(
    resource: ResourceName,
    name: string,
    namespace: string | undefined,
    type: PatchType,
    patch: unknown,
    actor: Actor,
  ): KubernetesObject;
  delete(
    resource: ResourceName,
    name: string,
    namespace: string | undefined,
    actor: Actor,
    options?: DeleteOptions,
  ): void;
}

/** What only components of the control plane may do. */
export interface ControlPlaneApi extends ApiServer {
  /** The scheduler's decision: the Pod is to run on `node`. */
  bindPod(pod: Pod, node: string, actor: Actor): void;
}

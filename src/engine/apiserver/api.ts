/** Requests to the API server: the only way to change the cluster. */
import type { DeleteOptions, ObjectView, PatchOptions, PatchType, WriteOptions } from '../api/requests.ts';
import type { KubernetesObject, Manifest, Namespace, Pod, ResourceName } from '../api/types.ts';
import type { Actor } from '../trace/history.ts';
import type { ManagedFieldsEntry } from '../api/managedfields/managers.ts';

export type {
  ListOptions,
  ObjectView,
  PatchType,
  WriteOptions,
  PatchOptions,
  PropagationPolicy,
  DeleteOptions,
} from '../api/requests.ts';

/** Returns a copy of any JSON value, or the value itself if it contains nothing that was withheld. */
export type Withhold = <T>(value: T) => T;

/**
 * Each method throws {@link StatusError} with the API server's message if it refuses the request. `update` checks
 * `metadata.resourceVersion` if it is given (optimistic concurrency).
 */
export interface ApiServer extends ObjectView {
  /**
   * Returns `metadata.managedFields` of an object: a stored one, or the result of a dry run. Objects are stored without
   * it.
   */
  managedFields(object: KubernetesObject): readonly ManagedFieldsEntry[];
  create(object: Manifest | KubernetesObject, actor: Actor, options?: WriteOptions): KubernetesObject;
  update(object: Manifest | KubernetesObject, actor: Actor, options?: WriteOptions): KubernetesObject;
  updateStatus(object: KubernetesObject, actor: Actor): KubernetesObject;
  /**
   * Returns a value of a manifest as the cluster contains it: with placeholders for values that were withheld when the
   * cluster was read. Absent if none was.
   */
  readonly withhold?: Withhold;
  /** @param patch For the type `json`, a list of operations (RFC 6902). */
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
  /** Binds the Pod to `node`. */
  bindPod(pod: Pod, node: string, actor: Actor): void;
  /** Removes the finalizer of a namespace that is being deleted and is empty. */
  finalizeNamespace(namespace: Namespace, actor: Actor): void;
}

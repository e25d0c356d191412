/**
 * What the API server does to an object of each kind besides defaulting and validation: what a create resets, what
 * admission plugins add, what an update may not touch.
 */
import type {
  KindByResource,
  KubernetesObject,
  Namespace,
  ObjectMeta,
  PersistentVolumeClaim,
  Pod,
  ResourceName,
  Service,
  StatefulSet,
} from '../api/types.ts';
import { defaultClass, hasClass } from '../api/claims.ts';
import type { ObjectStore } from './object-store.ts';
import { keepAddresses, withAddresses } from './service-addresses.ts';
import { equal } from './values.ts';
import { withFields } from './values.ts';
import type { Random } from '../sim/random.ts';

export interface StrategyContext {
  readonly store: ObjectStore;
  readonly random: Random;
  /** Nothing will be stored: what would be allocated is not checked. */
  readonly dryRun?: boolean;
}
type Strategy<T extends KubernetesObject> = (object: T, context: StrategyContext) => T;

export const pvcProtection = 'kubernetes.io/pvc-protection';
export const pvProtection = 'kubernetes.io/pv-protection';

function withFinalizer<T extends KubernetesObject>(object: T, finalizer: string): T {
  const finalizers = object.metadata.finalizers ?? [];
  if (finalizers.includes(finalizer)) return object;
  return withFields(object, { metadata: withFields(object.metadata, { finalizers: [...finalizers, finalizer] }) });
}

/** The plugin DefaultTolerationSeconds: a Pod stays 300 s on a node that is not ready or unreachable. */
const defaultTolerations = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'].map((key) => ({
  key,
  operator: 'Exists' as const,
  effect: 'NoExecute' as const,
  tolerationSeconds: 300,
}));

/** True if the plugin adds it to Pods that do not say otherwise. */
export const isDefaultToleration = (toleration: unknown): boolean =>
  defaultTolerations.some((added) => equal(added, toleration));

type ResourceList = Readonly<Record<string, string | number>> | undefined;

/** Quality of service, from requests and limits of cpu and memory: all equal, none, or something between. */
function qosClass(spec: Pod['spec']): 'Guaranteed' | 'Burstable' | 'BestEffort' {
  const sides = [...(spec.initContainers ?? []), ...spec.containers].flatMap((c) =>
    (['cpu', 'memory'] as const).map((r) => {
      const limit = (c.resources?.limits as ResourceList)?.[r];
      return { limit, request: (c.resources?.requests as ResourceList)?.[r] ?? limit };
    }),
  );
  if (sides.every((s) => s.limit === undefined && s.request === undefined)) return 'BestEffort';
  return sides.every((s) => s.limit !== undefined && String(s.limit) === String(s.request))
    ? 'Guaranteed'
    : 'Burstable';
}

/** The condition of a Pod that is created with scheduling gates. */
const schedulingGated = {
  type: 'PodScheduled',
  status: 'False',
  reason: 'SchedulingGated',
  message: 'Scheduling is blocked due to non-empty scheduling gates',
  lastProbeTime: null,
  lastTransitionTime: null,
};

function preparePod(pod: Pod): Pod {
  const missing = defaultTolerations.filter(
    (t) => !pod.spec.tolerations?.some((have) => have.key === t.key || (have.key ?? '') === ''),
  );
  const spec = withFields(pod.spec, {
    tolerations: [...(pod.spec.tolerations ?? []), ...missing],
    priority: pod.spec.priority ?? 0,
    enableServiceLinks: pod.spec.enableServiceLinks ?? true,
    preemptionPolicy: pod.spec.preemptionPolicy ?? 'PreemptLowerPriority',
  });
  const gated = (spec.schedulingGates ?? []).length > 0;
  const status = { phase: 'Pending', ...(gated && { conditions: [schedulingGated] }), qosClass: qosClass(pod.spec) };
  return withFields(pod, { spec, status });
}

function prepareStatefulSet(set: StatefulSet): StatefulSet {
  return { ...set, status: { replicas: 0, availableReplicas: 0 } };
}

/** The plugin DefaultStorageClass: a claim that names no class gets the default one. */
function prepareClaim(claim: PersistentVolumeClaim, { store }: StrategyContext): PersistentVolumeClaim {
  const fallback = hasClass(claim) ? undefined : defaultClass(store);
  const spec = fallback === undefined ? claim.spec : { ...claim.spec, storageClassName: fallback.metadata.name };
  return withFinalizer(withFields(claim, { spec, status: { phase: 'Pending' } }), pvcProtection);
}

/** The strategy of each kind, typed by its resource. */
const onCreate: { [R in ResourceName]?: Strategy<KindByResource[R]> } = {
  pods: preparePod,
  statefulsets: prepareStatefulSet,
  deployments: (deployment) => ({ ...deployment, status: {} }),
  replicasets: (replicaSet) => ({ ...replicaSet, status: { replicas: 0 } }),
  persistentvolumeclaims: prepareClaim,
  persistentvolumes: (volume) => withFinalizer(withFields(volume, { status: { phase: 'Pending' } }), pvProtection),
  services: withAddresses,
  namespaces: (namespace) => ({ ...namespace, spec: { finalizers: ['kubernetes'] }, status: { phase: 'Active' } }),
};

/** Admission and creation strategy: the object as it will be validated and stored. */
export function prepareForCreate(
  resource: ResourceName,
  object: KubernetesObject,
  context: StrategyContext,
): KubernetesObject {
  const strategy = onCreate[resource] as unknown as Strategy<KubernetesObject> | undefined;
  return strategy === undefined ? object : strategy(object, context);
}

/** What an update keeps of the stored object whatever the request says (`status` is kept by the API server itself). */
export function prepareForUpdate(
  resource: ResourceName,
  object: KubernetesObject,
  old: KubernetesObject,
  context: StrategyContext,
): KubernetesObject {
  // Only its controller empties a namespace.
  if (resource === 'namespaces') return withFields(object, { spec: (old as Namespace).spec });
  if (resource !== 'services') return object;
  return keepAddresses(object as Service, old as Service, context);
}

/** The metadata after a write of the status: a Deployment's controller writes its revision, an annotation, in one go. */
export function metaOfStatus(resource: ResourceName, object: KubernetesObject, old: KubernetesObject): ObjectMeta {
  const { annotations } = object.metadata;
  return resource === 'deployments' && annotations ? { ...old.metadata, annotations } : old.metadata;
}

/** The update changes what `metadata.generation` counts: the spec; of a Deployment also what its ReplicaSets get. */
export function isNewGeneration(resource: ResourceName, next: KubernetesObject, old: KubernetesObject): boolean {
  const counted = (o: KubernetesObject & { readonly spec?: unknown }): object => ({
    spec: o.spec,
    // A slice has no spec: all of it counts.
    ...(resource === 'endpointslices' && { slice: { ...o, metadata: o.metadata.labels } }),
    ...(resource === 'deployments' && { annotations: o.metadata.annotations }),
  });
  return !equal(counted(next), counted(old));
}

/** The strategies of the kinds: fields that a create resets, and fields that an update cannot change. */
import { qosClass } from '../api/qos.ts';
import { jobLabels } from '../api/validation/batch.ts';
import type {
  Container,
  KindByResource,
  KubernetesObject,
  Labels,
  LabelSelector,
  Namespace,
  Node,
  ObjectMeta,
  PersistentVolume,
  Pod,
  ResourceName,
  Service,
  StatefulSet,
} from '../api/types.ts';
import type { ObjectStore } from './object-store.ts';
import { keepAddresses, withAddresses } from './service-addresses.ts';
import { equal } from '../base/values.ts';
import { withFields } from '../base/values.ts';
import type { Random } from '../sim/random.ts';
import { timestamp } from '../sim/time.ts';

export interface StrategyContext {
  readonly store: ObjectStore;
  readonly random: Random;
  readonly clock: { readonly now: number };
  /** A dry run does not check what would be allocated. */
  readonly dryRun?: boolean;
}
type Strategy<T extends KubernetesObject> = (object: T, context: StrategyContext) => T;

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
  const spec = withFields(pod.spec, { enableServiceLinks: pod.spec.enableServiceLinks ?? true });
  const gated = (spec.schedulingGates ?? []).length > 0;
  const status = { phase: 'Pending', ...(gated && { conditions: [schedulingGated] }), qosClass: qosClass(pod.spec) };
  return withFields(pod, { spec, status });
}

function prepareStatefulSet(set: StatefulSet): StatefulSet {
  return { ...set, status: { replicas: 0, availableReplicas: 0 } };
}

/** A Node may be created with a status; its allocatable resources default to its capacity. */
function prepareNode(node: Node): Node {
  const { capacity } = (node as Partial<Node>).status ?? {};
  return withFields(node, { status: { ...(capacity && { allocatable: capacity }), ...(node.status as object) } });
}

/** A Job selects the Pods with its uid, and has the labels of its Pods unless it has its own. */
// Models kubernetes/pkg/registry/batch/job/strategy.go (generateSelector)
function prepareJob(job: JobObject): JobObject {
  const { metadata, spec } = job;
  if (spec.manualSelector === true) return job;
  const given = jobLabels(metadata);
  const key = 'batch.kubernetes.io/controller-uid';
  const selector = { ...spec.selector, matchLabels: { [key]: given[key]!, ...spec.selector?.matchLabels } };
  const template = spec.template ?? {};
  const labels = sorted({ ...given, ...template.metadata?.labels });
  const own = Object.keys(metadata.labels ?? {}).length > 0;
  return withFields(job, {
    metadata: own ? metadata : withFields(metadata, { labels }),
    spec: { ...spec, selector, template: { ...template, metadata: { ...template.metadata, labels } } },
    status: {},
  });
}

const sorted = (labels: Labels): Labels =>
  Object.fromEntries(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));

interface JobObject extends KubernetesObject {
  readonly kind: 'Job';
  readonly spec: {
    readonly manualSelector?: boolean;
    readonly selector?: LabelSelector;
    readonly template?: { readonly metadata?: { readonly labels?: Labels } };
  };
  readonly status?: object;
}

/** The strategy of each kind, typed by its resource. */
const onCreate: { [R in ResourceName]?: Strategy<KindByResource[R]> } & { jobs: Strategy<JobObject> } = {
  jobs: prepareJob,
  pods: preparePod,
  statefulsets: prepareStatefulSet,
  deployments: (deployment) => ({ ...deployment, status: {} }),
  replicasets: (replicaSet) => ({ ...replicaSet, status: { replicas: 0 } }),
  persistentvolumeclaims: (claim) => withFields(claim, { status: { phase: 'Pending' } }),
  persistentvolumes: (volume, { clock }) =>
    withFields(volume, { status: { phase: 'Pending', lastPhaseTransitionTime: timestamp(clock.now) } }),
  services: withAddresses,
  nodes: prepareNode,
  namespaces: (namespace) => ({ ...namespace, spec: { finalizers: ['kubernetes'] }, status: { phase: 'Active' } }),
};

/** Returns the object for validation and storage. */
export function prepareForCreate(
  resource: ResourceName,
  object: KubernetesObject,
  context: StrategyContext,
): KubernetesObject {
  const strategy = (onCreate as Readonly<Record<string, unknown>>)[resource] as Strategy<KubernetesObject> | undefined;
  return strategy === undefined ? object : strategy(object, context);
}

/** Copies fields that an update cannot change from the stored object (`status` is handled by the API server). */
export function prepareForUpdate(
  resource: ResourceName,
  object: KubernetesObject,
  old: KubernetesObject,
  context: StrategyContext,
  subresource?: string,
): KubernetesObject {
  if (subresource === 'resize') return onlyResources(object as Pod, old as Pod);
  if (subresource === 'ephemeralcontainers') return onlyEphemeralContainers(object as Pod, old as Pod);
  // Only the namespace controller removes it.
  if (resource === 'namespaces') return withFields(object, { spec: (old as Namespace).spec });
  if (resource !== 'services') return object;
  return keepAddresses(object as Service, old as Service, context);
}

// Models kubernetes/pkg/registry/core/pod/strategy.go (dropNonEphemeralContainerUpdates)
function onlyEphemeralContainers({ spec: { ephemeralContainers } }: Pod, old: Pod): Pod {
  return withFields(old, { spec: withFields(old.spec, { ephemeralContainers }) });
}

/** A resize changes only the resources of containers. */
// Models kubernetes/pkg/registry/core/pod/strategy.go (dropNonResizeUpdates)
function onlyResources(pod: Pod, old: Pod): Pod {
  const kept = <T extends Container>(given: readonly T[] | undefined, before: readonly T[] = []) =>
    given?.map((container) => {
      const known = before.find(({ name }) => name === container.name);
      if (known === undefined) return container;
      const { resizePolicy } = container;
      return withFields(known, { resources: container.resources, ...(resizePolicy && { resizePolicy }) });
    });
  const initContainers = kept(pod.spec.initContainers, old.spec.initContainers);
  const spec = withFields(old.spec, {
    containers: kept(pod.spec.containers, old.spec.containers)!,
    ...(initContainers && { initContainers }),
  });
  return withFields(old, { spec });
}

/** Returns the status to store: the API server sets the time when the phase of a PersistentVolume changes. */
export function prepareStatus(object: KubernetesObject, old: KubernetesObject, now: number): unknown {
  const [next, before] = [object, old].map((o) => (o as Partial<PersistentVolume>).status);
  if (object.kind !== 'PersistentVolume' || next === undefined || next.phase === before?.phase) return next;
  const { lastPhaseTransitionTime: given } = next;
  const noted = given !== undefined && given !== before?.lastPhaseTransitionTime;
  return noted ? next : { ...next, lastPhaseTransitionTime: timestamp(now) };
}

/**
 * Returns the metadata after a write of the status: a Deployment's controller writes its revision, an annotation,
 * together with it.
 */
export function metaOfStatus(resource: ResourceName, object: KubernetesObject, old: KubernetesObject): ObjectMeta {
  const { annotations } = object.metadata;
  return resource === 'deployments' && annotations ? { ...old.metadata, annotations } : old.metadata;
}

/**
 * Returns true if the update increases `metadata.generation`: a change of the spec; for a Deployment, also of the
 * annotations that its ReplicaSets get.
 */
export function isNewGeneration(resource: ResourceName, next: KubernetesObject, old: KubernetesObject): boolean {
  const counted = (o: KubernetesObject & { readonly spec?: unknown }): object => ({
    spec: o.spec,
    // A slice has no spec: every field counts.
    ...(resource === 'endpointslices' && { slice: { ...o, metadata: o.metadata.labels } }),
    ...(resource === 'deployments' && { annotations: o.metadata.annotations }),
  });
  return !equal(counted(next), counted(old));
}

/**
 * Traces: what was done to a real cluster, step by step, what its StatefulSet controller wrote, and the state at rest
 * after each step. Replaying one does the same to ours and describes the outcome in the same terms.
 */
import type {
  Cluster,
  ClusterOptions,
  ControllerRevision,
  EndpointSlice,
  HistoryRecord,
  KubernetesObject,
  Manifest,
  PersistentVolumeClaim,
  Pod,
  PodDisruptionBudget,
  PropagationPolicy,
  StatefulSet,
  WriteRecord,
} from '../index.ts';
import { createCluster, isWrite, StatusError } from '../index.ts';
import { runKubectl } from './kubectl-steps.ts';

interface Action {
  readonly apply?: readonly Manifest[];
  readonly patch?: unknown;
  readonly name?: string;
  readonly deletePod?: string;
  readonly failPod?: string;
  readonly phase?: 'Failed' | 'Succeeded';
  readonly unreadyPod?: string;
  readonly readyPod?: string;
  readonly deleteSet?: string;
  readonly policy?: PropagationPolicy;
  readonly deletePvc?: string;
  readonly kubectl?: string;
  readonly evict?: string;
  /** Strategic merge patch of the Deployment `name`. */
  readonly patchDeploy?: unknown;
  /** Answer of the API server. */
  readonly code?: number;
}

interface TraceStep {
  readonly do: readonly Action[];
  /** False: the next step follows at once, before the cluster comes to rest. */
  readonly settle?: boolean;
}

export interface Trace {
  readonly name: string;
  readonly featureGates?: { readonly MaxUnavailableStatefulSet?: boolean };
  readonly steps: readonly TraceStep[];
}

export interface ReplayedTrace {
  readonly name: string;
  readonly steps: readonly ReplayedStep[];
}

interface ReplayedStep {
  /** The API server's answer to each action: the code of a refusal, or 200. */
  readonly codes: readonly number[];
  readonly writes: readonly object[];
  readonly state: object;
}

const namespace = 'default';
/** Between two requests of one step the recorder's client needed some time; the controllers are faster. */
const betweenRequests = 25;
/** The stand-in kubelet looked a Pod up before it reported on it, too soon for one that a controller was to create. */
const reportsOn = ({ failPod, unreadyPod, readyPod }: Action): string | undefined => failPod ?? unreadyPod ?? readyPod;
/** How long the recorder let the cluster run where it did not wait for rest. */
const withoutSettling = 50;

/** The stand-in kubelet with which the control plane was recorded. */
export const standIn = { podAddress: 'running', terminate: 150, volumes: 'ignored' } as const;

const actor = { name: 'user', reason: 'replay' };

/** The options of the control plane with which a trace was recorded. */
export const recordedOptions = ({ featureGates = {} }: Trace): ClusterOptions => ({
  featureGates,
  kubelet: standIn,
  admissionPlugins: { ServiceAccount: false },
});

/**
 * @param before Called before each step with the cluster as it is; the step is performed on the one it returns.
 * @param settle Lets a cluster come to rest after a step.
 */
export function replayTrace(
  trace: Trace,
  before: (cluster: Cluster) => Cluster = (cluster) => cluster,
  settle: (cluster: Cluster) => void = (cluster) => void cluster.settle(),
): ReplayedTrace {
  const cluster = createCluster(recordedOptions(trace));
  const steps = trace.steps.map((step) => {
    const other = before(cluster);
    const replayed = replayStep(other, step, settle);
    if (other !== cluster) replayStep(cluster, step, settle);
    return replayed;
  });
  return { name: trace.name, steps };
}

function replayStep(cluster: Cluster, step: TraceStep, settle: (cluster: Cluster) => void): ReplayedStep {
  const from = cluster.history.length;
  const codes = step.do.map((action, i) => {
    const pod = reportsOn(action);
    const found = pod === undefined || cluster.api.get('pods', pod, namespace) !== undefined;
    if (i > 0) cluster.advanceTo(cluster.now() + betweenRequests);
    return found ? codeOf(() => perform(cluster, action)) : 404;
  });
  if (step.settle === false) {
    // The recorder did not stop to read the audit log; what was written meanwhile is in no step.
    cluster.advanceTo(cluster.now() + withoutSettling);
    return { codes, writes: [], state: describeState(cluster) };
  }
  settle(cluster);
  return { codes, writes: cluster.history.slice(from).flatMap(describeWrite), state: describeState(cluster) };
}

/** The API server's answer to a request. */
function codeOf(request: () => void): number {
  try {
    request();
    return 200;
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    return error.code;
  }
}

function perform(cluster: Cluster, action: Action): void {
  const { api, faults } = cluster;
  if (action.kubectl !== undefined) runKubectl(cluster, action.kubectl);
  for (const object of action.apply ?? []) api.create(object, actor);
  if (action.patch !== undefined) api.patch('statefulsets', action.name!, namespace, 'strategic', action.patch, actor);
  if (action.patchDeploy !== undefined) {
    api.patch('deployments', action.name!, namespace, 'strategic', action.patchDeploy, actor);
  }
  if (action.evict !== undefined) api.evictPod(action.evict, namespace, actor);
  if (action.deletePod !== undefined) api.delete('pods', action.deletePod, namespace, actor);
  if (action.failPod !== undefined) faults.finishPod(action.failPod, namespace, action.phase ?? 'Failed');
  if (action.unreadyPod !== undefined) faults.setPodReady(action.unreadyPod, namespace, false);
  if (action.readyPod !== undefined) faults.setPodReady(action.readyPod, namespace, true);
  if (action.deleteSet !== undefined) {
    const options = action.policy === undefined ? {} : { propagationPolicy: action.policy };
    api.delete('statefulsets', action.deleteSet, namespace, actor, options);
  }
  if (action.deletePvc !== undefined) api.delete('persistentvolumeclaims', action.deletePvc, namespace, actor);
}

/** A write of the StatefulSet controller as the API server's audit log would have it. */
function describeWrite(record: HistoryRecord): object[] {
  if (!isWrite(record) || record.actor.name !== 'statefulset-controller' || record.resource === 'events') return [];
  const { object } = record;
  const common = {
    verb: verbOf(record),
    resource: record.subresource === undefined ? record.resource : `${record.resource}/${record.subresource}`,
    name: object.metadata.name,
    code: record.type === 'ADDED' ? 201 : 200,
  };
  if (common.verb === 'delete') return [common];
  if (object.kind === 'Pod') {
    const pod = object as Pod;
    return [{ ...common, revision: revisionOf(pod), image: pod.spec.containers[0]?.image }];
  }
  if (object.kind === 'ControllerRevision') return [{ ...common, revision: (object as ControllerRevision).revision }];
  if (record.subresource === 'status') return [{ ...common, status: (object as StatefulSet).status }];
  return [common];
}

/** A deletion that leaves the object there for a while is a delete all the same. */
function verbOf({ type, object, previous }: WriteRecord): string {
  if (type === 'ADDED') return 'create';
  // Adoption and release change nothing but owners; the real controller patches them. Claims it updates.
  const owners = (o: KubernetesObject | undefined): number => o?.metadata.ownerReferences?.length ?? 0;
  if (type === 'MODIFIED' && object.kind !== 'PersistentVolumeClaim' && owners(object) !== owners(previous)) {
    return 'patch';
  }
  const begunNow =
    object.metadata.deletionTimestamp !== undefined && previous?.metadata.deletionTimestamp === undefined;
  return type === 'DELETED' || begunNow ? 'delete' : 'update';
}

const revisionOf = (pod: Pod): string | undefined => pod.metadata.labels?.['controller-revision-hash'];

function ownerOf(object: KubernetesObject): string | null {
  const owner = object.metadata.ownerReferences?.[0];
  return owner === undefined ? null : `${owner.kind}/${owner.name}`;
}

const isTerminating = (o: KubernetesObject): boolean => o.metadata.deletionTimestamp !== undefined;

function describeState({ api }: Cluster): object {
  return {
    statefulsets: api.list('statefulsets', { namespace }).map((set) => ({
      name: set.metadata.name,
      generation: set.metadata.generation,
      replicas: set.spec.replicas,
      status: set.status,
      terminating: isTerminating(set),
    })),
    pods: api.list('pods', { namespace }).map(describePod),
    persistentvolumeclaims: api.list('persistentvolumeclaims', { namespace }).map(describeClaim),
    controllerrevisions: api
      .list('controllerrevisions', { namespace })
      .map((r) => ({ name: r.metadata.name, revision: r.revision, owner: ownerOf(r) })),
    deployments: api.list('deployments', { namespace }).map((d) => ({ name: d.metadata.name, status: d.status })),
    replicasets: api
      .list('replicasets', { namespace })
      .map((rs) => ({ name: rs.metadata.name, replicas: rs.spec.replicas, status: rs.status })),
    poddisruptionbudgets: api.list('poddisruptionbudgets', { namespace }).map(describeBudget),
    endpointslices: api.list('endpointslices', { namespace }).map(describeSlice),
  };
}

function describePod(pod: Pod): object {
  const waiting = pod.status.containerStatuses?.find((s) => s.state?.waiting !== undefined)?.state?.waiting?.reason;
  return {
    name: pod.metadata.name,
    revision: revisionOf(pod),
    image: pod.spec.containers[0]?.image,
    phase: pod.status.phase,
    ready: pod.status.conditions?.some((c) => c.type === 'Ready' && c.status === 'True') ?? false,
    terminating: isTerminating(pod),
    owner: ownerOf(pod),
    scheduled: pod.spec.nodeName !== undefined,
    ...(waiting !== undefined && { waiting }),
  };
}

function describeClaim(claim: PersistentVolumeClaim): object {
  const owner = claim.metadata.ownerReferences?.[0];
  const flags = `${owner?.controller ? ' controller' : ''}${owner?.blockOwnerDeletion ? ' block' : ''}`;
  return {
    name: claim.metadata.name,
    phase: claim.status.phase,
    owner: owner === undefined ? null : `${owner.kind}/${owner.name}${flags}`,
    terminating: isTerminating(claim),
    storageClass: claim.spec.storageClassName,
  };
}

function describeBudget({ metadata, status }: PodDisruptionBudget): object {
  const { currentHealthy, desiredHealthy, disruptionsAllowed, expectedPods } = status ?? {};
  return { name: metadata.name, status: { currentHealthy, desiredHealthy, disruptionsAllowed, expectedPods } };
}

function describeSlice(slice: EndpointSlice): object {
  return {
    service: slice.metadata.labels?.['kubernetes.io/service-name'],
    endpoints: slice.endpoints
      .map((e) => ({
        ...(e.hostname !== undefined && { hostname: e.hostname }),
        pod: e.targetRef?.name,
        ...e.conditions,
      }))
      .sort((a, b) => ((a.pod ?? '') < (b.pod ?? '') ? -1 : 1)),
  };
}

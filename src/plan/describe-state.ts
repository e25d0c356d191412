/** Describes the objects of a cluster by the fields that a comparison needs. */
import type {
  Cluster,
  EndpointSlice,
  KubernetesObject,
  PersistentVolumeClaim,
  Pod,
  PodDisruptionBudget,
} from '../engine/index.ts';

/** By resource. */
export type State = Readonly<Record<string, readonly object[]>>;

const isTerminating = ({ metadata }: KubernetesObject): boolean => metadata.deletionTimestamp !== undefined;

function ownerOf({ metadata }: KubernetesObject): string | null {
  const owner = metadata.ownerReferences?.[0];
  return owner === undefined ? null : `${owner.kind}/${owner.name}`;
}

export const revisionOf = ({ metadata }: KubernetesObject): string | undefined =>
  metadata.labels?.['controller-revision-hash'];

export const isReady = ({ status }: Pod): boolean =>
  status.conditions?.some((c) => c.type === 'Ready' && c.status === 'True') ?? false;

/** Describes the objects of a namespace; of all namespaces, with the namespace of each object. */
export function describeState({ api }: Pick<Cluster, 'api'>, namespace?: string): State {
  const options = namespace === undefined ? {} : { namespace };
  const named = ({ metadata }: KubernetesObject) => ({
    name: metadata.name,
    ...(namespace === undefined && { namespace: metadata.namespace }),
  });
  const ofSome = {
    deployments: api.list('deployments', options).map((d) => ({ ...named(d), status: d.status })),
    replicasets: api
      .list('replicasets', options)
      .map((rs) => ({ ...named(rs), replicas: rs.spec.replicas, status: rs.status })),
    poddisruptionbudgets: api.list('poddisruptionbudgets', options).map((b) => ({ ...named(b), ...budget(b) })),
  };
  return {
    statefulsets: api.list('statefulsets', options).map((set) => ({
      ...named(set),
      generation: set.metadata.generation,
      replicas: set.spec.replicas,
      status: set.status,
      terminating: isTerminating(set),
    })),
    pods: api.list('pods', options).map((pod) => ({ ...named(pod), ...describePod(pod) })),
    persistentvolumeclaims: api
      .list('persistentvolumeclaims', options)
      .map((claim) => ({ ...named(claim), ...describeClaim(claim) })),
    controllerrevisions: api
      .list('controllerrevisions', options)
      .map((r) => ({ ...named(r), revision: r.revision, owner: ownerOf(r) })),
    endpointslices: api
      .list('endpointslices', options)
      .filter((slice) => serviceOf(slice) !== 'kubernetes')
      .map(describeSlice),
    ...Object.fromEntries(Object.entries(ofSome).filter(([, objects]) => objects.length > 0)),
  };
}

function describePod(pod: Pod) {
  const waiting = pod.status.containerStatuses?.find((s) => s.state?.waiting !== undefined)?.state?.waiting?.reason;
  const revision = revisionOf(pod);
  return {
    ...(revision !== undefined && { revision }),
    image: pod.spec.containers[0]?.image,
    phase: pod.status.phase,
    ready: isReady(pod),
    terminating: isTerminating(pod),
    scheduled: pod.spec.nodeName !== undefined,
    owner: ownerOf(pod),
    ...(waiting !== undefined && { waiting }),
  };
}

function describeClaim(claim: PersistentVolumeClaim) {
  const owner = claim.metadata.ownerReferences?.[0];
  const flags = `${owner?.controller ? ' controller' : ''}${owner?.blockOwnerDeletion ? ' block' : ''}`;
  return {
    phase: claim.status.phase,
    owner: owner === undefined ? null : `${owner.kind}/${owner.name}${flags}`,
    terminating: isTerminating(claim),
    labels: claim.metadata.labels,
    storageClass: claim.spec.storageClassName,
  };
}

function budget({ status }: PodDisruptionBudget) {
  const { currentHealthy, desiredHealthy, disruptionsAllowed, expectedPods } = status ?? {};
  return { status: { currentHealthy, desiredHealthy, disruptionsAllowed, expectedPods } };
}

const serviceOf = ({ metadata }: EndpointSlice): string | undefined => metadata.labels?.['kubernetes.io/service-name'];

function describeSlice(slice: EndpointSlice) {
  const endpoints = (slice.endpoints ?? []).map(({ hostname, targetRef, conditions }) => ({
    ...(hostname !== undefined && { hostname }),
    pod: targetRef?.name,
    ...conditions,
  }));
  return {
    service: serviceOf(slice),
    endpoints: endpoints.sort((a, b) => ((a.pod ?? '') < (b.pod ?? '') ? -1 : 1)),
  };
}

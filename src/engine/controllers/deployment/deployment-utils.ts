/** Arithmetic, sort orders and annotations of the Deployment controller. */
// Models kubernetes/pkg/controller/deployment/util/deployment_util.go
import type { Deployment, KubernetesObject, PodTemplateSpec, ReplicaSet } from '../../api/types.ts';
import { equal } from '../../base/values.ts';

export const templateHashLabel = 'pod-template-hash';
const prefix = 'deployment.kubernetes.io/';
export const revisionAnnotation = `${prefix}revision`;
const historyAnnotation = `${prefix}revision-history`;
const desiredAnnotation = `${prefix}desired-replicas`;
const maxAnnotation = `${prefix}max-replicas`;
/** Annotations of a Deployment that its ReplicaSets do not get. */
const notCopied = [
  'kubectl.kubernetes.io/last-applied-configuration',
  'deprecated.deployment.rollback.to',
  revisionAnnotation,
  historyAnnotation,
  desiredAnnotation,
  maxAnnotation,
];
/** Longest history of a ReplicaSet's revisions, in characters. */
const maxHistory = 2000;

type Annotations = Readonly<Record<string, string>>;

const numberIn = (o: KubernetesObject, annotation: string): number | undefined => {
  const text = o.metadata.annotations?.[annotation];
  return text !== undefined && /^[+-]?\d+$/.test(text) ? Number(text) : undefined;
};

export const revisionOf = (o: KubernetesObject): number => numberIn(o, revisionAnnotation) ?? 0;
/** Returns the number of replicas of the Deployment when the ReplicaSet was last scaled. */
export const desiredReplicas = (rs: ReplicaSet): number | undefined => numberIn(rs, desiredAnnotation);

export const sum = (list: readonly ReplicaSet[], count: (rs: ReplicaSet) => number | undefined): number =>
  list.reduce((total, rs) => total + (count(rs) ?? 0), 0);
export const specReplicas = (rs: ReplicaSet): number => rs.spec.replicas;
export const available = (rs: ReplicaSet): number => rs.status.availableReplicas ?? 0;
export const isActive = (rs: ReplicaSet): boolean => rs.spec.replicas > 0;

const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
export const byCreation = ({ metadata: a }: KubernetesObject, { metadata: b }: KubernetesObject): number =>
  text(a.creationTimestamp, b.creationTimestamp) || text(a.name, b.name);

function scaled(value: string | number, total: number, round: (n: number) => number): number {
  return typeof value === 'number' ? value : round((parseInt(value, 10) * total) / 100);
}

/** Returns the numbers of Pods above and below the desired number that a rolling update allows. */
function fenceposts({ spec: { strategy, replicas } }: Deployment): { surge: number; unavailable: number } {
  if (strategy.type !== 'RollingUpdate') return { surge: 0, unavailable: 0 };
  const { maxSurge = 0, maxUnavailable = 0 } = strategy.rollingUpdate ?? {};
  const surge = scaled(maxSurge, replicas, Math.ceil);
  const unavailable = scaled(maxUnavailable, replicas, Math.floor);
  // If both were rounded to zero, an update could never begin.
  return { surge, unavailable: surge === 0 && unavailable === 0 ? 1 : unavailable };
}

export const maxSurge = (d: Deployment): number => fenceposts(d).surge;
export const maxUnavailable = (d: Deployment): number => Math.min(fenceposts(d).unavailable, d.spec.replicas);

/** Returns the number of replicas that the new ReplicaSet may have now. */
export function newReplicas(d: Deployment, all: readonly ReplicaSet[], current: number): number {
  const { replicas, strategy } = d.spec;
  if (strategy.type !== 'RollingUpdate') return replicas;
  const room = replicas + maxSurge(d) - sum(all, specReplicas);
  return room <= 0 ? current : current + Math.min(room, replicas - current);
}

/** Returns how many of `toAdd` replicas (negative to remove) `rs` gets by its size, after `added` were distributed. */
export function proportion(rs: ReplicaSet, d: Deployment, toAdd: number, added: number): number {
  const size = rs.spec.replicas;
  if (size === 0 || toAdd === added) return 0;
  const share = fraction(rs, d);
  return toAdd > 0 ? Math.min(share, toAdd - added) : Math.max(share, toAdd - added);
}

function fraction(rs: ReplicaSet, d: Deployment): number {
  const size = rs.spec.replicas;
  if (d.spec.replicas === 0) return -size;
  const before = numberIn(rs, maxAnnotation) || (d.status.replicas ?? 0);
  return before === 0 ? 0 : Math.round((size * (d.spec.replicas + maxSurge(d))) / before) - size;
}

/** Returns true if the template equals the Deployment's, except for the hash label. */
export function equalIgnoreHash(template: PodTemplateSpec, d: Deployment): boolean {
  const withoutHash = ({ metadata, spec }: PodTemplateSpec): object => {
    const { [templateHashLabel]: _, ...labels } = metadata?.labels ?? {};
    return { metadata: { ...metadata, labels }, spec };
  };
  return equal(withoutHash(template), withoutHash(d.spec.template));
}

/** Returns the annotations of a ReplicaSet with the desired and the largest number of its Deployment's replicas. */
export const withReplicasNotes = (annotations: Annotations | undefined, d: Deployment): Annotations => ({
  ...annotations,
  [desiredAnnotation]: String(d.spec.replicas),
  [maxAnnotation]: String(d.spec.replicas + maxSurge(d)),
});

/**
 * Returns the annotations of the new ReplicaSet, which is at least at `revision`; its earlier revisions are kept as
 * history.
 */
export function newAnnotations(rs: KubernetesObject | undefined, d: Deployment, revision: number): Annotations {
  const copied = Object.entries(d.metadata.annotations ?? {}).filter(([key]) => !notCopied.includes(key));
  const annotations: Record<string, string> = { ...rs?.metadata.annotations, ...Object.fromEntries(copied) };
  const before = annotations[revisionAnnotation];
  if (rs !== undefined && revisionOf(rs) >= revision) return annotations;
  annotations[revisionAnnotation] = String(revision);
  if (before !== undefined) {
    const history = [...(annotations[historyAnnotation]?.split(',') ?? []), before];
    while (history.join(',').length > maxHistory) history.shift();
    annotations[historyAnnotation] = history.join(',');
  }
  return annotations;
}

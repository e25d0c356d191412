/** The lines of a StatefulSet's status, and the Pods that each of them counts. */
import type { ObjectView, Pod } from '../engine/index.ts';
import { isReady, revisionLabel } from './stage/pod.ts';
import type { StageModel } from './stage-model.ts';
import { virtualTime } from './time.ts';

/** In reading order, three in a row: each count of a revision is beside that revision. */
export const statusFields = [
  'replicas',
  'currentReplicas',
  'currentRevision',
  'readyReplicas',
  'updatedReplicas',
  'updateRevision',
  'availableReplicas',
  'observedGeneration',
  'collisionCount',
] as const;

export type StatusField = (typeof statusFields)[number];

export interface StatusLine {
  readonly field: StatusField;
  /** As the API shows it; null if the API leaves it out, which means 0. */
  readonly value: string | number | null;
  /** The colour index of the revision that it names; null if it names none. */
  readonly revision: number | null;
}

/** Returns the nine lines of a status. A field that the API leaves out has its line, too. */
export function statusLines({ status, revisions }: Pick<StageModel, 'status' | 'revisions'>): readonly StatusLine[] {
  return statusFields.map((field) => {
    const value = (status[field] ?? null) as StatusLine['value'];
    return { field, value, revision: revisions.find(({ name }) => name === value)?.index ?? null };
  });
}

type Counts = (pod: Pod) => boolean;

/**
 * Returns the uids of the Pods that a line of the status is about, as the controller counts them.
 * @param now Virtual ms: a Ready Pod becomes available as time passes.
 */
export function podsOfLine(
  view: ObjectView,
  { namespace, setName, status }: Pick<StageModel, 'namespace' | 'setName' | 'status'>,
  field: StatusField,
  now: number,
): ReadonlySet<string> {
  const set = view.get('statefulsets', setName, namespace);
  if (set === undefined) return new Set();
  const { minReadySeconds = 0 } = set.spec;
  const isReadyNow: Counts = (pod) => pod.status.phase === 'Running' && isReady(pod);
  const has =
    (revision: unknown): Counts =>
    ({ metadata }) =>
      metadata.labels?.[revisionLabel] === revision;
  // A Pod that is being deleted is still a replica, but no longer counted for its revision.
  const counts =
    (revision: unknown): Counts =>
    (pod) =>
      pod.metadata.deletionTimestamp === undefined && has(revision)(pod);
  const about: Partial<Record<StatusField, Counts>> = {
    replicas: () => true,
    readyReplicas: isReadyNow,
    availableReplicas: (pod) =>
      isReadyNow(pod) && (minReadySeconds === 0 || now > readySince(pod) + minReadySeconds * 1000),
    currentReplicas: counts(status['currentRevision']),
    updatedReplicas: counts(status['updateRevision']),
    currentRevision: has(status['currentRevision']),
    updateRevision: has(status['updateRevision']),
  };
  const isAbout = about[field];
  if (isAbout === undefined) return new Set();
  const { uid } = set.metadata;
  const own = view
    .list('pods', { namespace })
    .filter(({ metadata }) => metadata.ownerReferences?.some((owner) => owner.controller && owner.uid === uid));
  return new Set(own.filter(isAbout).map(({ metadata }) => metadata.uid));
}

function readySince({ status }: Pod): number {
  const { lastTransitionTime } = status.conditions?.find(({ type }) => type === 'Ready') ?? {};
  return lastTransitionTime === undefined ? 0 : virtualTime(lastTransitionTime);
}

/**
 * Predicts what a change of the set would do to its Pods, and in which order: by the rules of the StatefulSet
 * controller, from the moment that is shown.
 */
import { canonicalJson, clusterCapacity, type ObjectView } from '../../engine/index.ts';
import type { SlotModel, StageModel } from '../stage-model.ts';

/** A change that the user previews, such as a partition that is being dragged. */
export type SetChange = { readonly partition: number } | { readonly image: string } | { readonly replicas: number };

/** A change whose effect a plan has found out. */
export interface PlannedChange {
  readonly planned: Forecasts;
}

export interface Forecast {
  readonly does:
    /** It is deleted and re-created at the update revision. */
    | 'update'
    | 'create'
    | 'delete'
    /** It does not change. */
    | 'stay';
  /** Its turn, from 1; Pods with the same turn do not wait for each other. Null if it does not change. */
  readonly turn: number | null;
  /** Name of the Pod that must become Ready first. */
  readonly after: string | null;
}

/** The forecast of a Pod that does not change. */
export const untouched: Forecast = { does: 'stay', turn: null, after: null };

/** By ordinal; Pods that do not change may be absent. */
export type Forecasts = ReadonlyMap<number, Forecast>;

const nothing: Forecasts = new Map();

/**
 * Predicts the effect of a change.
 * @returns no forecasts if there is no set, or the change has no effect.
 */
export function forecastsOf(view: ObjectView, stage: StageModel, change: SetChange | PlannedChange): Forecasts {
  if ('planned' in change) return change.planned;
  if (!stage.setExists || stage.terminating) return nothing;
  if ('replicas' in change) return scaled(stage, change.replicas);
  if ('image' in change) return rolled(stage, stage.partition, revisionWith(view, stage, change.image));
  return rolled(stage, change.partition, stage.revisions.find(({ update }) => update)?.name ?? null);
}

/**
 * Returns the name of the revision that the set's template would have with another image in its first container; null
 * if it would be a new one.
 */
function revisionWith(view: ObjectView, { namespace, setName }: StageModel, image: string): string | null {
  const template = view.get('statefulsets', setName, namespace)?.spec.template;
  if (template === undefined) return null;
  const [first, ...others] = template.spec.containers;
  const spec = { ...template.spec, containers: [{ ...first, image }, ...others] };
  const data = canonicalJson({ spec: { template: { ...template, spec, $patch: 'replace' } } });
  const own = view
    .list('controllerrevisions', { namespace })
    .find(
      (revision) =>
        revision.metadata.ownerReferences?.some(({ kind, name }) => kind === 'StatefulSet' && name === setName) &&
        canonicalJson(revision.data) === data,
    );
  return own?.metadata.name ?? null;
}

const isHealthy = ({ pod }: SlotModel): boolean => pod !== null && pod.ready && !pod.terminating;

/** Returns the lowest Pod that is not in its desired state: under OrderedReady all others wait for it. */
function holdUp({ podManagementPolicy, slots }: StageModel): SlotModel | undefined {
  return podManagementPolicy === 'OrderedReady' ? slots.find((slot) => slot.desired && !isHealthy(slot)) : undefined;
}

/** Predicts a rolling update to a revision: from the highest ordinal down to the partition, one by one. */
function rolled(stage: StageModel, partition: number, target: string | null): Forecasts {
  const { slots, startOrdinal, updateStrategy } = stage;
  const held = holdUp(stage);
  const forecasts = new Map<number, Forecast>();
  let turn = 0;
  let after = held?.podName ?? null;
  for (const slot of slots.toReversed()) {
    const { ordinal, pod, desired } = slot;
    if (!desired || pod === null) continue;
    const outdated = pod.revision !== target;
    const isIn = updateStrategy === 'RollingUpdate' && ordinal - startOrdinal >= partition;
    if (isIn && outdated && !pod.terminating) forecasts.set(ordinal, { does: 'update', turn: ++turn, after });
    else if (!pod.terminating) forecasts.set(ordinal, untouched);
    // Under both policies, lower Pods wait until the updated ones are Ready.
    if (isIn && !isHealthy(slot) && (!outdated || pod.terminating)) after ??= slot.podName;
  }
  return forecasts;
}

/**
 * Predicts scaling: up from the lowest missing ordinal, down from the highest extra one; under Parallel all at once.
 */
function scaled(stage: StageModel, replicas: number): Forecasts {
  const { slots, startOrdinal: start, podManagementPolicy } = stage;
  const ordered = podManagementPolicy === 'OrderedReady';
  const pods = new Map(slots.map((slot) => [slot.ordinal, slot.pod]));
  const isWanted = (ordinal: number): boolean => ordinal >= start && ordinal < start + replicas;
  // More Pods than the cluster holds will never be created.
  const wanted = Math.min(replicas, clusterCapacity.pods);
  const missing = Array.from({ length: wanted }, (_, i) => start + i).filter((ordinal) => !pods.get(ordinal));
  const condemned = slots.filter(({ ordinal, pod }) => pod !== null && !pod.terminating && !isWanted(ordinal));
  const unhealthy = ordered
    ? slots.find((slot) => slot.pod !== null && isWanted(slot.ordinal) && !isHealthy(slot))
    : undefined;
  const waits = (ordinal: number): string | null =>
    unhealthy !== undefined && ordinal > unhealthy.ordinal ? unhealthy.podName : null;
  const turnOf = (place: number): number => (ordered ? place + 1 : 1);
  return new Map<number, Forecast>([
    ...missing.map((ordinal, i): [number, Forecast] => [
      ordinal,
      { does: 'create', turn: turnOf(i), after: waits(ordinal) },
    ]),
    ...condemned
      .toReversed()
      .map(({ ordinal }, i): [number, Forecast] => [
        ordinal,
        { does: 'delete', turn: turnOf(i), after: unhealthy?.podName ?? null },
      ]),
  ]);
}

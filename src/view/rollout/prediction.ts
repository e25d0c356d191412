/**
 * Predicts what a change of the set would do to its Pods, and in which order: by the rules of the StatefulSet
 * controller, from the moment that is shown.
 */
import { canonicalJson, clusterCapacity, type ObjectView } from '../../engine/index.ts';
import type { SlotModel, StageModel } from '../stage-model.ts';

/** A change that is still in its user's hand. */
export type SetChange = { readonly partition: number } | { readonly image: string } | { readonly replicas: number };

export interface Forecast {
  readonly does:
    /** It is deleted, and comes back at the update revision. */
    | 'update'
    | 'create'
    | 'delete'
    /** It stays as it is. */
    | 'stay';
  /** When its turn is, from 1; those of one number do not wait for each other. Null: nothing is done to it. */
  readonly turn: number | null;
  /** Name of the Pod that has to become Ready before. */
  readonly after: string | null;
}

/** Nothing is done to it. */
export const untouched: Forecast = { does: 'stay', turn: null, after: null };

/** By ordinal. Of a Pod that is not in it there is nothing to say. */
export type Prediction = ReadonlyMap<number, Forecast>;

const nothing: Prediction = new Map();

/** @returns nothing where there is no set, or the change changes nothing. */
export function predict(view: ObjectView, stage: StageModel, change: SetChange): Prediction {
  if (!stage.setExists || stage.terminating) return nothing;
  if ('replicas' in change) return scaled(stage, change.replicas);
  if ('image' in change) return rolled(stage, stage.partition, revisionWith(view, stage, change.image));
  return rolled(stage, change.partition, stage.revisions.find(({ update }) => update)?.name ?? null);
}

/** Name of the revision of the set's template with another image in its first container; null: it would be a new one. */
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

/** Under OrderedReady nothing else is done before the lowest Pod that is not as it should be is Ready. */
function holdUp({ podManagementPolicy, slots }: StageModel): SlotModel | undefined {
  return podManagementPolicy === 'OrderedReady' ? slots.find((slot) => slot.desired && !isHealthy(slot)) : undefined;
}

/** A rolling update to a revision: from the highest ordinal down to the partition, one after the other. */
function rolled(stage: StageModel, partition: number, target: string | null): Prediction {
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
    // Whichever the policy: those below wait for what has been updated, or is on its way, to be Ready.
    if (isIn && !isHealthy(slot) && (!outdated || pod.terminating)) after ??= slot.podName;
  }
  return forecasts;
}

/** Up from the lowest ordinal that is missing, down from the highest that is too much; Parallel all at once. */
function scaled(stage: StageModel, replicas: number): Prediction {
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

/** Tells what our StatefulSet controller decides on a state that was seen: the real one does not say why it acts. */
import { createCluster, type KubernetesObject, type SyncRecord } from '../engine/index.ts';
import { restored } from '../engine/restore/index.ts';
import { completed } from '../import/missing.ts';

/** Objects of a state that is judged: a larger one would hold up the page. */
const maxObjects = 2000;

/**
 * Returns the decisions about each set, as the controller would take them at that time (virtual ms); none where the
 * objects cannot be those of one cluster.
 */
export function inferredDecisions(
  objects: readonly KubernetesObject[],
  at: number,
): readonly Omit<SyncRecord, 'seq' | 'at'>[] {
  const sets = objects.filter(({ kind }) => kind === 'StatefulSet').map(({ metadata }) => metadata);
  const keys = sets.map(({ namespace, name }) => `${namespace}/${name}`);
  if (keys.length === 0 || objects.length > maxObjects) return [];
  const { objects: all, madeUp } = completed(objects.filter(({ kind }) => kind !== 'Event'));
  const probe = createCluster({
    restored: restored({ at, objects: all, madeUp, retries: { statefulset: keys }, retryIn: 0 }),
  });
  const from = probe.history.length;
  probe.advanceTo(at);
  const decided = new Map<string, SyncRecord>();
  for (const record of probe.history.slice(from)) {
    if (record.type !== 'SYNC' || record.controller !== 'statefulset-controller') continue;
    // Later ones follow from what the first has written, which the real cluster has not.
    if (!decided.has(record.key)) decided.set(record.key, record);
  }
  return [...decided.values()].map(({ type, controller, key, decisions }) => ({ type, controller, key, decisions }));
}

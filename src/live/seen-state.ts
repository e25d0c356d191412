/** Begins simulated clusters with an observed state of a real one. */
import type { ClusterOptions, KubernetesObject } from '../engine/index.ts';
import { normalObject, restored } from '../engine/restore/index.ts';
import { knownImages } from '../import/known-images.ts';
import { completed } from '../import/missing.ts';
import { standIn } from '../import/stand-in.ts';
import { gatesOf } from './gates.ts';

/** The objects of a cluster at a moment. */
export interface SeenState {
  readonly objects: readonly KubernetesObject[];
  /** Virtual ms. */
  readonly at: number;
  /** The version of the API server; null if it is not known. */
  readonly version: string | null;
}

/** Largest number of objects that is simulated: more would block the page. */
const maxObjects = 2000;

/** Returns true if a state has more objects than are simulated. */
export const isTooLarge = ({ objects }: SeenState): boolean => objects.length > maxObjects;

/**
 * Returns the options of clusters that begin with a state.
 * @param retry True if the StatefulSet controller reconciles each set at once, as it does after each change.
 */
export function optionsOf(
  { objects, at, version }: SeenState,
  retry: boolean,
): Pick<ClusterOptions, 'restored' | 'featureGates' | 'kubelet'> {
  const seen = objects
    .filter(({ kind }) => kind !== 'Event')
    .map((object) => normalObject(object as unknown as Parameters<typeof normalObject>[0]) ?? object);
  const { objects: all, madeUp } = completed(seen);
  const sets = seen.filter(({ kind }) => kind === 'StatefulSet').map(({ metadata }) => metadata);
  const keys = sets.map(({ namespace, name }) => `${namespace}/${name}`);
  return {
    featureGates: gatesOf(version, seen).gates,
    kubelet: { ...standIn, images: knownImages(seen) },
    restored: restored({ at, objects: all, madeUp, retries: retry ? { statefulset: keys } : {}, retryIn: 0 }),
  };
}

/** Chooses the lab's feature gates by the version of a cluster. No API returns the gates of a server. */
import type { ClusterOptions, KubernetesObject } from '../engine/index.ts';
import { hasMaxUnavailable } from '../engine/restore/index.ts';

export interface KnownGates {
  readonly gates: NonNullable<ClusterOptions['featureGates']>;
  /** Feature gates of that version whose effect on StatefulSets the lab does not simulate. */
  readonly unknown: readonly string[];
}

/** The newest minor version whose controllers the lab simulates. */
const known = 36;

/** Gates that are always on in the lab, with the first minor version in which they are on by default. */
const alwaysOn: readonly (readonly [gate: string, since: number])[] = [
  ['StatefulSetMinReadySeconds', 23],
  ['StatefulSetStartOrdinal', 27],
  ['StatefulSetAutoDeletePVC', 27],
  ['PodIndexLabel', 28],
  ['StatefulSetSemanticRevisionComparison', 34],
];

/**
 * @param version As the server reports it, e.g. `v1.36.2`; null if it is not known.
 * @param objects The observed objects: a field that the API server keeps shows that its gate is on.
 */
export function gatesOf(version: string | null, objects: readonly KubernetesObject[]): KnownGates {
  const minor = Number(/^v1\.(\d+)/.exec(version ?? '')?.[1] ?? NaN);
  const isUsed = objects.some((object) => object.kind === 'StatefulSet' && hasMaxUnavailable(object));
  const gates = { MaxUnavailableStatefulSet: isUsed || minor === 35 };
  if (Number.isNaN(minor)) return { gates, unknown: [`v1.${known}`] };
  const unknown = alwaysOn.filter(([, since]) => minor < since).map(([gate]) => gate);
  // Its default has changed between versions; without the field, its value is not known.
  if (!isUsed && minor >= 35) unknown.push('MaxUnavailableStatefulSet');
  return { gates, unknown: minor > known ? [...unknown, `> v1.${known}`] : unknown };
}

/** The terms of a Pod's affinity to other Pods. */
import type { LabelSelector, Pod } from '../api/types.ts';

export interface AffinityTerm {
  readonly topologyKey: string;
  readonly labelSelector?: LabelSelector;
  readonly namespaces?: readonly string[];
  readonly namespaceSelector?: LabelSelector;
  readonly matchLabelKeys?: readonly string[];
  readonly mismatchLabelKeys?: readonly string[];
}

export interface WeightedTerm {
  /** Negative for a term that keeps Pods apart. */
  readonly weight: number;
  readonly podAffinityTerm: AffinityTerm;
}

type Kind = 'podAffinity' | 'podAntiAffinity';

/** Returns the terms that must hold when the scheduler chooses a node. */
export const requiredTerms = (pod: Pod, kind: Kind): readonly AffinityTerm[] =>
  (pod.spec.affinity?.[kind]?.requiredDuringSchedulingIgnoredDuringExecution ?? []) as never;

export const antiAffinityTerms = (pod: Pod): readonly AffinityTerm[] => requiredTerms(pod, 'podAntiAffinity');

/** Returns the terms that make a node better or worse. */
export function preferredTerms(pod: Pod): readonly WeightedTerm[] {
  const terms = (kind: Kind): readonly WeightedTerm[] =>
    (pod.spec.affinity?.[kind]?.preferredDuringSchedulingIgnoredDuringExecution ?? []) as never;
  return [...terms('podAffinity'), ...terms('podAntiAffinity').map((term) => ({ ...term, weight: -term.weight }))];
}

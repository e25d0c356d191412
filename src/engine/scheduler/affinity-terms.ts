/** The terms of a Pod's affinity that must hold when the scheduler chooses a node. */
import type { LabelSelector, Pod } from '../api/types.ts';

export interface AffinityTerm {
  readonly topologyKey: string;
  readonly labelSelector?: LabelSelector;
  readonly namespaces?: readonly string[];
  readonly namespaceSelector?: LabelSelector;
  readonly matchLabelKeys?: readonly string[];
  readonly mismatchLabelKeys?: readonly string[];
}

export const requiredTerms = (pod: Pod, kind: 'podAffinity' | 'podAntiAffinity'): readonly AffinityTerm[] =>
  (pod.spec.affinity?.[kind]?.requiredDuringSchedulingIgnoredDuringExecution ?? []) as never;

export const antiAffinityTerms = (pod: Pod): readonly AffinityTerm[] => requiredTerms(pod, 'podAntiAffinity');

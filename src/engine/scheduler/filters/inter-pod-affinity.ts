/** Judges nodes by `podAffinity` and `podAntiAffinity`, including those of the Pods that are already scheduled. */
// Models kubernetes/pkg/scheduler/framework/plugins/interpodaffinity
import { selectorMatches } from '../../api/labels.ts';
import type { Labels, Node, Pod } from '../../api/types.ts';
import type { ObjectView } from '../../apiserver/api.ts';
import { valueOf } from '../../base/values.ts';
import {
  type AffinityTerm,
  antiAffinityTerms,
  preferredTerms,
  requiredTerms,
  type WeightedTerm,
} from '../affinity-terms.ts';
import type { NodeInfo } from '../node-info.ts';
import {
  always,
  type FilterPlugin,
  type NodeFilter,
  type QueueingHint,
  type Rejection,
  type Snapshot,
  unresolvable,
  unschedulable,
} from './filter.ts';

/** Topology domains as `key=value`. A node without the label is in no domain. */
const domainOf = (node: Node, key: string): string | undefined => {
  const value = valueOf(node.metadata.labels, key);
  return value === undefined ? undefined : `${key}=${value}`;
};

const domainsOf = (node: Node): readonly string[] =>
  Object.entries(node.metadata.labels ?? {}).map(([key, value]) => `${key}=${value}`);

/** Reports if a term of `owner` may select a Pod with these labels. The namespace is not considered yet. */
const mayMean = (owner: Pod, labels: Labels | undefined): boolean =>
  [...requiredTerms(owner, 'podAffinity'), ...antiAffinityTerms(owner)].some((t) =>
    selectorMatches(t.labelSelector, labels),
  );

/** Reports if a term of either Pod selects the other one, or if the changed Pod is the waiting Pod itself. */
const onPodChange: QueueingHint = (pod, { object, previous }) =>
  object.metadata.uid === pod.metadata.uid ||
  [object, previous].some((o) => mayMean(pod, o?.metadata.labels)) ||
  mayMean(object as Pod, pod.metadata.labels);

export const interPodAffinity: FilterPlugin = {
  events: {
    'Pod/Add': onPodChange,
    'Pod/Delete': onPodChange,
    'Pod/UpdatePodLabel': onPodChange,
    'Node/Add': always,
    'Node/UpdateNodeLabel': always,
  },
  preFilter,
};

function preFilter(pod: Pod, { nodes, store }: Snapshot): NodeFilter | undefined {
  const [affinity, anti] = [requiredTerms(pod, 'podAffinity'), antiAffinityTerms(pod)];
  if (affinity.length + anti.length === 0 && nodes.every(({ load }) => load.withAffinity.size === 0)) {
    return undefined;
  }
  const matchesAll = (other: Pod): boolean => affinity.every((t) => termMatches(t, pod, other, store));
  const near = domains(affinity, nodes, (_, { load }) => [...load.pods.values()].some(matchesAll));
  const taken = domains(anti, nodes, (term, { load }) =>
    [...load.pods.values()].some((other) => termMatches(term, pod, other, store)),
  );
  const closed = new Set<string>();
  for (const { node, load } of nodes) {
    for (const other of load.withAffinity.values()) {
      for (const term of antiAffinityTerms(other)) {
        const domain = domainOf(node, term.topologyKey);
        if (domain !== undefined && termMatches(term, other, pod, store)) closed.add(domain);
      }
    }
  }
  // The first Pod of a group with affinity to itself may run anywhere.
  const first = near.size === 0 && matchesAll(pod);
  const within = ({ node }: NodeInfo, terms: readonly AffinityTerm[], set: Set<string>): boolean =>
    terms.some(({ topologyKey }) => set.has(domainOf(node, topologyKey) ?? ''));
  return (info): Rejection | undefined => {
    const joins = affinity.every(({ topologyKey }) => {
      const domain = domainOf(info.node, topologyKey);
      return domain !== undefined && (first || near.has(domain));
    });
    if (!joins) return unresolvable("node(s) didn't match pod affinity rules");
    if (within(info, anti, taken)) return unschedulable("node(s) didn't match pod anti-affinity rules");
    if (domainsOf(info.node).some((domain) => closed.has(domain))) {
      return unschedulable("node(s) didn't satisfy existing pods anti-affinity rules");
    }
    return undefined;
  };
}

/**
 * Returns the score of a node: the sum of the weights of all preferred terms of this Pod that select a Pod in a domain of
 * the node, and of those of these Pods that select this Pod. Required affinity of these Pods weighs 1.
 */
export function affinityScore(pod: Pod, { nodes, store }: Snapshot): (info: NodeInfo) => number {
  const scores = new Map<string, number>();
  const add = (terms: readonly WeightedTerm[], owner: Pod, other: Pod, node: Node): void => {
    for (const { weight, podAffinityTerm: term } of terms) {
      const domain = domainOf(node, term.topologyKey);
      if (domain !== undefined && termMatches(term, owner, other, store)) {
        scores.set(domain, (scores.get(domain) ?? 0) + weight);
      }
    }
  };
  const own = preferredTerms(pod);
  for (const { node, load } of nodes) {
    if (own.length > 0) for (const other of load.pods.values()) add(own, pod, other, node);
    for (const other of load.withAffinity.values()) {
      const required = requiredTerms(other, 'podAffinity').map((podAffinityTerm) => ({ weight: 1, podAffinityTerm }));
      add([...preferredTerms(other), ...required], other, pod, node);
    }
  }
  return ({ node }) => domainsOf(node).reduce((sum, domain) => sum + (scores.get(domain) ?? 0), 0);
}

/** Returns the domains of the terms' topology keys that contain a node for which `holds` is true. */
function domains(
  terms: readonly AffinityTerm[],
  nodes: readonly NodeInfo[],
  holds: (term: AffinityTerm, info: NodeInfo) => boolean,
): Set<string> {
  const found = new Set<string>();
  for (const term of terms) {
    for (const info of nodes) {
      const domain = domainOf(info.node, term.topologyKey);
      if (domain !== undefined && !found.has(domain) && holds(term, info)) found.add(domain);
    }
  }
  return found;
}

/** Reports if the term of `owner` selects the Pod `other`. */
function termMatches(term: AffinityTerm, owner: Pod, other: Pod, store: ObjectView): boolean {
  const { namespaces = [], namespaceSelector } = term;
  const { namespace = '' } = other.metadata;
  const own = namespaces.length === 0 && namespaceSelector === undefined && namespace === owner.metadata.namespace;
  if (
    !own &&
    !namespaces.includes(namespace) &&
    !selectorMatches(namespaceSelector, store.get('namespaces', namespace)?.metadata.labels)
  ) {
    return false;
  }
  const [mine, theirs]: (Labels | undefined)[] = [owner.metadata.labels, other.metadata.labels];
  const same = (key: string): boolean => valueOf(mine, key) === valueOf(theirs, key);
  return (
    selectorMatches(term.labelSelector, theirs) &&
    (term.matchLabelKeys ?? []).every((key) => valueOf(mine, key) === undefined || same(key)) &&
    !(term.mismatchLabelKeys ?? []).some((key) => valueOf(mine, key) !== undefined && same(key))
  );
}

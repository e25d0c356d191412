/** Taints of nodes, and tolerations of Pods. */
// Models kubernetes/staging/src/k8s.io/component-helpers/scheduling/corev1
import type { Node, Pod } from './types.ts';

export type Taint = NonNullable<Node['spec']['taints']>[number];
export type Toleration = NonNullable<Pod['spec']['tolerations']>[number];

export const taintKey = {
  notReady: 'node.kubernetes.io/not-ready',
  unreachable: 'node.kubernetes.io/unreachable',
  unschedulable: 'node.kubernetes.io/unschedulable',
  /** Set by an administrator: the machine is off, and nothing runs on it. */
  outOfService: 'node.kubernetes.io/out-of-service',
} as const;

export const hasTaint = (node: Node | undefined, key: string): boolean =>
  node?.spec.taints?.some((t) => t.key === key) ?? false;

/** A toleration without key or effect tolerates any. */
export function tolerates(toleration: Toleration, taint: Taint): boolean {
  const { key, operator, value, effect } = toleration;
  return (
    (!effect || effect === taint.effect) &&
    (!key || key === taint.key) &&
    (operator === 'Exists' || (value ?? '') === (taint.value ?? ''))
  );
}

export const isTolerated = (taint: Taint, tolerations: readonly Toleration[] | undefined): boolean =>
  tolerations?.some((t) => tolerates(t, taint)) ?? false;

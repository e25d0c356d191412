/** The conditions of a node: set by its kubelet while it reports, and by the control plane when it does not. */
// Models kubernetes/pkg/kubelet/nodestatus/setters.go, pkg/controller/nodelifecycle
import type { Node } from '../../api/types.ts';
import { timestamp } from '../../sim/time.ts';

type NodeCondition = NonNullable<Node['status']['conditions']>[number];

/** Type, status, reason and message of each condition of a healthy node. */
const healthy = [
  ['MemoryPressure', 'False', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'],
  ['DiskPressure', 'False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'],
  ['PIDPressure', 'False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'],
  ['Ready', 'True', 'KubeletReady', 'kubelet is posting ready status'],
] as const;

/**
 * Returns all conditions, for a kubelet that reports or not. A condition keeps the time of its last change of status.
 */
export function nodeConditions(heard: boolean, now: number, before: readonly NodeCondition[] = []): NodeCondition[] {
  return healthy.map(([type, ok, okReason, okMessage]): NodeCondition => {
    const old = before.find((c) => c.type === type);
    const status = heard ? ok : 'Unknown';
    return {
      type,
      status,
      reason: heard ? okReason : 'NodeStatusUnknown',
      message: heard ? okMessage : 'Kubelet stopped posting node status.',
      lastHeartbeatTime: heard ? timestamp(now) : (old?.lastHeartbeatTime ?? timestamp(now)),
      lastTransitionTime: old?.status === status ? old.lastTransitionTime! : timestamp(now),
    };
  });
}

export const readyStatus = (node: Node): string =>
  node.status.conditions?.find((c) => c.type === 'Ready')?.status ?? 'True';
export const isNodeReady = (node: Node | undefined): boolean => node !== undefined && readyStatus(node) === 'True';

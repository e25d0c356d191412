import type { NodeModel } from './nodes.ts';

export type NodeState = 'reporting' | 'unnoticed' | 'lost' | 'returning' | 'gone';

/** Returns the state of a node, and whether the control plane knows about it. */
export function nodeState({ registered, ready, connected }: NodeModel): NodeState {
  if (!registered) return 'gone';
  if (ready === 'True') return connected ? 'reporting' : 'unnoticed';
  return connected ? 'returning' : 'lost';
}

/** As `kubectl get nodes` prints it. */
export const nodeStatus = ({ ready, unschedulable }: NodeModel): string =>
  `${ready === 'True' ? 'Ready' : 'NotReady'}${unschedulable ? ',SchedulingDisabled' : ''}`;

/** Requests of `kubectl drain`, without kubectl. */
import { type Cluster, StatusError } from '../index.ts';

const actor = { name: 'user', reason: 'drain' };
/** kubectl's pause before it asks again for what was refused. */
const retryAfter = 5000;

export function cordon(cluster: Cluster, node: string, unschedulable = true): void {
  cluster.api.patch('nodes', node, undefined, 'strategic', { spec: { unschedulable } }, actor);
}

/**
 * Cordons the node and evicts its Pods, again and again, until they are gone or `timeout` (virtual ms) is over.
 * @returns the refusals.
 */
export function drain(cluster: Cluster, node: string, timeout = 60_000): readonly StatusError[] {
  const refusals: StatusError[] = [];
  const deadline = cluster.now() + timeout;
  const left = () => cluster.api.list('pods').filter((p) => p.spec.nodeName === node);
  const asked = new Set<string>();
  cordon(cluster, node);
  while (left().length > 0 && cluster.now() < deadline) {
    for (const { metadata } of left().filter((p) => !asked.has(p.metadata.uid))) {
      try {
        cluster.api.evictPod(metadata.name, metadata.namespace!, actor);
        asked.add(metadata.uid);
      } catch (error) {
        if (!(error instanceof StatusError)) throw error;
        refusals.push(error);
      }
    }
    cluster.advanceTo(Math.min(deadline, cluster.now() + retryAfter));
  }
  return refusals;
}

/** Refuses objects beyond the capacity of the cluster, as a ResourceQuota would. */
import { clusterCapacity } from '../../api/capacity.ts';
import type { ObjectStore } from '../object-store.ts';
import { forbidden, StatusError } from '../../base/status-error.ts';
import type { AdmissionPlugin } from './plugin.ts';

/** Number of the oldest Events that are removed when room is needed. */
const expiredTogether = 100;

export const capacity: AdmissionPlugin = {
  validate({ metadata: { name } }, { info, old }, { store }) {
    if (old !== undefined) return;
    const refuse = (what: string, most: number): StatusError => {
      const why = `exceeded the capacity of the cluster, requested: ${what}=1, used: ${what}=${most}, limited: ${what}=${most}`;
      const { reason, message, details } = forbidden(info.resource, info.group, name, why);
      return new StatusError(reason, message, [{ type: 'ClusterCapacity', field: what, message: why }], details);
    };
    const { pods, objects } = clusterCapacity;
    if (info.resource === 'pods' && store.count('pods') >= pods) throw refuse('pods', pods);
    if (store.size - store.count('events') >= objects) throw refuse('objects', objects);
  },
};

/** Removes the oldest Events if one more object would be too many. */
export function makeRoom(store: ObjectStore): void {
  if (store.size < clusterCapacity.objects) return;
  const actor = { name: 'kube-apiserver', reason: 'EventExpired' };
  for (const event of store.oldest('events', expiredTogether)) store.remove('events', event, actor);
}

/** The cluster is full: other objects of the same kind would be refused, too. */
export const isClusterFull = (error: unknown): boolean =>
  error instanceof StatusError
    ? error.causes.some(({ type }) => type === 'ClusterCapacity')
    : error instanceof Error && error.cause !== undefined && isClusterFull(error.cause);

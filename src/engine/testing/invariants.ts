/** What must hold after every single task, whatever is asked of the cluster and in whatever order things happen. */
import type { Cluster, HistoryRecord, Pod, StatefulSet, WriteRecord } from '../index.ts';
import { getOrdinal } from '../index.ts';

const isReady = (pod: Pod): boolean =>
  pod.status.phase === 'Running' &&
  (pod.status.conditions?.some((c) => c.type === 'Ready' && c.status === 'True') ?? false);
const isTerminating = (pod: Pod): boolean => pod.metadata.deletionTimestamp !== undefined;

function isWrite(record: HistoryRecord, type: WriteRecord['type'], resource: string): record is WriteRecord {
  return record.type === type && record.resource === resource;
}

/**
 * Watches a cluster with one set `web` and throws, naming the rule, as soon as one is broken:
 * - OrderedReady: a Pod is created only while all its predecessors are Running and Ready and none is terminating;
 * - scale-down never removes a Pod while one with a higher ordinal still exists (OrderedReady);
 * - a Pod that mounts a claim has that claim;
 * - no claim is ever deleted, unless `claimsMayGo` (a person deletes one, or the retention policy says so).
 */
export function watchInvariants(cluster: Cluster, options: { readonly claimsMayGo?: boolean } = {}): void {
  cluster.subscribe((records) => {
    for (const record of records) {
      if (isWrite(record, 'ADDED', 'pods')) onPodCreated(cluster, record.object as Pod, record);
      if (isWrite(record, 'MODIFIED', 'pods')) onPodDeleted(cluster, record);
      if (isWrite(record, 'DELETED', 'persistentvolumeclaims') && options.claimsMayGo !== true) {
        throw new Error(`claim ${record.object.metadata.name} is lost`);
      }
    }
  });
}

const setOf = (cluster: Cluster): StatefulSet | undefined => cluster.api.get('statefulsets', 'web', 'default');
const podsOf = (cluster: Cluster): readonly Pod[] => cluster.api.list('pods', { namespace: 'default' });

function onPodCreated(cluster: Cluster, pod: Pod, { actor }: WriteRecord): void {
  const set = setOf(cluster);
  if (set === undefined || actor.name !== 'statefulset-controller') return;
  for (const volume of pod.spec.volumes ?? []) {
    const claim = volume.persistentVolumeClaim?.claimName;
    if (claim !== undefined && cluster.api.get('persistentvolumeclaims', claim, 'default') === undefined) {
      throw new Error(`${pod.metadata.name} was created without its claim ${claim}`);
    }
  }
  if (set.spec.podManagementPolicy !== 'OrderedReady') return;
  const start = set.spec.ordinals?.start ?? 0;
  const byOrdinal = new Map(podsOf(cluster).map((p) => [getOrdinal(p), p]));
  for (let ordinal = start; ordinal < getOrdinal(pod); ordinal++) {
    const predecessor = byOrdinal.get(ordinal);
    if (predecessor === undefined || !isReady(predecessor) || isTerminating(predecessor)) {
      throw new Error(`${pod.metadata.name} was created although web-${ordinal} is not Running and Ready`);
    }
  }
}

function onPodDeleted(cluster: Cluster, { object, previous, actor }: WriteRecord): void {
  const begins = object.metadata.deletionTimestamp !== undefined && previous?.metadata.deletionTimestamp === undefined;
  const set = setOf(cluster);
  if (!begins || actor.reason !== 'ScaleDown' || set?.spec.podManagementPolicy !== 'OrderedReady') return;
  const higher = podsOf(cluster).find((p) => getOrdinal(p) > getOrdinal(object));
  if (higher !== undefined)
    throw new Error(`${object.metadata.name} was removed although ${higher.metadata.name} still exists`);
}

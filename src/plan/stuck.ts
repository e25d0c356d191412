/** Finds the sets at which a plan stops, with the way out. */
import {
  type Cluster,
  type Decision,
  getOrdinal,
  type HistoryRecord,
  type Pod,
  type StatefulSet,
} from '../engine/index.ts';
import { isReady, revisionOf } from './describe-state.ts';
import { setController } from './planned-writes.ts';
import type { Translate } from '../i18n/translate.ts';
import { decisionSentence } from '../view/words/decision-text.ts';
import { wayOut } from './way-out.ts';

export interface StuckOn {
  /** e.g. `statefulset/web`. */
  readonly object: string;
  readonly namespace: string;
  /** The Pod that blocks the rest. */
  readonly pod?: string;
  readonly rule?: string;
  readonly reason: string;
  /** The command that frees it, if there is one. */
  readonly command?: string;
}

/** Returns the sets that are not in their desired state and will not reach it by themselves. */
export function stuckOn(cluster: Cluster, t: Translate): readonly StuckOn[] {
  return cluster.api.list('statefulsets').flatMap((set) => {
    const pods = cluster.api
      .list('pods', { namespace: set.metadata.namespace! })
      .filter((pod) => pod.metadata.ownerReferences?.some(({ uid }) => uid === set.metadata.uid));
    const problem = problemOf(set, pods, t);
    if (problem === undefined) return [];
    const { name, namespace = 'default' } = set.metadata;
    const decision = lastWait(cluster.history, `${namespace}/${name}`);
    const pod = decision?.waitingFor ?? decision?.pod ?? problem.pod;
    const command = wayOut({ cluster, set, pods, decision, blocking: pod });
    return [
      {
        object: `statefulset/${name}`,
        namespace,
        ...(pod !== undefined && { pod }),
        ...(decision !== undefined && { rule: decision.rule }),
        reason: decision === undefined ? problem.reason : decisionSentence(t, decision),
        ...(command !== undefined && { command }),
      },
    ];
  });
}

interface Problem {
  readonly reason: string;
  readonly pod?: string;
}

function problemOf(set: StatefulSet, pods: readonly Pod[], t: Translate): Problem | undefined {
  const { replicas, ordinals, updateStrategy } = set.spec;
  const start = ordinals?.start ?? 0;
  const about = (problem: 'Missing' | 'Terminating' | 'NotReady' | 'Left' | 'OldRevision', pod: string): Problem => ({
    reason: t(`plan.problem.${problem}`, { name: pod }),
    pod,
  });
  const isWanted = (ordinal: number): boolean => ordinal >= start && ordinal < start + replicas;
  if (set.metadata.deletionTimestamp !== undefined) {
    return { reason: t('plan.problem.Deleting', { name: set.metadata.name }) };
  }
  for (let ordinal = start; ordinal < start + replicas; ordinal++) {
    const pod = pods.find((p) => getOrdinal(p) === ordinal);
    const name = `${set.metadata.name}-${ordinal}`;
    if (pod === undefined) return about('Missing', name);
    if (pod.metadata.deletionTimestamp !== undefined) return about('Terminating', name);
    if (!isReady(pod)) return about('NotReady', name);
  }
  const left = pods.find((pod) => !isWanted(getOrdinal(pod)));
  if (left !== undefined) return about('Left', left.metadata.name);
  if (updateStrategy.type !== 'RollingUpdate') return undefined;
  const partition = updateStrategy.rollingUpdate?.partition ?? 0;
  const old = pods.find((pod) => getOrdinal(pod) >= start + partition && revisionOf(pod) !== set.status.updateRevision);
  return old && about('OldRevision', old.metadata.name);
}

/** Returns the last decision to wait, if the controller has decided nothing else since. */
function lastWait(history: readonly HistoryRecord[], key: string): Decision | undefined {
  const sync = history.findLast((r) => r.type === 'SYNC' && r.controller === setController && r.key === key);
  return sync?.type === 'SYNC' ? sync.decisions.find(({ verb }) => verb === 'wait') : undefined;
}

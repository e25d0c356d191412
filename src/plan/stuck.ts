/** Finds the sets at which a plan stops, with the way out. */
import {
  type Cluster,
  type Decision,
  getOrdinal,
  type HistoryRecord,
  type Pod,
  type StatefulSet,
} from '../engine/index.ts';
import { emptyClusterView, foldRecords, stageContext } from '../view/cluster-view.ts';
import { stageModel } from '../view/stage/derive-stage.ts';
import { trapsOf } from '../view/traps/traps.ts';
import { isReady, revisionOf } from './describe-state.ts';
import { setController } from './planned-writes.ts';
import type { Translate } from '../i18n/translate.ts';
import { decisionSentence } from '../view/words/decision-text.ts';

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
    const pod = decision?.waitingFor ?? problem.pod ?? decision?.pod;
    const command = wayOut(cluster, set, pods);
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

/** Returns the command that frees the set: that of a known trap, or the one for a Pod that blocks. */
function wayOut(cluster: Cluster, set: StatefulSet, pods: readonly Pod[]): string | undefined {
  const { name, namespace = 'default' } = set.metadata;
  const view = foldRecords(emptyClusterView, cluster.history);
  const stage = stageModel(view.objects, { namespace, name }, stageContext(view, `${namespace}/${name}`));
  const [trap] = trapsOf(stage, { view: view.objects, now: cluster.now() });
  if (trap !== undefined && !/^Service/.test(trap.kind)) return trap.command;
  const flag = namespace === 'default' ? '' : ` -n ${namespace}`;
  const held = pods.find(({ metadata }) => metadata.deletionTimestamp !== undefined);
  if (held !== undefined) {
    return (held.metadata.finalizers ?? []).length > 0
      ? `kubectl patch pod ${held.metadata.name}${flag} --type=merge -p '{"metadata":{"finalizers":null}}'`
      : `kubectl delete pod ${held.metadata.name}${flag} --force --grace-period=0`;
  }
  const unready = pods.filter((pod) => !isReady(pod)).sort((a, b) => getOrdinal(a) - getOrdinal(b))[0];
  if (unready !== undefined) return `kubectl delete pod ${unready.metadata.name}${flag}`;
  return pods.length < set.spec.replicas
    ? `kubectl annotate statefulset ${name}${flag} checked=yes --overwrite`
    : undefined;
}

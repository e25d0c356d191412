/** Finds the command that frees a set. */
import { type Cluster, type Decision, getOrdinal, type Pod, type StatefulSet } from '../engine/index.ts';
import { emptyClusterView, foldRecords, stageContext } from '../view/cluster-view.ts';
import { stageModel } from '../view/stage/derive-stage.ts';
import { type TrapKind, trapsOf } from '../view/traps/traps.ts';
import { isReady, revisionOf } from './describe-state.ts';

interface Stuck {
  readonly cluster: Cluster;
  readonly set: StatefulSet;
  /** The Pods of the set. */
  readonly pods: readonly Pod[];
  /** The last decision of the controller, if it waits. */
  readonly decision: Decision | undefined;
  /** The Pod that it waits for. */
  readonly blocking: string | undefined;
}

/** Traps that keep a set from its desired state. */
const blocks: ReadonlySet<TrapKind> = new Set(['LostNode', 'BrokenUpdate', 'StuckRollout', 'ClaimUnbound']);

/** Returns the command, if one is known. */
export function wayOut(stuck: Stuck): string | undefined {
  const { cluster, set, pods, decision, blocking } = stuck;
  const { name, namespace = 'default' } = set.metadata;
  const flag = namespace === 'default' ? '' : ` -n ${namespace}`;
  if (decision?.rule === 'WriteRefused') return afterRefusal(stuck, decision, flag);
  const view = foldRecords(emptyClusterView, cluster.history);
  const stage = stageModel(view.objects, { namespace, name }, stageContext(view, `${namespace}/${name}`));
  const trap = trapsOf(stage, { view: view.objects, now: cluster.now() }).find(({ kind }) => blocks.has(kind));
  if (trap !== undefined) return trap.command;
  const held = pods.find(({ metadata }) => metadata.deletionTimestamp !== undefined);
  if (held !== undefined) {
    return (held.metadata.finalizers ?? []).length > 0
      ? withoutFinalizers('pod', held.metadata.name, flag)
      : `kubectl delete pod ${held.metadata.name}${flag} --force --grace-period=0`;
  }
  const touch = `kubectl annotate statefulset ${name}${flag} checked=yes --overwrite`;
  const claim = cluster.api
    .list('persistentvolumeclaims', { namespace })
    .find(({ metadata }) => metadata.deletionTimestamp !== undefined && metadata.name.endsWith(`-${blocking}`));
  // The end of a claim wakes no controller.
  if (claim !== undefined) return `${withoutFinalizers('pvc', claim.metadata.name, flag)} && ${touch}`;
  const unready = pods.filter((pod) => !isReady(pod)).sort((a, b) => getOrdinal(a) - getOrdinal(b));
  const pod = unready.find(({ metadata }) => metadata.name === blocking) ?? unready[0];
  if (pod !== undefined) return forPod(pod, stuck, flag);
  return pods.length < set.spec.replicas ? touch : undefined;
}

const withoutFinalizers = (kind: string, name: string, flag: string): string =>
  `kubectl patch ${kind} ${name}${flag} --type=merge -p '{"metadata":{"finalizers":null}}'`;

/** The API server refuses the Pod: another Pod has its name, or what it names does not exist. */
function afterRefusal({ cluster, set, blocking }: Stuck, { facts }: Decision, flag: string): string | undefined {
  const account = /serviceaccount "([^"]+)" not found/.exec(String(facts['message'] ?? ''))?.[1];
  if (account !== undefined) return `kubectl create serviceaccount ${account}${flag}`;
  const { namespace = 'default' } = set.metadata;
  const other = cluster.api.list('pods', { namespace }).find(({ metadata }) => metadata.name === blocking);
  return other && `kubectl delete pod ${other.metadata.name}${flag}`;
}

/** A Pod that no node takes is not helped by its deletion alone. */
function forPod(pod: Pod, { cluster, set }: Stuck, flag: string): string {
  const { name } = pod.metadata;
  const remove = `kubectl delete pod ${name}${flag}`;
  const refused = pod.status.conditions?.some((c) => c.type === 'PodScheduled' && c.status === 'False') === true;
  if (!refused && pod.status.phase === 'Running') return remove;
  const nodes = cluster.api.list('nodes');
  const cordoned = nodes.find(({ spec }) => spec.unschedulable === true);
  if (refused && cordoned !== undefined) return `kubectl uncordon ${cordoned.metadata.name}`;
  // Otherwise it is made again from another template.
  const { updateStrategy, ordinals, podManagementPolicy } = set.spec;
  const isKept = getOrdinal(pod) < (ordinals?.start ?? 0) + (updateStrategy.rollingUpdate?.partition ?? 0);
  if (isKept || revisionOf(pod) !== set.status.updateRevision) return remove;
  if (set.status.currentRevision === set.status.updateRevision) return `kubectl describe pod ${name}${flag}`;
  const undo = `kubectl rollout undo statefulset/${set.metadata.name}${flag}`;
  return podManagementPolicy === 'Parallel' ? undo : `${undo} && ${remove}`;
}

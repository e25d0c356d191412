/** Chooses a node for each Pod that has none, and gets the Pod's claims bound before the Pod is assigned to it. */
// Models kubernetes/pkg/scheduler
// Differs: scores are compared one after the other, not as a weighted sum; those of resources and images are left out.
import { withCondition } from '../api/pod-condition.ts';
import { isTolerated } from '../api/taints.ts';
import type { Node, Pod } from '../api/types.ts';
import { controllerUid } from '../apiserver/object-store.ts';
import { type Component, type ComponentContext, splitKey, type WatchedWrite } from '../controllers/component.ts';
import { classEvents, isFinished, nodeEvents, podEvents, podUpdates } from './cluster-event.ts';
import { findFeasibleNodes, type Refusal } from './feasible-nodes.ts';
import type { Snapshot } from './filters/filter.ts';
import { filters } from './filters/index.ts';
import { type NodeInfo, NodePods } from './node-info.ts';
import { type Candidate, findVictims, type NoCandidate, priorityOf } from './preemption.ts';
import { fitFailure } from './scheduling-failure.ts';
import { preferences } from './scoring.ts';
import { claimKeys, flushTask, keyOf, SchedulingQueue } from './scheduling-queue.ts';
import { VolumeBinder } from './volume-binder.ts';

const schedulerName = 'default-scheduler';
const noPods = new NodePods();
const actor = (reason: string) => ({ name: schedulerName, reason });

/** A Pod whose node is chosen and whose claims are not all bound yet. */
interface Assumed {
  readonly pod: Pod;
  readonly node: string;
}

export class Scheduler implements Component {
  readonly name = 'scheduler';
  readonly #queue: SchedulingQueue;
  readonly #volumes: VolumeBinder;
  /** Pods that wait for their claims, by key. They already occupy their place on the node. */
  readonly #assumed = new Map<string, Assumed>();
  /** Keys of these Pods, by the key of a claim. */
  readonly #waitingFor = new Map<string, Set<string>>();
  /** Pods for which others make room, by key. */
  readonly #nominated = new Map<string, Pod>();
  /** The Pods on each node, by the node's name. */
  readonly #pods = new Map<string, NodePods>();

  constructor(private readonly context: ComponentContext) {
    this.#queue = new SchedulingQueue(context.clock, this.name, (key) => this.#pod(key));
    this.#volumes = new VolumeBinder(context);
  }

  readonly watches = {
    pods: (write: WatchedWrite): void => {
      const { type, object, previous } = write;
      const pod = object as Pod;
      if (type === 'DELETED') this.#forget(pod);
      this.#nominate(pod, type === 'DELETED');
      if (pod.spec.nodeName) {
        if (type === 'DELETED' || isFinished(pod)) this.#podsOn(pod.spec.nodeName).delete(pod);
        else this.#podsOn(pod.spec.nodeName).set(pod);
      } else if (isResponsibleFor(pod)) {
        if (type === 'ADDED') this.#queue.add(keyOf(pod));
        else if (type === 'MODIFIED') this.#updated(write, previous as Pod);
      }
      this.#queue.move(podEvents(write), write);
    },
    nodes: (write: WatchedWrite): void => {
      for (const [key, { node }] of this.#assumed) if (node === write.object.metadata.name) this.#queue.add(key);
      this.#queue.move(nodeEvents(write), write);
    },
    persistentvolumeclaims: (write: WatchedWrite): void => {
      const { name, namespace } = write.object.metadata;
      for (const key of this.#waitingFor.get(`${namespace}/${name}`) ?? []) this.#queue.add(key);
      if (write.type !== 'DELETED') this.#queue.move(['PersistentVolumeClaim'], write);
    },
    persistentvolumes: (write: WatchedWrite): void => {
      if (write.type !== 'DELETED') this.#queue.move(['PersistentVolume'], write);
    },
    storageclasses: (write: WatchedWrite): void => this.#queue.move(classEvents(write), write),
  };

  /** Remembers the node on which others make room for the Pod. Once it does not need this room, others may take it. */
  #nominate(pod: Pod, isGone: boolean): void {
    const before = this.#nominated.get(keyOf(pod));
    const { nodeName } = pod.spec;
    if (!isGone && !nodeName && pod.status.nominatedNodeName) this.#nominated.set(keyOf(pod), pod);
    else this.#nominated.delete(keyOf(pod));
    const now = nodeName ?? this.#nominated.get(keyOf(pod))?.status.nominatedNodeName;
    if (before !== undefined && before.status.nominatedNodeName !== now)
      this.#queue.move(['Pod/Delete'], { object: before });
  }

  /** Handles a change of a Pod that has no node yet. */
  #updated(write: WatchedWrite, previous: Pod): void {
    const pod = write.object as Pod;
    const assumed = this.#assumed.get(keyOf(pod));
    if (assumed !== undefined) this.#assume(pod, assumed.node);
    else if (isGated(previous) && !isGated(pod)) this.#queue.add(keyOf(pod));
    else this.#queue.update(keyOf(pod), podUpdates(pod, previous), write);
  }

  #pod(key: string): Pod | undefined {
    const { namespace, name } = splitKey(key);
    return this.context.store.get('pods', name, namespace);
  }

  #podsOn(node: string): NodePods {
    let pods = this.#pods.get(node);
    if (pods === undefined) this.#pods.set(node, (pods = new NodePods()));
    return pods;
  }

  #assume(pod: Pod, node: string): void {
    this.#assumed.set(keyOf(pod), { pod, node });
    this.#podsOn(node).set(pod);
    for (const claim of claimKeys(pod)) {
      this.#waitingFor.set(claim, (this.#waitingFor.get(claim) ?? new Set()).add(keyOf(pod)));
    }
  }

  /** Stops waiting for the Pod's claims. */
  #settle(pod: Pod): void {
    this.#assumed.delete(keyOf(pod));
    for (const claim of claimKeys(pod)) this.#waitingFor.get(claim)?.delete(keyOf(pod));
  }

  /** Releases the Pod's place on the chosen node. Waiting Pods are tried as if this Pod had been deleted. */
  #forget(pod: Pod): void {
    const assumed = this.#assumed.get(keyOf(pod));
    this.#queue.delete(keyOf(pod));
    if (assumed === undefined) return;
    this.#settle(pod);
    this.#podsOn(assumed.node).delete(assumed.pod);
    this.#queue.move(['Pod/Delete'], { object: assumed.pod });
  }

  /**
   * Takes over a Pod that had no node before the cluster began. Tries it at once if a node suits it now, for example
   * because its claims have been bound.
   */
  hold(pod: Pod, { nodesKnown }: { readonly nodesKnown: boolean }): void {
    if (nodesKnown && 'length' in findFeasibleNodes(pod, this.#snapshot(pod))) this.#queue.add(keyOf(pod));
    else this.#queue.addUnschedulable(pod, filters);
  }

  run(key: string): void {
    if (key === flushTask) return this.#queue.flush();
    this.#queue.delete(key);
    const pod = this.#pod(key);
    if (pod === undefined || pod.spec.nodeName || isFinished(pod) || isGated(pod)) return;
    if (pod.metadata.deletionTimestamp !== undefined) return;
    const assumed = this.#assumed.get(key);
    if (assumed !== undefined) return this.#finish(pod, assumed.node);
    const snapshot = this.#snapshot(pod);
    const feasible = findFeasibleNodes(pod, snapshot);
    if (!('length' in feasible)) return this.#fail(pod, feasible, snapshot);
    const nominated = feasible.find((info) => info.node.metadata.name === pod.status.nominatedNodeName);
    const { node } = nominated ?? this.#best(feasible, pod, snapshot);
    if (this.#volumes.bind(pod, node)) this.#assume(pod, node.metadata.name);
    else this.#bind(pod, node.metadata.name);
  }

  /** Handles a change of a claim of a Pod whose node is chosen. */
  #finish(pod: Pod, node: string): void {
    const claims = this.#volumes.check(pod, node);
    if (claims === 'waiting') return;
    if (claims === 'bound') return this.#bind(pod, node);
    this.#forget(pod);
    this.#queue.add(keyOf(pod));
  }

  #bind(pod: Pod, node: string): void {
    const { namespace, name } = pod.metadata;
    this.#settle(pod);
    this.context.api.bindPod(pod, node, actor('Scheduled'));
    const message = `Successfully assigned ${namespace}/${name} to ${node}`;
    this.context.recorder.event(pod, 'Normal', 'Scheduled', message, schedulerName, { series: true });
  }

  /** The nodes as this Pod may use them: room that others make for a Pod at least as important is taken. */
  #snapshot(pod: Pod): Snapshot {
    const { store } = this.context;
    const expected = [...this.#nominated.values()].filter(
      (other) => other.metadata.uid !== pod.metadata.uid && priorityOf(other) >= priorityOf(pod),
    );
    const infoOf = (node: Node): NodeInfo => {
      const load = this.#pods.get(node.metadata.name) ?? noPods;
      const coming = expected.filter((other) => other.status.nominatedNodeName === node.metadata.name);
      return { node, load: coming.length === 0 ? load : new NodePods([...load.pods.values(), ...coming]) };
    };
    return { nodes: store.list('nodes').map(infoOf), store };
  }

  /**
   * The fewest PreferNoSchedule taints, then what the Pod prefers, then the fewest Pods of the same controller, then the
   * fewest Pods, then a random choice.
   */
  #best(nodes: readonly NodeInfo[], pod: Pod, snapshot: Snapshot): NodeInfo {
    const preferred = preferences(pod, nodes, snapshot);
    const score = ({ node, load }: NodeInfo, i: number): readonly number[] => {
      const avoid = node.spec.taints?.filter(
        (t) => t.effect === 'PreferNoSchedule' && !isTolerated(t, pod.spec.tolerations),
      );
      const lot = this.context.random.bits(`node ${pod.metadata.uid} ${node.metadata.name}`);
      return [avoid?.length ?? 0, -preferred[i]!, load.ofController(controllerUid(pod)), load.pods.size, lot];
    };
    return nodes
      .map((info, i) => ({ info, score: score(info, i) }))
      .sort((a, b) => a.score.map((n, i) => n - b.score[i]!).find((d) => d !== 0) ?? 0)[0]!.info;
  }

  #fail(pod: Pod, { message, plugins, rejections }: Refusal, snapshot: Snapshot): void {
    const { api, clock, recorder } = this.context;
    this.#queue.addUnschedulable(pod, plugins);
    const preemption = message === undefined ? findVictims(pod, snapshot, rejections) : undefined;
    const candidate = preemption !== undefined && 'victims' in preemption ? preemption : undefined;
    const why = message ?? fitFailure(rejections, (preemption as Partial<NoCandidate>).why);
    recorder.event(pod, 'Warning', 'FailedScheduling', why, schedulerName, { series: true });
    const condition = { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: why } as const;
    const before = pod.status.conditions?.find((c) => c.type === condition.type);
    const { nominatedNodeName: nominated, ...others } = pod.status;
    const keeps = preemption === undefined || ('waits' in preemption && preemption.waits);
    const next = candidate?.node.node.metadata.name ?? (keeps ? nominated : undefined);
    if (before?.message !== why || next !== nominated) {
      const status = next === undefined ? others : { ...others, nominatedNodeName: next };
      api.updateStatus(
        { ...pod, status: withCondition(status, condition, clock.now) } as Pod,
        actor('FailedScheduling'),
      );
    }
    if (candidate !== undefined) this.#preempt(pod, candidate);
  }

  /** Deletes the Pods that must go, and lets less important Pods look for other nodes. */
  #preempt(pod: Pod, { node, victims }: Candidate): void {
    const { api, clock, recorder } = this.context;
    const { name } = node.node.metadata;
    for (const [key, other] of this.#nominated) {
      const { nominatedNodeName, ...status } = other.status;
      if (nominatedNodeName !== name || priorityOf(other) >= priorityOf(pod)) continue;
      api.updateStatus({ ...other, status } as Pod, actor('Preempted'));
      this.#queue.add(key);
    }
    const type = 'DisruptionTarget';
    const message = `${schedulerName}: preempting to accommodate a higher priority pod`;
    for (const victim of victims) {
      if (victim.metadata.deletionTimestamp !== undefined) continue;
      const status = withCondition(victim.status, { type, reason: 'PreemptionByScheduler', message }, clock.now);
      api.updateStatus({ ...victim, status } as Pod, actor('Preempted'));
      api.delete('pods', victim.metadata.name, victim.metadata.namespace, actor('Preempted'));
      const text = `Preempted by pod ${pod.metadata.uid} on node ${name}`;
      recorder.event(victim, 'Normal', 'Preempted', text, schedulerName, { series: true });
    }
  }
}

/** A Pod for another scheduler waits: the cluster has only this one. */
const isResponsibleFor = ({ spec }: Pod): boolean => (spec.schedulerName ?? schedulerName) === schedulerName;

/** The Pod waits until all its scheduling gates are removed. */
const isGated = ({ spec }: Pod): boolean => (spec.schedulingGates ?? []).length > 0;

/** Chooses a node for each Pod that has none, and gets the Pod's claims bound before the Pod is assigned to it. */
// Models kubernetes/pkg/scheduler
// Differs: scores are compared one after the other, not as a weighted sum; those of resources and images are left out; there
// is no preemption.
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
    if (nodesKnown && 'length' in findFeasibleNodes(pod, this.#snapshot())) this.#queue.add(keyOf(pod));
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
    const snapshot = this.#snapshot();
    const feasible = findFeasibleNodes(pod, snapshot);
    if (!('length' in feasible)) return this.#fail(pod, feasible);
    const { node } = this.#best(feasible, pod, snapshot);
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

  #snapshot(): Snapshot {
    const { store } = this.context;
    const infoOf = (node: Node): NodeInfo => ({ node, load: this.#pods.get(node.metadata.name) ?? noPods });
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

  #fail(pod: Pod, { message, plugins }: Refusal): void {
    const { api, clock, recorder } = this.context;
    this.#queue.addUnschedulable(pod, plugins);
    recorder.event(pod, 'Warning', 'FailedScheduling', message, schedulerName, { series: true });
    const condition = { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message } as const;
    const before = pod.status.conditions?.find((c) => c.type === condition.type);
    if (before?.message === message) return;
    api.updateStatus(
      { ...pod, status: withCondition(pod.status, condition, clock.now) } as Pod,
      actor('FailedScheduling'),
    );
  }
}

/** A Pod for another scheduler waits: the cluster has only this one. */
const isResponsibleFor = ({ spec }: Pod): boolean => (spec.schedulerName ?? schedulerName) === schedulerName;

/** The Pod waits until all its scheduling gates are removed. */
const isGated = ({ spec }: Pod): boolean => (spec.schedulingGates ?? []).length > 0;

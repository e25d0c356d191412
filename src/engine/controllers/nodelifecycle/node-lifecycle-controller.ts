/**
 * Detects nodes that no longer report, sets their conditions and the readiness of their Pods, and sets the taints that
 * follow from a node's state.
 */
// Models kubernetes/pkg/controller/nodelifecycle/node_lifecycle_controller.go
// Differs: checks only when there is something to see (at the times of the periodic check); one zone; taints of several
// nodes are not set one every ten seconds.
import { taintKey, type Taint } from '../../api/taints.ts';
import { withCondition } from '../../api/pod-condition.ts';
import type { Node, Pod } from '../../api/types.ts';
import { equal } from '../../base/values.ts';
import { timestamp } from '../../sim/time.ts';
import type { Component, ComponentContext, WatchedWrite } from '../component.ts';
import { latency } from '../latencies.ts';
import { isNodeReady, nodeConditions, readyStatus } from './node-conditions.ts';

const controllerName = 'node-controller';
const actor = (reason: string) => ({ name: controllerName, reason });

/** Virtual ms between two checks of all nodes, and between two heartbeats of a kubelet (its lease). */
const monitorPeriod = 5000;
const leasePeriod = 10_000;

/** The taints of each effect that this controller sets and removes; others belong to users. */
const managed: Readonly<Record<'NoSchedule' | 'NoExecute', readonly string[]>> = {
  NoSchedule: [taintKey.notReady, taintKey.unreachable, taintKey.unschedulable],
  NoExecute: [taintKey.notReady, taintKey.unreachable],
};

export class NodeLifecycleController implements Component {
  readonly name = 'node-lifecycle';
  /** Virtual ms of the last heartbeat, for nodes that have stopped. */
  readonly #silent = new Map<string, number>();

  /** @param grace Virtual ms without a heartbeat after which a node counts as lost. */
  constructor(
    private readonly context: ComponentContext,
    private readonly grace: number,
  ) {}

  readonly watches = {
    nodes: ({ type, object, previous }: WatchedWrite): void => {
      const node = object as Node;
      const before = previous as Node | undefined;
      if (type === 'DELETED' || before === undefined || readyStatus(before) !== readyStatus(node)) {
        // Eviction from one node depends on the health of the others.
        for (const { metadata } of this.context.store.list('nodes')) this.#wakeMonitor(metadata.name);
      }
      if (type !== 'DELETED' && (before?.spec !== node.spec || readyStatus(before) !== readyStatus(node)))
        this.context.clock.schedule(this.name, `taint ${node.metadata.name}`, latency.nodeTaint);
    },
  };

  /** Notes that the kubelet of the node does not report from now on. */
  silence(node: string): void {
    const { now } = this.context.clock;
    this.#silent.set(node, Math.floor(now / leasePeriod) * leasePeriod);
    this.#wakeMonitor(node);
  }

  /** Notes that the kubelet of the node reports again. */
  hear(node: string): void {
    this.#silent.delete(node);
    this.context.clock.cancel(this.name, `monitor ${node}`);
  }

  #wakeMonitor(name: string): void {
    const { clock, store } = this.context;
    const node = store.get('nodes', name);
    if (node === undefined) return;
    const lost = this.#silent.get(name);
    const settled = readyStatus(node) === 'Unknown' || lost === undefined;
    const noticedAt = settled ? clock.now : Math.max(clock.now, lost + this.grace);
    if (settled && equal(node.spec.taints, this.#tainted(node, 'NoExecute'))) return;
    clock.schedule(
      this.name,
      `monitor ${name}`,
      (Math.floor(noticedAt / monitorPeriod) + 1) * monitorPeriod - clock.now,
    );
  }

  run(key: string): void {
    const [task, name] = key.split(' ') as [string, string];
    const node = this.context.store.get('nodes', name);
    if (node === undefined) return;
    if (task === 'taint') return this.#taint(node, 'NoSchedule');
    const lost = this.#silent.get(name);
    if (lost !== undefined && lost + this.grace <= this.context.clock.now && readyStatus(node) !== 'Unknown') {
      return this.#markLost(node);
    }
    this.#taint(node, 'NoExecute');
  }

  #markLost(node: Node): void {
    const { api, clock, recorder, store } = this.context;
    const { name } = node.metadata;
    const conditions = nodeConditions(false, clock.now, node.status.conditions);
    const wasReady = isNodeReady(node);
    api.updateStatus({ ...node, status: { ...node.status, conditions } } as Node, actor('NodeStatusUnknown'));
    if (!wasReady) return;
    recorder.event(node, 'Normal', 'NodeNotReady', `Node ${name} status is now: NodeNotReady`, controllerName);
    for (const pod of store.list('pods')) {
      if (pod.spec.nodeName !== name || !pod.status.conditions?.some((c) => c.type === 'Ready' && c.status === 'True'))
        continue;
      const status = withCondition(pod.status, { type: 'Ready', status: 'False' }, clock.now);
      api.updateStatus({ ...pod, status } as Pod, actor('NodeNotReady'));
      recorder.event(pod, 'Warning', 'NodeNotReady', 'Node is not ready', controllerName);
    }
  }

  #taint(node: Node, effect: 'NoSchedule' | 'NoExecute'): void {
    const taints = this.#tainted(node, effect);
    if (equal(taints, node.spec.taints)) return;
    this.context.api.update({ ...node, spec: { ...node.spec, taints } } as Node, actor(`Taint${effect}`));
  }

  /**
   * Returns the node's taints with those of `effect` that its state requires, without the others of this controller.
   */
  #tainted({ spec, ...node }: Node, effect: 'NoSchedule' | 'NoExecute'): readonly Taint[] | undefined {
    const wanted: string[] = [];
    const ready = readyStatus({ spec, ...node });
    if (ready !== 'True' && !(effect === 'NoExecute' && this.#allLost())) {
      wanted.push(ready === 'False' ? taintKey.notReady : taintKey.unreachable);
    }
    if (spec.unschedulable === true && effect === 'NoSchedule') wanted.push(taintKey.unschedulable);
    const kept = (spec.taints ?? []).filter(
      (t) => t.effect !== effect || !managed[effect].includes(t.key) || wanted.includes(t.key),
    );
    const timeAdded = timestamp(this.context.clock.now);
    const added = wanted
      .filter((key) => !kept.some((t) => t.key === key && t.effect === effect))
      .map((key): Taint => ({ key, effect, timeAdded }));
    const taints = [...kept, ...added];
    return taints.length === 0 ? undefined : taints;
  }

  /** If no node reports, the control plane itself may be disconnected, so no Pod is evicted. */
  #allLost(): boolean {
    return !this.context.store.list('nodes').some(isNodeReady);
  }
}

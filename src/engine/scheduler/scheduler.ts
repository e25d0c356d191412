/** Chooses a node for each Pod that has none, once its claims are bound. */
// Models kubernetes/pkg/scheduler
// Differs: of the filters only cordons, node selectors and claims; of the scores only spreading.
import { claimNames } from '../controllers/volume/claim-protection.ts';
import { selectedNode } from '../controllers/volume/persistent-volume-binder.ts';
import { type Component, type ComponentContext, splitKey, type Write } from '../controllers/component.ts';
import { latency } from '../controllers/latencies.ts';
import { controllerUid } from '../apiserver/object-store.ts';
import { labelsMatch } from '../api/labels.ts';
import type { Node, PersistentVolumeClaim, Pod } from '../api/types.ts';
import { timestamp } from '../sim/time.ts';

const schedulerName = 'default-scheduler';
const actor = (reason: string) => ({ name: schedulerName, reason });

export class Scheduler implements Component {
  readonly name = 'scheduler';
  /** Pods that found no node, by key; something must change before they are tried again. */
  readonly #unschedulable = new Set<string>();
  /** How many Pods each node has, and how many of them of each controller. */
  readonly #load = new Map<string, { pods: number; byController: Map<string, number> }>();

  constructor(private readonly context: ComponentContext) {}

  readonly watches = {
    pods: ({ type, object, previous }: Write): void => {
      const pod = object as Pod;
      const before = previous as Pod | undefined;
      if (type === 'DELETED') this.#count(pod, -1);
      else if (pod.spec.nodeName && !before?.spec.nodeName) this.#count(pod, 1);
      if (type === 'ADDED' && !pod.spec.nodeName) this.#wake(`${pod.metadata.namespace}/${pod.metadata.name}`);
      if (type === 'DELETED') this.#retryAll();
    },
    persistentvolumeclaims: (): void => this.#retryAll(),
    nodes: (): void => this.#retryAll(),
  };

  #wake(key: string): void {
    this.context.clock.schedule(this.name, key, latency.scheduling);
  }

  #retryAll(): void {
    for (const key of this.#unschedulable) this.#wake(key);
  }

  #count(pod: Pod, by: 1 | -1): void {
    if (!pod.spec.nodeName) return;
    let load = this.#load.get(pod.spec.nodeName);
    if (load === undefined) this.#load.set(pod.spec.nodeName, (load = { pods: 0, byController: new Map() }));
    load.pods += by;
    const controller = controllerUid(pod) ?? '';
    load.byController.set(controller, (load.byController.get(controller) ?? 0) + by);
  }

  run(key: string): void {
    const { namespace, name } = splitKey(key);
    const pod = this.context.store.get('pods', name, namespace);
    this.#unschedulable.delete(key);
    if (pod === undefined || pod.spec.nodeName || pod.metadata.deletionTimestamp !== undefined) return;
    const claims = this.#claims(pod);
    if (typeof claims === 'string') return this.#fail(pod, key, claims);
    const fitting = this.#nodes().filter((n) => fits(n, pod));
    if (fitting.length === 0) return this.#fail(pod, key, this.#whyNone());
    const node = this.#leastLoaded(fitting, pod);
    const waiting = claims.filter((c) => !c.spec.volumeName);
    if (waiting.length > 0) {
      // WaitForFirstConsumer: tell the storage where, and wait until the claims are bound.
      for (const claim of waiting) this.#selectNode(claim, node.metadata.name);
      this.#unschedulable.add(key);
      return;
    }
    this.context.api.bindPod(pod, node.metadata.name, actor('Scheduled'));
    const message = `Successfully assigned ${namespace}/${name} to ${node.metadata.name}`;
    this.context.recorder.event(pod, 'Normal', 'Scheduled', message, schedulerName);
  }

  #nodes(): readonly Node[] {
    return this.context.store.list('nodes');
  }

  /** The Pod's claims, or why it cannot be scheduled because of one. */
  #claims(pod: Pod): readonly PersistentVolumeClaim[] | string {
    const { store } = this.context;
    const claims: PersistentVolumeClaim[] = [];
    for (const name of claimNames(pod)) {
      const claim = store.get('persistentvolumeclaims', name, pod.metadata.namespace);
      if (claim === undefined) return `persistentvolumeclaim "${name}" not found`;
      if (claim.metadata.deletionTimestamp !== undefined) return `persistentvolumeclaim "${name}" is being deleted`;
      const storageClass = store.get('storageclasses', claim.spec.storageClassName ?? '');
      const immediate = storageClass?.volumeBindingMode !== 'WaitForFirstConsumer';
      if (claim.status.phase !== 'Bound' && immediate) return 'pod has unbound immediate PersistentVolumeClaims';
      claims.push(claim);
    }
    return claims;
  }

  /** Fewest Pods of the same controller, then fewest Pods, then the lot. */
  #leastLoaded(nodes: readonly Node[], pod: Pod): Node {
    const controller = controllerUid(pod) ?? '';
    const score = (n: Node): readonly [number, number, number] => {
      const load = this.#load.get(n.metadata.name);
      const lot = this.context.random.bits(`node ${pod.metadata.uid} ${n.metadata.name}`);
      return [load?.byController.get(controller) ?? 0, load?.pods ?? 0, lot];
    };
    return nodes
      .map((node) => ({ node, score: score(node) }))
      .sort((a, b) => a.score[0] - b.score[0] || a.score[1] - b.score[1] || a.score[2] - b.score[2])[0]!.node;
  }

  #selectNode(claim: PersistentVolumeClaim, node: string): void {
    if (claim.metadata.annotations?.[selectedNode] !== undefined) return;
    const annotations = { ...claim.metadata.annotations, [selectedNode]: node };
    this.context.api.update({ ...claim, metadata: { ...claim.metadata, annotations } } as never, actor('SelectNode'));
  }

  #whyNone(): string {
    const counts = new Map<string, number>();
    for (const node of this.#nodes()) {
      const why =
        node.spec.unschedulable === true
          ? 'node(s) were unschedulable'
          : "node(s) didn't match Pod's node affinity/selector";
      counts.set(why, (counts.get(why) ?? 0) + 1);
    }
    return [...counts]
      .map(([why, n]) => `${n} ${why}`)
      .sort()
      .join(', ');
  }

  #fail(pod: Pod, key: string, why: string): void {
    const { api, clock, recorder } = this.context;
    this.#unschedulable.add(key);
    const all = this.#nodes().length;
    // What the recorded scheduler appends to a refusal by a claim.
    const message = `0/${all} nodes are available: ${why}.${why.startsWith('pod has') || why.startsWith('persistent') ? ' not found' : ''}`;
    recorder.event(pod, 'Warning', 'FailedScheduling', message, schedulerName);
    const others = (pod.status.conditions ?? []).filter((c) => c.type !== 'PodScheduled');
    const before = pod.status.conditions?.find((c) => c.type === 'PodScheduled');
    if (before?.message === message) return;
    const condition = {
      type: 'PodScheduled',
      status: 'False',
      reason: 'Unschedulable',
      message,
      lastTransitionTime: before?.lastTransitionTime ?? timestamp(clock.now),
    };
    api.updateStatus(
      { ...pod, status: { ...pod.status, conditions: [...others, condition] } } as Pod,
      actor('FailedScheduling'),
    );
  }
}

function fits(node: Node, pod: Pod): boolean {
  if (node.spec.unschedulable === true) return false;
  return labelsMatch((pod.spec.nodeSelector ?? {}) as Record<string, string>, node.metadata.labels);
}

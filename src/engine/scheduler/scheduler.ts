/** Chooses a node for each Pod that has none, once its claims are bound. */
// Models kubernetes/pkg/scheduler
// Differs: of the scores only spreading; no priorities, so no preemption.
import { claimNames } from '../controllers/volume/claim-protection.ts';
import { findVolume, selectedNode } from '../controllers/volume/find-volume.ts';
import { type Component, type ComponentContext, splitKey, type Write } from '../controllers/component.ts';
import { latency } from '../controllers/latencies.ts';
import { isTolerated } from '../api/taints.ts';
import { controllerUid } from '../apiserver/object-store.ts';
import type { KubernetesObject, Node, PersistentVolume, PersistentVolumeClaim, Pod } from '../api/types.ts';
import { timestamp } from '../sim/time.ts';
import type { NodeFilter, Rejection } from './filters/filter.ts';
import { filters } from './filters/index.ts';
import { unboundClaims } from './filters/volume-binding.ts';
import { type NodeInfo, NodePods } from './node-info.ts';
import { fitFailure, podFailure } from './scheduling-failure.ts';

const schedulerName = 'default-scheduler';
const noPods = new NodePods();
const actor = (reason: string) => ({ name: schedulerName, reason });

export class Scheduler implements Component {
  readonly name = 'scheduler';
  /** Pods that found no node, by key; something must change before they are tried again. */
  readonly #unschedulable = new Map<string, Pod>();
  /** Pods that wait for their claims, by the claim's key. */
  readonly #waiting = new Map<string, Set<string>>();
  /** The Pods on each node, by the node's name. */
  readonly #pods = new Map<string, NodePods>();

  constructor(private readonly context: ComponentContext) {}

  readonly watches = {
    pods: ({ type, object, previous }: Write): void => {
      const pod = object as Pod;
      const ended = type === 'DELETED' || finished(pod);
      if (ended) this.#podsOn(pod).delete(pod);
      else if (pod.spec.nodeName) this.#podsOn(pod).set(pod);
      else if (type === 'ADDED') this.#wake(keyOf(pod));
      const assigned = pod.spec.nodeName !== (previous as Pod | undefined)?.spec.nodeName;
      if (type === 'DELETED' || (ended && previous !== undefined && !finished(previous as Pod))) this.#retryAll();
      else if (assigned) this.#retryAll(dependsOnOthers);
    },
    persistentvolumeclaims: ({ object }: Write): void => {
      const claim = keyOf(object);
      const pods = this.#waiting.get(claim) ?? [];
      this.#waiting.delete(claim);
      for (const pod of pods) this.#wake(pod);
    },
    persistentvolumes: ({ type, object }: Write): void => {
      if (type !== 'ADDED') return;
      this.#retryAll((pod) => claimNames(pod).length > 0);
      // Nothing can come of it before the claim is bound, and yet it is a reason to look.
      const { claimRef } = (object as PersistentVolume).spec;
      for (const pod of this.#waiting.get(`${claimRef?.namespace}/${claimRef?.name}`) ?? []) this.#wake(pod);
    },
    nodes: (): void => this.#retryAll(),
  };

  #wake(key: string): void {
    this.context.clock.schedule(this.name, key, latency.scheduling);
  }

  #retryAll(which = (_: Pod): boolean => true): void {
    for (const [key, pod] of this.#unschedulable) if (which(pod)) this.#wake(key);
  }

  #waitForClaims(pod: Pod): void {
    for (const name of claimNames(pod)) {
      const claim = `${pod.metadata.namespace}/${name}`;
      this.#waiting.set(claim, (this.#waiting.get(claim) ?? new Set()).add(keyOf(pod)));
    }
  }

  #podsOn({ spec }: Pod): NodePods {
    const node = spec.nodeName ?? '';
    let pods = this.#pods.get(node);
    if (pods === undefined) this.#pods.set(node, (pods = new NodePods()));
    return pods;
  }

  run(key: string): void {
    const { namespace, name } = splitKey(key);
    const pod = this.context.store.get('pods', name, namespace);
    this.#unschedulable.delete(key);
    if (pod === undefined || pod.spec.nodeName || pod.metadata.deletionTimestamp !== undefined) return;
    const fitting = this.#filter(pod);
    if (typeof fitting === 'string') return this.#fail(pod, fitting);
    const { node } = this.#leastLoaded(fitting, pod);
    const waiting = unboundClaims(pod, this.context.store);
    if (waiting.length > 0) {
      // WaitForFirstConsumer: say where, and wait until the claims are bound.
      for (const claim of waiting) this.#bindOrProvision(claim, node);
      return this.#waitForClaims(pod);
    }
    this.context.api.bindPod(pod, node.metadata.name, actor('Scheduled'));
    const message = `Successfully assigned ${namespace}/${name} to ${node.metadata.name}`;
    this.context.recorder.event(pod, 'Normal', 'Scheduled', message, schedulerName, { series: true });
  }

  /** The nodes that no filter refuses, or why there is none. */
  #filter(pod: Pod): readonly NodeInfo[] | string {
    const { store } = this.context;
    const nodes = store.list('nodes').map((node) => ({ node, load: this.#pods.get(node.metadata.name) ?? noPods }));
    const checks: NodeFilter[] = [];
    for (const plugin of filters) {
      const check = plugin(pod, { nodes, store });
      if (typeof check === 'string') {
        this.#waitForClaims(pod);
        return podFailure(nodes.length, check);
      }
      if (check !== undefined) checks.push(check);
    }
    const rejections: Rejection[] = [];
    const fitting = nodes.filter((node) => {
      for (const check of checks) {
        const rejection = check(node);
        if (rejection !== undefined) return (rejections.push(rejection), false);
      }
      return true;
    });
    if (fitting.length > 0) return fitting;
    this.#unschedulable.set(keyOf(pod), pod);
    return fitFailure(nodes.length, rejections);
  }

  /** Fewest taints that ask to be avoided, fewest Pods of the same controller, fewest Pods, then the lot. */
  #leastLoaded(nodes: readonly NodeInfo[], pod: Pod): NodeInfo {
    const score = ({ node, load }: NodeInfo): readonly number[] => {
      const avoid = node.spec.taints?.filter(
        (t) => t.effect === 'PreferNoSchedule' && !isTolerated(t, pod.spec.tolerations),
      );
      const lot = this.context.random.bits(`node ${pod.metadata.uid} ${node.metadata.name}`);
      return [avoid?.length ?? 0, load.ofController(controllerUid(pod)), load.pods.size, lot];
    };
    return nodes
      .map((info) => ({ info, score: score(info) }))
      .sort((a, b) => a.score.map((n, i) => n - b.score[i]!).find((d) => d !== 0) ?? 0)[0]!.info;
  }

  /** Takes a volume that is there for the claim, or has one made for the node. */
  #bindOrProvision(claim: PersistentVolumeClaim, node: Node): void {
    const { api, store } = this.context;
    const volume = findVolume(claim, store.list('persistentvolumes'), node);
    if (volume !== undefined) {
      const { name, namespace, uid } = claim.metadata;
      const claimRef = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name, namespace, uid };
      api.update({ ...volume, spec: { ...volume.spec, claimRef } } as never, actor('BindVolume'));
    } else if (claim.metadata.annotations?.[selectedNode] === undefined) {
      const annotations = { ...claim.metadata.annotations, [selectedNode]: node.metadata.name };
      api.update({ ...claim, metadata: { ...claim.metadata, annotations } } as never, actor('SelectNode'));
    }
  }

  #fail(pod: Pod, message: string): void {
    const { api, clock, recorder } = this.context;
    recorder.event(pod, 'Warning', 'FailedScheduling', message, schedulerName, { series: true });
    const others = (pod.status.conditions ?? []).filter((c) => c.type !== 'PodScheduled');
    const before = pod.status.conditions?.find((c) => c.type === 'PodScheduled');
    if (before?.message === message) return;
    const condition = {
      type: 'PodScheduled',
      status: 'False',
      reason: 'Unschedulable',
      message,
      lastProbeTime: null,
      lastTransitionTime: before?.lastTransitionTime ?? timestamp(clock.now),
    };
    api.updateStatus(
      { ...pod, status: { ...pod.status, conditions: [...others, condition] } } as Pod,
      actor('FailedScheduling'),
    );
  }
}

/** A Pod that has finished takes no place on its node any more. */
const finished = (pod: Pod): boolean => pod.status.phase === 'Failed' || pod.status.phase === 'Succeeded';

/** Where it may go depends on where others are. */
const dependsOnOthers = ({ spec }: Pod): boolean =>
  spec.affinity?.podAffinity !== undefined || spec.topologySpreadConstraints !== undefined;

const keyOf = ({ metadata }: KubernetesObject): string => `${metadata.namespace}/${metadata.name}`;

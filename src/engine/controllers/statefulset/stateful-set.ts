/** Plumbing of the StatefulSet controller: what wakes it, which Pods and revisions are the set's own, retries. */
// Models kubernetes/pkg/controller/statefulset/stateful_set.go
import { selectorMatches } from '../../api/labels.ts';
import type { ControllerRevision, KubernetesObject, Pod, StatefulSet } from '../../api/types.ts';
import { controllerUid } from '../../apiserver/object-store.ts';
import { type Component, type ComponentContext, splitKey, type Write } from '../component.ts';
import { latency } from '../latencies.ts';
import { decide, type DecisionLog } from './stateful-set-decisions.ts';
import { StatefulSetControl } from './stateful-set-control.ts';
import { StatefulSetStatusUpdater } from './stateful-set-status.ts';
import { actor, controllerName, isRefusal, messageOf, StatefulPodControl } from './stateful-pod-control.ts';
import { availableAt, getOrdinal, isMemberOf, isTerminating, newControllerRef } from './stateful-set-utils.ts';

/** Virtual ms of the first retry after a refused write; doubles with each failure. */
const retryBase = 5;
const retryMax = 1_000_000;
/** From this delay on a retry no longer counts as something that is about to happen. */
const retryIsEndless = 10_000;

const keyOf = (o: KubernetesObject): string => `${o.metadata.namespace}/${o.metadata.name}`;

export class StatefulSetController implements Component {
  readonly name = 'statefulset';
  readonly #control: StatefulSetControl;
  /** Refused attempts in a row, by key. */
  readonly #failures = new Map<string, number>();

  constructor(private readonly context: ComponentContext) {
    this.#control = new StatefulSetControl(
      context,
      new StatefulPodControl(context),
      new StatefulSetStatusUpdater(context),
    );
  }

  readonly watches = {
    statefulsets: (write: Write): void => this.#enqueue(keyOf(write.object)),
    pods: (write: Write): void => {
      for (const pod of [write.object, write.previous]) if (pod !== undefined) this.#enqueueOwner(pod as Pod);
    },
  };

  #enqueue(key: string, delay: number = latency.statefulSetSync): void {
    this.context.clock.schedule(this.name, key, delay);
  }

  /** The set that controls the Pod; for an orphan, every set that might adopt it. */
  #enqueueOwner(pod: Pod): void {
    const owner = pod.metadata.ownerReferences?.find((r) => r.controller === true);
    if (owner !== undefined) {
      if (owner.kind === 'StatefulSet') this.#enqueue(`${pod.metadata.namespace}/${owner.name}`);
      return;
    }
    for (const set of this.context.store.inNamespace('statefulsets', pod.metadata.namespace!)) {
      if (selectorMatches(set.spec.selector, pod.metadata.labels)) this.#enqueue(keyOf(set));
    }
  }

  run(key: string): void {
    const { namespace, name } = splitKey(key);
    const set = this.context.store.get('statefulsets', name, namespace);
    if (set === undefined) {
      this.#failures.delete(key);
      return;
    }
    const log: DecisionLog = [];
    const revisions = this.#adoptOrphanRevisions(set);
    const pods = this.#getPodsForStatefulSet(set, log);
    let error: unknown;
    try {
      ({ error } = this.#control.updateStatefulSet(set, pods, revisions, log));
    } catch (thrown) {
      if (!isRefusal(thrown)) throw thrown;
      error = thrown;
      decide(log, 'WriteRefused', 'wait', { message: messageOf(thrown) });
    }
    this.context.recordSync(controllerName, key, log);
    if (error === undefined) this.#failures.delete(key);
    else this.#retry(key);
    this.#wakeWhenAvailable(set, pods);
  }

  #retry(key: string): void {
    const failures = this.#failures.get(key) ?? 0;
    this.#failures.set(key, failures + 1);
    const delay = Math.min(retryBase * 2 ** failures, retryMax);
    this.context.clock.schedule(this.name, key, delay, { background: delay >= retryIsEndless });
  }

  /** `minReadySeconds` passes without any write that could wake the controller. */
  #wakeWhenAvailable(set: StatefulSet, pods: readonly Pod[]): void {
    const minReadySeconds = set.spec.minReadySeconds ?? 0;
    if (minReadySeconds === 0) return;
    const { now } = this.context.clock;
    const due = pods.map((p) => availableAt(p, minReadySeconds)).filter((at) => at > now && at < Infinity);
    if (due.length > 0) this.#enqueue(keyOf(set), Math.min(...due) - now);
  }

  #adoptOrphanRevisions(set: StatefulSet): ControllerRevision[] {
    const { history } = this.#control;
    const revisions = history.listControllerRevisions(set, (o) =>
      selectorMatches(set.spec.selector, o.metadata.labels),
    );
    if (set.metadata.deletionTimestamp !== undefined) return revisions;
    return revisions.map((r) =>
      controllerUid(r) === undefined ? history.adoptControllerRevision(r, newControllerRef(set), actor('AdoptPod')) : r,
    );
  }

  /** The set's own Pods by ordinal; orphans that fit are adopted, Pods that no longer fit are released. */
  // Models kubernetes/pkg/controller/controller_ref_manager.go ClaimPods
  #getPodsForStatefulSet(set: StatefulSet, log: DecisionLog): Pod[] {
    const { store, api } = this.context;
    const deleting = set.metadata.deletionTimestamp !== undefined;
    const fits = (pod: Pod): boolean => selectorMatches(set.spec.selector, pod.metadata.labels) && isMemberOf(set, pod);
    const own: Pod[] = [];
    for (const pod of store.controlledBy('Pod', set.metadata.uid)) {
      if (fits(pod)) own.push(pod);
      else if (!deleting) {
        const ownerReferences = pod.metadata.ownerReferences!.filter((r) => r.uid !== set.metadata.uid);
        decide(log, 'ReleasePod', 'update', {}, { pod: pod.metadata.name, field: ['spec', 'selector'] });
        api.update({ ...pod, metadata: { ...pod.metadata, ownerReferences } }, actor('ReleasePod'));
      }
    }
    if (!deleting) {
      const orphans = [...store.orphans('pods', set.metadata.namespace!)];
      for (const pod of orphans.filter((p) => fits(p) && !isTerminating(p))) {
        const ownerReferences = [...(pod.metadata.ownerReferences ?? []), newControllerRef(set)];
        decide(log, 'AdoptPod', 'update', {}, { pod: pod.metadata.name, ordinal: getOrdinal(pod) });
        own.push(api.update({ ...pod, metadata: { ...pod.metadata, ownerReferences } }, actor('AdoptPod')) as Pod);
      }
    }
    return own.sort((a, b) => getOrdinal(a) - getOrdinal(b));
  }
}

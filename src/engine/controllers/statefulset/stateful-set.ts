/** The StatefulSet controller: its triggers, the Pods and revisions of each set, retries. */
// Models kubernetes/pkg/controller/statefulset/stateful_set.go
import { selectorMatches } from '../../api/labels.ts';
import type { ControllerRevision, KubernetesObject, Pod, StatefulSet } from '../../api/types.ts';
import { controllerUid } from '../../apiserver/object-store.ts';
import { type Component, type ComponentContext, splitKey, type WatchedWrite } from '../component.ts';
import { latency } from '../latencies.ts';
import { decide, type DecisionLog } from './stateful-set-decisions.ts';
import { StatefulSetControl } from './stateful-set-control.ts';
import { StatefulSetStatusUpdater } from './stateful-set-status.ts';
import { actor, controllerName, isRefusal, messageOf, StatefulPodControl } from './stateful-pod-control.ts';
import { StatefulSetPods } from './stateful-set-pods.ts';
import {
  getOrdinal,
  getParentNameAndOrdinal,
  isMemberOf,
  isTerminating,
  newControllerRef,
} from './stateful-set-utils.ts';

/** Virtual ms until the first retry after a refused write; doubles with each failure. */
const retryBase = 5;
const retryMax = 1_000_000;
/** Retries with this delay or a longer one no longer count as pending work. */
const retryIsEndless = 10_000;

const keyOf = (o: KubernetesObject): string => `${o.metadata.namespace}/${o.metadata.name}`;

/** The Pods of a set at its last reconcile. */
interface Tracked {
  /** The set when all its Pods were last processed; another spec requires processing all again. */
  readonly set: StatefulSet;
  readonly pods: StatefulSetPods;
  /** Names of Pods that have changed since. */
  readonly changed: Set<string>;
}

export class StatefulSetController implements Component {
  readonly name = 'statefulset';
  readonly #control: StatefulSetControl;
  /** The Pods of each set, by its key. */
  readonly #tracked = new Map<string, Tracked>();
  /** Number of refused attempts in a row, by key. */
  readonly #failures = new Map<string, number>();

  constructor(private readonly context: ComponentContext) {
    this.#control = new StatefulSetControl(
      context,
      new StatefulPodControl(context),
      new StatefulSetStatusUpdater(context),
    );
  }

  readonly watches = {
    statefulsets: (write: WatchedWrite): void => this.#enqueue(keyOf(write.object)),
    pods: (write: WatchedWrite): void => {
      for (const pod of [write.object, write.previous]) if (pod !== undefined) this.#enqueueOwner(pod as Pod);
    },
    // Triggers no reconcile, but the next one processes the Pod again.
    persistentvolumeclaims: ({ object }: WatchedWrite): void => {
      const { namespace, name } = object.metadata;
      const { parent, ordinal } = getParentNameAndOrdinal(name);
      for (const { set, pods } of this.#tracked.values()) {
        // Looking for the template among thousands costs more than processing a Pod without need.
        const ends = parent.endsWith(`-${set.metadata.name}`);
        if (set.metadata.namespace === namespace && ends) pods.unsettle(ordinal);
      }
    },
  };

  #enqueue(key: string, delay: number = latency.statefulSetSync): void {
    this.context.clock.schedule(this.name, key, delay);
  }

  /** Returns the set that controls the Pod; for an orphan, every set that may adopt it. */
  #enqueueOwner(pod: Pod): void {
    const owner = pod.metadata.ownerReferences?.find((r) => r.controller === true);
    if (owner !== undefined) {
      if (owner.kind === 'StatefulSet') this.#podChanged(`${pod.metadata.namespace}/${owner.name}`, pod);
      return;
    }
    for (const set of this.context.store.inNamespace('statefulsets', pod.metadata.namespace!)) {
      if (selectorMatches(set.spec.selector, pod.metadata.labels)) this.#podChanged(keyOf(set), pod);
    }
  }

  #podChanged(key: string, pod: Pod): void {
    this.#tracked.get(key)?.changed.add(pod.metadata.name);
    this.#enqueue(key);
  }

  run(key: string): void {
    const { namespace, name } = splitKey(key);
    const set = this.context.store.get('statefulsets', name, namespace);
    if (set === undefined) {
      this.#failures.delete(key);
      this.#tracked.delete(key);
      return;
    }
    const log: DecisionLog = [];
    const revisions = this.#adoptOrphanRevisions(set);
    const pods = this.#getPodsForStatefulSet(key, set, log);
    let error: unknown;
    try {
      let unfinished;
      ({ error, unfinished } = this.#control.updateStatefulSet(set, pods, revisions, log));
      if (unfinished) this.#enqueue(key);
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

  /** `minReadySeconds` passes without a write that would trigger the controller. */
  #wakeWhenAvailable(set: StatefulSet, { nextAvailableAt }: StatefulSetPods): void {
    const { now } = this.context.clock;
    if (nextAvailableAt > now && nextAvailableAt < Infinity) this.#enqueue(keyOf(set), nextAvailableAt - now);
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

  /** Returns the set's own Pods. Only Pods that have changed since its last reconcile are processed. */
  #getPodsForStatefulSet(key: string, set: StatefulSet, log: DecisionLog): StatefulSetPods {
    const { store } = this.context;
    const { uid, namespace } = set.metadata;
    const known = this.#tracked.get(key);
    if (known?.set.metadata.uid === uid && known.set.spec === set.spec && !known.pods.ambiguous) {
      const found = [...known.changed].map((name) => ({ name, pod: store.get('pods', name, namespace) }));
      known.changed.clear();
      for (const { name, pod } of found) if (pod === undefined) known.pods.remove(name);
      this.#claimPods(
        set,
        known.pods,
        found.flatMap(({ pod }) => pod ?? []),
        log,
      );
      return known.pods;
    }
    const pods = new StatefulSetPods(set);
    this.#tracked.set(key, { set, pods, changed: new Set() });
    this.#claimPods(set, pods, [...store.controlledBy('pods', uid), ...store.orphans('pods', namespace!)], log);
    return pods;
  }

  /** Claims the set's Pods: adopts orphans that match, and releases Pods that no longer do. */
  // Models kubernetes/pkg/controller/controller_ref_manager.go ClaimPods
  #claimPods(set: StatefulSet, pods: StatefulSetPods, candidates: readonly Pod[], log: DecisionLog): void {
    const { api } = this.context;
    const deleting = set.metadata.deletionTimestamp !== undefined;
    const fits = (pod: Pod): boolean => selectorMatches(set.spec.selector, pod.metadata.labels) && isMemberOf(set, pod);
    const orphans: Pod[] = [];
    for (const pod of candidates) {
      const owner = controllerUid(pod);
      if (owner === set.metadata.uid && fits(pod)) {
        pods.put(pod);
        continue;
      }
      pods.remove(pod.metadata.name);
      if (deleting) continue;
      if (owner === set.metadata.uid) {
        const ownerReferences = pod.metadata.ownerReferences!.filter((r) => r.uid !== set.metadata.uid);
        decide(log, 'ReleasePod', 'update', {}, { pod: pod.metadata.name, field: ['spec', 'selector'] });
        api.update({ ...pod, metadata: { ...pod.metadata, ownerReferences } }, actor('ReleasePod'));
      } else if (owner === undefined && fits(pod) && !isTerminating(pod)) orphans.push(pod);
    }
    for (const pod of orphans) {
      const ownerReferences = [...(pod.metadata.ownerReferences ?? []), newControllerRef(set)];
      decide(log, 'AdoptPod', 'update', {}, { pod: pod.metadata.name, ordinal: getOrdinal(pod) });
      pods.put(api.update({ ...pod, metadata: { ...pod.metadata, ownerReferences } }, actor('AdoptPod')) as Pod);
    }
  }
}

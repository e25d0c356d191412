/** The ReplicaSet controller: keeps the desired number of identical Pods. */
// Models kubernetes/pkg/controller/replicaset/replica_set.go and replica_set_utils.go
import type { Pod, ReplicaSet, ReplicaSetStatus } from '../../api/types.ts';
import { controllerUid } from '../../apiserver/object-store.ts';
import { equal } from '../../base/values.ts';
import { timestamp } from '../../sim/time.ts';
import type { DecisionRule } from '../../trace/decision.ts';
import type { Actor } from '../../trace/history.ts';
import { type Component, type ComponentContext, splitKey, type WatchedWrite } from '../component.ts';
import { claimObjects, ownerKeys } from '../controller-ref-manager.ts';
import { latency } from '../latencies.ts';
import { Retries } from '../retries.ts';
import { decide, type DecisionLog } from '../statefulset/stateful-set-decisions.ts';
import { isRefusal, messageOf } from '../statefulset/stateful-pod-control.ts';
import { isTerminating, newControllerRef } from '../statefulset/stateful-set-utils.ts';
import { comparePods } from './pod-ranking.ts';
import { isActive, ReplicaSetPods } from './replica-set-pods.ts';

const controllerName = 'replicaset-controller';
const actor = (reason: DecisionRule | 'UpdateStatus'): Actor => ({ name: controllerName, reason });
/** Number of Pods that are created or deleted in one reconcile. */
const burstReplicas = 500;

/** The Pods of a ReplicaSet at its last reconcile. */
interface Tracked {
  /** The ReplicaSet when all its Pods were last processed; another spec requires processing all again. */
  readonly rs: ReplicaSet;
  readonly pods: ReplicaSetPods;
  /** Names of Pods that have changed since. */
  readonly changed: Set<string>;
}

export class ReplicaSetController implements Component {
  readonly name = 'replicaset';
  readonly #retries: Retries;
  /** The Pods of each ReplicaSet, by its key. */
  readonly #tracked = new Map<string, Tracked>();

  constructor(private readonly context: ComponentContext) {
    this.#retries = new Retries(context.clock, this.name);
  }

  readonly watches = {
    replicasets: ({ object: { metadata } }: WatchedWrite): void =>
      this.#enqueue(`${metadata.namespace}/${metadata.name}`),
    pods: ({ object, previous = object }: WatchedWrite): void => {
      for (const pod of [object, previous]) {
        for (const key of ownerKeys(this.context, 'replicasets', 'ReplicaSet', pod)) {
          this.#tracked.get(key)?.changed.add(pod.metadata.name);
          this.#enqueue(key);
        }
      }
    },
  };

  #enqueue(key: string, delay: number = latency.replicaSetSync): void {
    this.context.clock.schedule(this.name, key, delay);
  }

  run(key: string): void {
    const { namespace, name } = splitKey(key);
    const rs = this.context.store.get('replicasets', name, namespace);
    if (rs === undefined) {
      this.#tracked.delete(key);
      return this.#retries.done(key, false);
    }
    const log: DecisionLog = [];
    const pods = this.#podsOf(key, rs, log);
    const error = isTerminating(rs as never) ? undefined : this.#manageReplicas(rs, pods, log);
    if (error !== undefined) decide(log, 'WriteRefused', 'wait', { message: error });
    else if (log.length === 0) decide(log, 'UpToDate', 'done', { replicas: rs.spec.replicas });
    this.context.recordSync(controllerName, key, log);
    this.#updateStatus(rs, pods, error);
    this.#retries.done(key, error !== undefined);
    this.#wakeWhenAvailable(key, pods);
  }

  /** Returns the ReplicaSet's own Pods. Only Pods that have changed since its last reconcile are processed. */
  #podsOf(key: string, rs: ReplicaSet, log: DecisionLog): ReplicaSetPods {
    const { store, clock } = this.context;
    const { uid, namespace } = rs.metadata;
    let tracked = this.#tracked.get(key);
    let candidates: readonly Pod[];
    if (tracked?.rs.metadata.uid === uid && tracked.rs.spec === rs.spec) {
      candidates = [...tracked.changed].flatMap((name) => store.get('pods', name, namespace) ?? []);
    } else {
      tracked = { rs, pods: new ReplicaSetPods(rs), changed: new Set() };
      this.#tracked.set(key, tracked);
      candidates = [...store.controlledBy('pods', uid), ...store.orphans('pods', namespace!)];
    }
    const { pods, changed } = tracked;
    const own = this.#claimPods(rs, candidates, log);
    const names = new Set(own.map((p) => p.metadata.name));
    for (const name of changed) if (!names.has(name)) pods.remove(name);
    changed.clear();
    for (const pod of own) pods.put(pod, clock.now);
    pods.mature(clock.now);
    return pods;
  }

  #claimPods(rs: ReplicaSet, candidates: readonly Pod[], log: DecisionLog): Pod[] {
    const { own, adopted, released } = claimObjects<'pods'>(this.context, rs, candidates, {
      actor: (what) => actor(`${what}Pod`),
      may: isActive,
    });
    for (const pod of released) decide(log, 'ReleasePod', 'update', {}, { pod: pod.metadata.name });
    for (const pod of adopted) decide(log, 'AdoptPod', 'update', {}, { pod: pod.metadata.name });
    return own;
  }

  /** @returns the reason why it failed. */
  #manageReplicas(rs: ReplicaSet, pods: ReplicaSetPods, log: DecisionLog): string | undefined {
    const { replicas } = rs.spec;
    const missing = Math.min(replicas - pods.counts.active, burstReplicas);
    try {
      for (let i = 0; i < missing; i++) this.#createPod(rs, log);
      for (const [pod, because] of this.#podsToDelete(rs, pods, -missing)) {
        const { name, namespace } = pod.metadata;
        this.context.api.delete('pods', name, namespace, actor('DeleteReplica'));
        decide(log, 'DeleteReplica', 'delete', { replicas, because }, { pod: name, field: ['spec', 'replicas'] });
        this.#event(rs, 'Normal', 'SuccessfulDelete', `Deleted pod: ${name}`);
      }
    } catch (refusal) {
      if (!isRefusal(refusal)) throw refusal;
      const message = messageOf(refusal);
      const [reason, doing] = missing > 0 ? ['FailedCreate', 'creating'] : ['FailedDelete', 'deleting'];
      this.#event(rs, 'Warning', reason!, `Error ${doing}: ${message}`);
      return message;
    }
    return undefined;
  }

  #createPod(rs: ReplicaSet, log: DecisionLog): void {
    const { metadata, spec } = rs.spec.template;
    const { labels, annotations, finalizers } = metadata ?? {};
    const pod = this.context.api.create(
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: {
          generateName: `${rs.metadata.name}-`,
          namespace: rs.metadata.namespace!,
          ...(labels && { labels }),
          ...(annotations && { annotations }),
          ...(finalizers && { finalizers }),
          ownerReferences: [newControllerRef(rs)],
        },
        spec,
      },
      actor('CreateReplica'),
    );
    const { name } = pod.metadata;
    const { replicas } = rs.spec;
    decide(log, 'CreateReplica', 'create', { replicas }, { pod: name, field: ['spec', 'replicas'] });
    this.#event(rs, 'Normal', 'SuccessfulCreate', `Created pod: ${name}`);
  }

  #podsToDelete(rs: ReplicaSet, pods: ReplicaSetPods, count: number): (readonly [Pod, string])[] {
    if (count <= 0) return [];
    const { store, clock } = this.context;
    // The number of Pods on a node includes those of the whole Deployment.
    const owner = controllerUid(rs);
    const siblings = owner === undefined ? [rs] : store.controlledBy('replicasets', owner);
    const crowds = new Map<string, number>();
    for (const { metadata } of siblings) {
      for (const { spec } of store.controlledBy('pods', metadata.uid).filter(isActive)) {
        if (spec.nodeName) crowds.set(spec.nodeName, (crowds.get(spec.nodeName) ?? 0) + 1);
      }
    }
    const compare = (a: Pod, b: Pod) => comparePods(a, b, (p) => crowds.get(p.spec.nodeName ?? '') ?? 0, clock.now);
    const sorted = pods.active().sort((a, b) => compare(a, b)[0]);
    const first = sorted[count];
    return sorted.slice(0, count).map((pod) => [pod, first === undefined ? 'all' : compare(pod, first)[1]]);
  }

  #updateStatus(rs: ReplicaSet, { counts }: ReplicaSetPods, error: string | undefined): void {
    const { api, store, clock } = this.context;
    const others = (rs.status.conditions ?? []).filter((c) => c.type !== 'ReplicaFailure');
    const failure = rs.status.conditions?.find((c) => c.type === 'ReplicaFailure') ?? {
      type: 'ReplicaFailure',
      status: 'True' as const,
      lastTransitionTime: timestamp(clock.now),
      reason: counts.active < rs.spec.replicas ? 'FailedCreate' : 'FailedDelete',
      message: error ?? '',
    };
    const conditions = error === undefined ? others : [...others, failure];
    const status: ReplicaSetStatus = {
      replicas: counts.active,
      ...withoutZeros({
        fullyLabeledReplicas: counts.fullyLabeled,
        readyReplicas: counts.ready,
        availableReplicas: counts.available,
      }),
      terminatingReplicas: counts.terminating,
      observedGeneration: rs.metadata.generation!,
      ...(conditions.length > 0 && { conditions }),
    };
    const stored = store.get('replicasets', rs.metadata.name, rs.metadata.namespace);
    if (stored?.metadata.uid !== rs.metadata.uid || equal(stored.status, status)) return;
    api.updateStatus({ ...stored, status } as ReplicaSet, actor('UpdateStatus'));
  }

  /** `minReadySeconds` passes without a write that would trigger the controller. */
  #wakeWhenAvailable(key: string, { nextAvailableAt }: ReplicaSetPods): void {
    const { now } = this.context.clock;
    if (nextAvailableAt > now && nextAvailableAt < Infinity) this.#enqueue(key, nextAvailableAt - now);
  }

  #event(rs: ReplicaSet, type: 'Normal' | 'Warning', reason: string, message: string): void {
    this.context.recorder.event(rs, type, reason, message, controllerName);
  }
}

/** Zero counters are omitted from a status. */
export function withoutZeros<T extends object>(counts: T): Partial<T> {
  return Object.fromEntries(Object.entries(counts).filter(([, value]) => value !== 0)) as Partial<T>;
}

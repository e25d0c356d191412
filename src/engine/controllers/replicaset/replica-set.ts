/** The ReplicaSet controller: as many Pods as wanted, each like the other. */
// Models kubernetes/pkg/controller/replicaset/replica_set.go and replica_set_utils.go
import { labelsMatch } from '../../api/labels.ts';
import type { Pod, ReplicaSet, ReplicaSetStatus } from '../../api/types.ts';
import { controllerUid } from '../../apiserver/object-store.ts';
import { equal } from '../../apiserver/values.ts';
import { timestamp } from '../../sim/time.ts';
import type { DecisionRule } from '../../trace/decision.ts';
import type { Actor } from '../../trace/history.ts';
import { type Component, type ComponentContext, splitKey, type Write } from '../component.ts';
import { claimObjects, ownerKeys } from '../controller-ref-manager.ts';
import { latency } from '../latencies.ts';
import { Retries } from '../retries.ts';
import { decide, type DecisionLog } from '../statefulset/stateful-set-decisions.ts';
import { isRefusal, messageOf } from '../statefulset/stateful-pod-control.ts';
import { availableAt, isTerminating, newControllerRef } from '../statefulset/stateful-set-utils.ts';
import { comparePods } from './pod-ranking.ts';

const controllerName = 'replicaset-controller';
const actor = (reason: DecisionRule | 'UpdateStatus'): Actor => ({ name: controllerName, reason });
/** How many Pods are created or deleted in one go. */
const burstReplicas = 500;

const isFinished = ({ status }: Pod): boolean => status.phase === 'Succeeded' || status.phase === 'Failed';
const isActive = (pod: Pod): boolean => !isFinished(pod) && !isTerminating(pod);
const isReady = (pod: Pod): boolean => availableAt(pod, 0) < 0;

export class ReplicaSetController implements Component {
  readonly name = 'replicaset';
  readonly #retries: Retries;

  constructor(private readonly context: ComponentContext) {
    this.#retries = new Retries(context.clock, this.name);
  }

  readonly watches = {
    replicasets: ({ object: { metadata } }: Write): void => this.#enqueue(`${metadata.namespace}/${metadata.name}`),
    pods: ({ object, previous = object }: Write): void => {
      for (const pod of [object, previous]) {
        for (const key of ownerKeys(this.context, 'replicasets', 'ReplicaSet', pod)) this.#enqueue(key);
      }
    },
  };

  #enqueue(key: string, delay: number = latency.replicaSetSync): void {
    this.context.clock.schedule(this.name, key, delay);
  }

  run(key: string): void {
    const { namespace, name } = splitKey(key);
    const rs = this.context.store.get('replicasets', name, namespace);
    if (rs === undefined) return this.#retries.done(key, false);
    const log: DecisionLog = [];
    const pods = this.#claimPods(rs, log);
    const active = pods.filter(isActive);
    const error = isTerminating(rs as never) ? undefined : this.#manageReplicas(rs, active, log);
    if (error !== undefined) decide(log, 'WriteRefused', 'wait', { message: error });
    else if (log.length === 0) decide(log, 'UpToDate', 'done', { replicas: rs.spec.replicas });
    this.context.recordSync(controllerName, key, log);
    this.#updateStatus(rs, active, pods.filter((p) => isTerminating(p) && !isFinished(p)).length, error);
    this.#retries.done(key, error !== undefined);
    this.#wakeWhenAvailable(key, rs, active);
  }

  #claimPods(rs: ReplicaSet, log: DecisionLog): Pod[] {
    const { own, adopted, released } = claimObjects(this.context, rs, 'pods', (what) => actor(`${what}Pod`), isActive);
    for (const pod of released) decide(log, 'ReleasePod', 'update', {}, { pod: pod.metadata.name });
    for (const pod of adopted) decide(log, 'AdoptPod', 'update', {}, { pod: pod.metadata.name });
    return own;
  }

  /** @returns why it could not be done. */
  #manageReplicas(rs: ReplicaSet, active: readonly Pod[], log: DecisionLog): string | undefined {
    const { replicas } = rs.spec;
    const missing = Math.min(replicas - active.length, burstReplicas);
    try {
      for (let i = 0; i < missing; i++) this.#createPod(rs, log);
      for (const [pod, because] of this.#podsToDelete(rs, active, -missing)) {
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

  #podsToDelete(rs: ReplicaSet, active: readonly Pod[], count: number): (readonly [Pod, string])[] {
    if (count <= 0) return [];
    const { store, clock } = this.context;
    // The Pods of the whole Deployment count when nodes are looked at.
    const owner = controllerUid(rs);
    const siblings = owner === undefined ? [rs] : store.controlledBy('replicasets', owner);
    const crowds = new Map<string, number>();
    for (const { metadata } of siblings) {
      for (const { spec } of store.controlledBy('pods', metadata.uid).filter(isActive)) {
        if (spec.nodeName) crowds.set(spec.nodeName, (crowds.get(spec.nodeName) ?? 0) + 1);
      }
    }
    const compare = (a: Pod, b: Pod) => comparePods(a, b, (p) => crowds.get(p.spec.nodeName ?? '') ?? 0, clock.now);
    const sorted = [...active].sort((a, b) => compare(a, b)[0]);
    const first = sorted[count];
    return sorted.slice(0, count).map((pod) => [pod, first === undefined ? 'all' : compare(pod, first)[1]]);
  }

  #updateStatus(rs: ReplicaSet, active: readonly Pod[], terminating: number, error: string | undefined): void {
    const { api, store, clock } = this.context;
    const { minReadySeconds = 0, template, replicas } = rs.spec;
    const ready = active.filter(isReady);
    const others = (rs.status.conditions ?? []).filter((c) => c.type !== 'ReplicaFailure');
    const failure = rs.status.conditions?.find((c) => c.type === 'ReplicaFailure') ?? {
      type: 'ReplicaFailure',
      status: 'True' as const,
      lastTransitionTime: timestamp(clock.now),
      reason: active.length < replicas ? 'FailedCreate' : 'FailedDelete',
      message: error ?? '',
    };
    const conditions = error === undefined ? others : [...others, failure];
    const counts = {
      fullyLabeledReplicas: active.filter((p) => labelsMatch(template.metadata?.labels ?? {}, p.metadata.labels))
        .length,
      readyReplicas: ready.length,
      availableReplicas: ready.filter((p) => availableAt(p, minReadySeconds) <= clock.now).length,
    };
    const status: ReplicaSetStatus = {
      replicas: active.length,
      ...withoutZeros(counts),
      terminatingReplicas: terminating,
      observedGeneration: rs.metadata.generation!,
      ...(conditions.length > 0 && { conditions }),
    };
    const stored = store.get('replicasets', rs.metadata.name, rs.metadata.namespace);
    if (stored?.metadata.uid !== rs.metadata.uid || equal(stored.status, status)) return;
    api.updateStatus({ ...stored, status } as ReplicaSet, actor('UpdateStatus'));
  }

  /** `minReadySeconds` passes without any write that could wake the controller. */
  #wakeWhenAvailable(key: string, rs: ReplicaSet, active: readonly Pod[]): void {
    const { now } = this.context.clock;
    const due = active
      .map((p) => availableAt(p, rs.spec.minReadySeconds ?? 0))
      .filter((at) => at > now && at < Infinity);
    if (due.length > 0) this.#enqueue(key, Math.min(...due) - now);
  }

  #event(rs: ReplicaSet, type: 'Normal' | 'Warning', reason: string, message: string): void {
    this.context.recorder.event(rs, type, reason, message, controllerName);
  }
}

/** Zero counters are left out of a status. */
export function withoutZeros<T extends object>(counts: T): Partial<T> {
  return Object.fromEntries(Object.entries(counts).filter(([, value]) => value !== 0)) as Partial<T>;
}

/** Creates, scales and deletes the ReplicaSets of a Deployment, with Events. */
// Models kubernetes/pkg/controller/deployment/sync.go
import type { Deployment, DeploymentStatus, ReplicaSet } from '../../api/types.ts';
import { StatusError } from '../../base/status-error.ts';
import { equal } from '../../base/values.ts';
import type { DecisionRule } from '../../trace/decision.ts';
import type { Actor } from '../../trace/history.ts';
import type { ComponentContext } from '../component.ts';
import { decide, type DecisionLog } from '../statefulset/stateful-set-decisions.ts';
import { messageOf, RetryLater } from '../statefulset/stateful-pod-control.ts';
import { newControllerRef } from '../statefulset/stateful-set-utils.ts';
import { conditionOf, hasDeadline, withCondition } from './deployment-status.ts';
import {
  byCreation,
  equalIgnoreHash,
  newAnnotations,
  newReplicas,
  revisionAnnotation,
  revisionOf,
  templateHashLabel,
  withReplicasNotes,
} from './deployment-utils.ts';
import { podTemplateHash } from './pod-template-hash.ts';

export const controllerName = 'deployment-controller';
export const actor = (reason: DecisionRule | 'UpdateStatus' | 'SyncReplicaSet'): Actor => ({
  name: controllerName,
  reason,
});

/** The state of one reconcile. Each write updates it, so that later steps see the result. */
export interface Rollout {
  d: Deployment;
  /** The ReplicaSet with the Deployment's template. */
  newRS: ReplicaSet | undefined;
  /** The others, oldest first. */
  oldRSs: readonly ReplicaSet[];
  readonly log: DecisionLog;
}

export const allOf = ({ newRS, oldRSs }: Rollout): readonly ReplicaSet[] => (newRS ? [...oldRSs, newRS] : oldRSs);

export class ReplicaSetControl {
  constructor(private readonly context: ComponentContext) {}

  /** Finds the new ReplicaSet among `owned`, and updates its annotations and the Deployment's revision. */
  sync(d: Deployment, owned: readonly ReplicaSet[], log: DecisionLog): Rollout {
    const sorted = [...owned].sort(byCreation);
    const found = sorted.find((rs) => equalIgnoreHash(rs.spec.template, d));
    const rollout: Rollout = { d, newRS: found, oldRSs: sorted.filter((rs) => rs !== found), log };
    if (found === undefined) return rollout;
    const annotations = newAnnotations(found, d, this.#nextRevision(rollout));
    const { minReadySeconds } = d.spec;
    if (!equal(annotations, found.metadata.annotations) || found.spec.minReadySeconds !== minReadySeconds) {
      const next = { ...found, metadata: { ...found.metadata, annotations }, spec: { ...found.spec, minReadySeconds } };
      const revision = Number(annotations[revisionAnnotation]);
      const again = revision > revisionOf(found);
      if (again) decide(log, 'ReuseReplicaSet', 'update', { replicaSet: found.metadata.name, revision });
      rollout.newRS = this.context.api.update(next, actor(again ? 'ReuseReplicaSet' : 'SyncReplicaSet')) as ReplicaSet;
    }
    this.#noteRevision(rollout, 'FoundNewReplicaSet', `Found new replica set "${found.metadata.name}"`);
    return rollout;
  }

  /** Creates the new ReplicaSet if there is none. */
  ensureNew(rollout: Rollout): ReplicaSet {
    if (rollout.newRS !== undefined) return rollout.newRS;
    const { d, oldRSs, log } = rollout;
    const { template, selector, minReadySeconds } = d.spec;
    const hash = podTemplateHash(template, d.status.collisionCount);
    const label = { [templateHashLabel]: hash };
    const labels = { ...template.metadata?.labels, ...label };
    const name = `${d.metadata.name}-${hash}`;
    const replicas = newReplicas(d, oldRSs, 0);
    const revision = this.#nextRevision(rollout);
    const given = {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: {
        name,
        namespace: d.metadata.namespace!,
        labels,
        annotations: withReplicasNotes(newAnnotations(undefined, d, revision), d),
        ownerReferences: [newControllerRef(d)],
      },
      spec: {
        replicas,
        ...(minReadySeconds !== undefined && { minReadySeconds }),
        selector: { ...selector, matchLabels: { ...selector.matchLabels, ...label } },
        template: { ...template, metadata: { ...template.metadata, labels } },
      },
    };
    try {
      rollout.newRS = this.context.api.create(given, actor('CreateReplicaSet')) as ReplicaSet;
    } catch (error) {
      throw this.#notCreated(rollout, name, error);
    }
    decide(
      log,
      'CreateReplicaSet',
      'create',
      { replicaSet: name, replicas, revision },
      { field: ['spec', 'template'] },
    );
    if (replicas > 0) this.#scalingEvent(d, name, 0, replicas);
    this.#noteRevision(rollout, 'NewReplicaSetCreated', `Created new replica set "${name}"`);
    return rollout.newRS;
  }

  /**
   * If another ReplicaSet has the name, count the collision, which changes the hash. Report other errors in the
   * conditions.
   */
  #notCreated(rollout: Rollout, name: string, error: unknown): unknown {
    if (!(error instanceof StatusError)) return error;
    const { d, log } = rollout;
    if (error.reason === 'AlreadyExists') {
      const collisionCount = (d.status.collisionCount ?? 0) + 1;
      decide(log, 'HashCollision', 'wait', { replicaSet: name, collisionCount });
      this.writeStatus(rollout, { ...d.status, collisionCount });
      return new RetryLater(error.message);
    }
    const message = `Failed to create new replica set "${name}": ${messageOf(error)}`;
    this.#progressing(rollout, 'False', 'ReplicaSetCreateError', message);
    this.context.recorder.event(d, 'Warning', 'ReplicaSetCreateError', message, controllerName);
    return error;
  }

  #nextRevision({ oldRSs }: Rollout): number {
    return Math.max(0, ...oldRSs.map(revisionOf)) + 1;
  }

  /**
   * Sets the Deployment's revision to that of its new ReplicaSet, and the condition from which progress is measured.
   */
  #noteRevision(rollout: Rollout, reason: string, message: string): void {
    const { d, newRS } = rollout;
    const revision = String(revisionOf(newRS!));
    const annotations = { ...d.metadata.annotations, [revisionAnnotation]: revision };
    rollout.d = { ...d, metadata: { ...d.metadata, annotations } };
    const found = reason === 'FoundNewReplicaSet' && conditionOf(d.status, 'Progressing') !== undefined;
    if (found || !hasDeadline(d)) this.writeStatus(rollout, d.status);
    else this.#progressing(rollout, 'True', reason, message);
  }

  #progressing(rollout: Rollout, status: 'True' | 'False', reason: string, message: string): void {
    const { d } = rollout;
    if (!hasDeadline(d)) return;
    const said = ['Progressing', status, reason, message] as const;
    const conditions = withCondition(d.status.conditions ?? [], said, this.context.clock.now);
    this.writeStatus(rollout, { ...d.status, conditions: [...conditions] });
  }

  /** Writes the Deployment's status and annotations, unless they are unchanged. */
  writeStatus(rollout: Rollout, status: DeploymentStatus): void {
    rollout.d = this.context.api.updateStatus(
      { ...rollout.d, status } as Deployment,
      actor('UpdateStatus'),
    ) as Deployment;
  }

  /** @returns true if its size has changed. */
  scale(rollout: Rollout, rs: ReplicaSet, replicas: number, rule?: DecisionRule): boolean {
    const { d, log } = rollout;
    const annotations = withReplicasNotes(rs.metadata.annotations, d);
    const from = rs.spec.replicas;
    const resized = from !== replicas;
    // Annotations alone are updated only if proportional scaling depends on them.
    const noted = rule !== 'ScaleProportionally' || equal(annotations, rs.metadata.annotations);
    if (!resized && noted) return false;
    const { name } = rs.metadata;
    const next = { ...rs, metadata: { ...rs.metadata, annotations }, spec: { ...rs.spec, replicas } };
    const why = rule ?? (from < replicas ? 'ScaleUpReplicaSet' : 'ScaleDownReplicaSet');
    const written = this.context.api.update(next, actor(resized ? why : 'SyncReplicaSet')) as ReplicaSet;
    if (rollout.newRS?.metadata.uid === written.metadata.uid) rollout.newRS = written;
    else rollout.oldRSs = rollout.oldRSs.map((old) => (old.metadata.uid === written.metadata.uid ? written : old));
    if (!resized) return false;
    decide(log, why, 'update', { replicaSet: name, from, replicas });
    this.#scalingEvent(d, name, from, replicas);
    return true;
  }

  #scalingEvent(d: Deployment, name: string, from: number, to: number): void {
    const message = `Scaled ${from < to ? 'up' : 'down'} replica set ${name} from ${from} to ${to}`;
    this.context.recorder.event(d, 'Normal', 'ScalingReplicaSet', message, controllerName);
  }

  /** Deletes the oldest unused revisions beyond `revisionHistoryLimit`. */
  cleanup({ d, oldRSs, log }: Rollout): void {
    const limit = d.spec.revisionHistoryLimit;
    const alive = oldRSs.filter((rs) => rs.metadata.deletionTimestamp === undefined);
    const excess = [...alive].sort((a, b) => revisionOf(a) - revisionOf(b)).slice(0, Math.max(0, alive.length - limit));
    for (const { metadata, spec, status } of excess) {
      if (status.replicas !== 0 || spec.replicas !== 0 || metadata.generation! > (status.observedGeneration ?? 0))
        continue;
      decide(log, 'DeleteReplicaSet', 'delete', { replicaSet: metadata.name, limit });
      this.context.api.delete('replicasets', metadata.name, metadata.namespace, actor('DeleteReplicaSet'));
    }
  }
}

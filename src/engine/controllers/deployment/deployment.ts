/** The Deployment controller: its triggers, its ReplicaSets, pauses, deadlines and retries. */
// Models kubernetes/pkg/controller/deployment/deployment_controller.go
// Differs: the annotation deprecated.deployment.rollback.to is ignored; kubectl no longer writes it.
import type { Deployment, Pod, ReplicaSet } from '../../api/types.ts';
import { equal } from '../../base/values.ts';
import { type Component, type ComponentContext, splitKey, type WatchedWrite } from '../component.ts';
import { claimObjects, ownerKeys } from '../controller-ref-manager.ts';
import { latency } from '../latencies.ts';
import { Retries } from '../retries.ts';
import { decide, type DecisionLog } from '../statefulset/stateful-set-decisions.ts';
import { isRefusal, messageOf } from '../statefulset/stateful-pod-control.ts';
import { isScalingEvent, recreate, rollingUpdate, scaleAll } from './deployment-rollout.ts';
import {
  calculateStatus,
  conditionOf,
  deadlineOf,
  hasDeadline,
  isComplete,
  rolloutStatus,
  withCondition,
} from './deployment-status.ts';
import { actor, allOf, controllerName, ReplicaSetControl, type Rollout } from './replica-sets.ts';

export class DeploymentController implements Component {
  readonly name = 'deployment';
  readonly #control: ReplicaSetControl;
  readonly #retries: Retries;

  constructor(private readonly context: ComponentContext) {
    this.#control = new ReplicaSetControl(context);
    this.#retries = new Retries(context.clock, this.name);
  }

  readonly watches = {
    deployments: ({ object: { metadata } }: WatchedWrite): void =>
      this.#enqueue(`${metadata.namespace}/${metadata.name}`),
    replicasets: ({ object, previous = object }: WatchedWrite): void => {
      for (const rs of [object, previous]) {
        for (const key of ownerKeys(this.context, 'deployments', 'Deployment', rs)) this.#enqueue(key);
      }
    },
    /** Recreate waits until the last old Pod is gone. */
    pods: ({ type, object }: WatchedWrite): void => {
      const owner = object.metadata.ownerReferences?.find((r) => r.controller === true);
      if (type !== 'DELETED' || owner?.kind !== 'ReplicaSet') return;
      const { store } = this.context;
      const rs = store.get('replicasets', owner.name, object.metadata.namespace);
      for (const key of rs === undefined ? [] : ownerKeys(this.context, 'deployments', 'Deployment', rs)) {
        const { namespace, name } = splitKey(key);
        if (store.get('deployments', name, namespace)?.spec.strategy.type === 'Recreate') this.#enqueue(key);
      }
    },
  };

  #enqueue(key: string): void {
    this.context.clock.schedule(this.name, key, latency.deploymentSync);
  }

  run(key: string): void {
    const { namespace, name } = splitKey(key);
    const d = this.context.store.get('deployments', name, namespace);
    if (d === undefined) return this.#retries.done(key, false);
    const log: DecisionLog = [];
    let failed = false;
    try {
      this.#sync(d, log);
    } catch (refusal) {
      if (!isRefusal(refusal)) throw refusal;
      failed = true;
      decide(log, 'WriteRefused', 'wait', { message: messageOf(refusal) });
    }
    this.context.recordSync(controllerName, key, log);
    this.#retries.done(key, failed);
  }

  #sync(d: Deployment, log: DecisionLog): void {
    const control = this.#control;
    const owned = this.#claimReplicaSets(d, log);
    const { now } = this.context.clock;
    if (d.metadata.deletionTimestamp !== undefined) {
      decide(log, 'DeploymentIsBeingDeleted', 'wait', {});
      const rollout = control.sync(d, owned, log);
      control.writeStatus(rollout, calculateStatus(rollout.d, allOf(rollout), rollout.newRS, now));
      return;
    }
    const rollout = control.sync(this.#notePause(d, owned, log), owned, log);
    const { paused, strategy } = d.spec;
    if (paused === true || isScalingEvent(rollout)) {
      if (paused === true) decide(log, 'DeploymentPaused', 'wait', {}, { field: ['spec', 'paused'] });
      scaleAll(rollout, control);
      if (paused === true) control.cleanup(rollout);
      control.writeStatus(rollout, calculateStatus(rollout.d, allOf(rollout), rollout.newRS, now));
      return;
    }
    if (strategy.type === 'Recreate') recreate(rollout, control, (rs) => this.#podsOf(rs));
    else rollingUpdate(rollout, control);
    this.#finish(rollout);
  }

  /** Writes the status, and schedules a reconcile for the deadline of the rollout. */
  #finish(rollout: Rollout): void {
    const { clock } = this.context;
    const { d, newRS, log } = rollout;
    const status = rolloutStatus(d, allOf(rollout), newRS, clock.now);
    const progressing = conditionOf(status, 'Progressing');
    if (progressing?.reason === 'ProgressDeadlineExceeded') {
      const seconds = d.spec.progressDeadlineSeconds;
      decide(log, 'ProgressDeadlineExceeded', 'wait', { seconds }, { field: ['spec', 'progressDeadlineSeconds'] });
    } else if (isComplete(d, status)) {
      if (log.length === 0) decide(log, 'UpToDate', 'done', { replicas: d.spec.replicas });
    } else if (progressing !== undefined && hasDeadline(d) && equal(status, d.status)) {
      const { namespace, name } = d.metadata;
      // One second later, because timestamps have whole seconds. Until then, the cluster counts as at rest.
      const after = Math.max(0, deadlineOf(d, progressing) - clock.now) + 1000;
      clock.schedule(this.name, `${namespace}/${name}`, after, { background: true });
    }
    this.#control.writeStatus(rollout, status);
  }

  /** A paused Deployment has no deadline. */
  #notePause(d: Deployment, owned: readonly ReplicaSet[], log: DecisionLog): Deployment {
    const reason = conditionOf(d.status, 'Progressing')?.reason;
    if (!hasDeadline(d) || reason === 'ProgressDeadlineExceeded') return d;
    const paused = d.spec.paused === true;
    if (paused === (reason === 'DeploymentPaused')) return d;
    const what = paused ? 'Paused' : 'Resumed';
    const said = ['Progressing', 'Unknown', `Deployment${what}`, `Deployment is ${what.toLowerCase()}`] as const;
    const conditions = [...withCondition(d.status.conditions ?? [], said, this.context.clock.now)];
    const rollout: Rollout = { d, newRS: undefined, oldRSs: owned, log };
    this.#control.writeStatus(rollout, { ...d.status, conditions });
    return rollout.d;
  }

  #claimReplicaSets(d: Deployment, log: DecisionLog): readonly ReplicaSet[] {
    const { store } = this.context;
    const { uid, namespace } = d.metadata;
    const candidates = [...store.controlledBy('replicasets', uid), ...store.orphans('replicasets', namespace!)];
    const { own, adopted, released } = claimObjects<'replicasets'>(this.context, d, candidates, {
      actor: (what) => actor(`${what}ReplicaSet`),
    });
    for (const rs of released) decide(log, 'ReleaseReplicaSet', 'update', { replicaSet: rs.metadata.name });
    for (const rs of adopted) decide(log, 'AdoptReplicaSet', 'update', { replicaSet: rs.metadata.name });
    return own;
  }

  #podsOf(rs: ReplicaSet): readonly Pod[] {
    return this.context.store.controlledBy('pods', rs.metadata.uid);
  }
}

/** Moves the containers of one Pod towards its spec, and reports their status. */
// Models SyncPod and SyncTerminatingPod in kubernetes/pkg/kubelet/kubelet.go
import type { Container, Pod } from '../api/types.ts';
import { equal } from '../base/values.ts';
import type { ComponentContext } from '../controllers/component.ts';
import type { Admission } from './admission.ts';
import { placeOf } from './environment/downward-api.ts';
import type { Hosts } from './hosts.ts';
import { deadline, deadlineExceeded, PodEnds } from './pod-end.ts';
import { resizeMessage, resizeProblem } from './pod-resize.ts';
import type { PodRuntime } from './pod-runtime.ts';
import { podStatus } from './pod-status.ts';
import type { VolumeMounts } from './volumes/volume-mounts.ts';

/** The actor of the kubelet's writes. */
export const actor = (reason: string) => ({ name: 'kubelet', reason });

/** Services of the node that a Pod's sync uses. */
interface NodeServices {
  readonly hosts: Hosts;
  readonly volumes: VolumeMounts;
  readonly admission: Admission;
  isCut(node: string): boolean;
  /**
   * Syncs the Pod again after `delay` virtual ms; `retry` marks an endless retry, which does not keep the cluster from
   * rest.
   */
  wake(pod: Pod, delay: number, retry?: boolean): void;
}

export class PodSync {
  readonly #ends: PodEnds;

  constructor(
    private readonly context: ComponentContext,
    private readonly node: NodeServices,
    private readonly standIn: boolean,
  ) {
    this.#ends = new PodEnds(context.clock, node.hosts, (pod, delay) => node.wake(pod, delay));
  }

  /** Performs what is due now, and schedules the next sync. */
  sync(pod: Pod, runtime: PodRuntime): void {
    if (pod.metadata.deletionTimestamp !== undefined) return this.#terminate(pod, runtime);
    if (runtime.failure !== undefined || deadline(pod, runtime) <= this.context.clock.now)
      return this.#fail(pod, runtime);
    if (runtime.found !== undefined) return this.report(pod, runtime);
    runtime.volumes ??= this.node.volumes.mount(pod, runtime.mounts);
    if (runtime.volumes !== undefined) this.#advance(pod, runtime);
    if (runtime.leavesHelpers) this.#ends.stop(pod, runtime);
    this.report(pod, runtime);
    this.wakeForNext(pod, runtime);
  }

  /** Updates the containers, with the images that they should have now. */
  #advance(pod: Pod, runtime: PodRuntime): void {
    const hostFor = this.node.hosts.hostFor(pod, runtime);
    const { initContainers = [], containers, ephemeralContainers = [] } = pod.spec;
    runtime.addEphemeral(ephemeralContainers as readonly Container[]);
    const tell = (type: 'Normal' | 'Warning', reason: string, step: string, error?: string): void =>
      this.node.hosts.event(pod, type, reason, resizeMessage(pod, step, error));
    const { pendingResize: before } = runtime;
    runtime.redefine(
      [...initContainers, ...containers],
      {
        problem: () => resizeProblem(pod, this.context.store),
        begins: () => tell('Normal', 'ResizeStarted', 'started'),
      },
      hostFor,
    );
    const { pendingResize: pending } = runtime;
    if (pending === undefined) this.node.admission.take(pod);
    // Other Pods may change the free resources of the node in the meantime; this is not reported.
    else if (pending.reason !== before?.reason || pending.generation !== before.generation) {
      tell('Warning', `Resize${pending.reason}`, pending.reason, pending.message);
    }
    runtime.advance(this.context.clock.now, hostFor);
    if (!runtime.resizes || runtime.all.some((c) => c.isReplaced)) return;
    runtime.resizes = false;
    tell('Normal', 'ResizeCompleted', 'completed');
  }

  /** Schedules the next sync of the Pod, if there is one. */
  wakeForNext(pod: Pod, runtime: PodRuntime): void {
    const { at, retry } = this.due(pod, runtime);
    if (runtime.found === undefined && at < Infinity) this.node.wake(pod, at - this.context.clock.now, retry);
  }

  /** Returns the time of the next sync. */
  due(pod: Pod, runtime: PodRuntime): { readonly at: number; readonly retry: boolean } {
    const own = runtime.volumes === undefined ? { at: runtime.mounts.due, retry: true } : runtime.due;
    const overdue = deadline(pod, runtime);
    return overdue < own.at ? { at: overdue, retry: own.retry } : own;
  }

  /** Ends a Pod at its active deadline. Its object stays, so that users see the reason. */
  #fail(pod: Pod, runtime: PodRuntime): void {
    if (runtime.failure === undefined) {
      runtime.failure = deadlineExceeded;
      this.node.hosts.event(pod, 'Normal', deadlineExceeded.reason, deadlineExceeded.message);
    }
    if (this.#ends.stop(pod, runtime)) this.report(pod, runtime);
  }

  /** Reports the end of the containers, and removes the Pod; a finalizer may keep it. */
  #terminate(pod: Pod, runtime: PodRuntime): void {
    const before = runtime.ended;
    if (!this.#ends.stop(pod, runtime) || before) return;
    const { name, namespace, uid, finalizers = [] } = pod.metadata;
    if (!this.standIn || finalizers.length > 0) this.report(pod, runtime);
    this.context.api.delete('pods', name, namespace, actor('PodTerminated'), { gracePeriodSeconds: 0, uid });
  }

  /** Writes the Pod's status, if it has changed and the node is connected. */
  report(pod: Pod, runtime: PodRuntime): void {
    const { clock, api, store } = this.context;
    const { standIn } = this;
    if (this.node.isCut(runtime.node) || (standIn && !runtime.isOutcome)) return;
    const hostIP = placeOf(store, runtime.node, runtime.ip).hostIP || undefined;
    const status =
      runtime.found?.(pod, runtime, clock.now) ?? podStatus(pod, runtime, { now: clock.now, hostIP, standIn });
    if (status.phase === 'Failed' || status.phase === 'Succeeded') this.node.admission.release(pod);
    if (!equal(status, pod.status)) api.updateStatus({ ...pod, status } as Pod, actor('ReportStatus'));
  }
}

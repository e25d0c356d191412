/**
 * The kubelets of all nodes: they run the containers of the Pods that are bound to their node, and report their status.
 * The reports and their times are as in a real kubelet; the containers are simulated (see images.ts).
 */
// Models kubernetes/pkg/kubelet
import type { KubernetesObject, Node, Pod } from '../api/types.ts';
import { notFound } from '../base/status-error.ts';
import { equal } from '../base/values.ts';
import { type Component, type ComponentContext, splitKey, type WatchedWrite } from '../controllers/component.ts';
import { latency } from '../controllers/latencies.ts';
import { timestamp } from '../sim/time.ts';
import type { Actor } from '../trace/history.ts';
import { Admission } from './admission.ts';
import { RunningContainers } from './containers/containers.ts';
import { placeOf } from './environment/downward-api.ts';
import { VolumeData } from './files/volume-data.ts';
import { Hosts } from './hosts.ts';
import { type KubeletOptions, realistic } from './kubelet-options.ts';
import { Machines } from './machines.ts';
import { NodeStatus } from './node-status.ts';
import { PodAddresses } from './pod-addresses.ts';
import { gateConditions } from './pod-conditions.ts';
import { PodRuntime } from './pod-runtime.ts';
import { rejectedStatus } from './pod-status.ts';
import { actor, PodSync } from './pod-sync.ts';
import { VolumeMounts } from './volumes/volume-mounts.ts';

const keyOf = ({ metadata }: KubernetesObject): string => `${metadata.namespace}/${metadata.name}`;

export class Kubelet implements Component {
  readonly name = 'kubelet';
  readonly #options: KubeletOptions;
  /** By Pod uid. */
  readonly #pods = new Map<string, PodRuntime>();
  readonly #addresses = new PodAddresses();
  readonly #machines: Machines;
  readonly #nodeStatus: NodeStatus;
  readonly #volumes: VolumeMounts;
  readonly #data: VolumeData;
  readonly containers: RunningContainers;
  readonly #hosts: Hosts;
  readonly #sync: PodSync;
  readonly #admission: Admission;
  /** Pods that wait for an image, a ConfigMap or a Secret, by uid. */
  readonly #unconfigured = new Map<string, Pod>();

  constructor(
    private readonly context: ComponentContext,
    options: Partial<KubeletOptions>,
  ) {
    this.#options = { ...realistic, ...options };
    this.#machines = new Machines(context.recordNode);
    this.#nodeStatus = new NodeStatus(context);
    this.#data = new VolumeData(context.store);
    this.#admission = new Admission(context.store);
    this.containers = new RunningContainers(this.#pods, this.#data, {
      recordData: context.recordData,
      changed: () => this.#rouse(),
      now: () => context.clock.now,
      ended: (uid, container, exitCode, output) => {
        const runtime = this.#pods.get(uid)!;
        container.endByInput(exitCode, output, this.#hosts.hostFor(runtime.pod, runtime)(container));
        this.#wake(runtime.pod, latency.kubeletSync);
      },
    });
    const { terminate, start, images = {}, readyAfter = {} } = this.#options;
    this.#hosts = new Hosts(
      context,
      { terminate, standIn: this.#isStandIn, instant: start === 'instant', images, readyAfter },
      this.containers,
      (pod) => this.#lacks(pod),
      () => this.#configured(),
    );
    this.#volumes = new VolumeMounts(context, this.attachesVolumes, !this.#isStandIn, {
      failed: (pod, message) => {
        this.#hosts.event(pod, 'Warning', 'FailedMount', message);
        this.#lacks(pod);
      },
      wake: (key) => context.clock.schedule(this.name, key, latency.kubeletSync),
    });
    this.#sync = new PodSync(
      context,
      {
        hosts: this.#hosts,
        volumes: this.#volumes,
        admission: this.#admission,
        isCut: (node) => this.#machines.isCut(node),
        wake: (pod, delay, retry) => this.#wake(pod, delay, retry),
      },
      this.#isStandIn,
    );
  }

  get #isStandIn(): boolean {
    return this.#options.podAddress === 'running';
  }

  get attachesVolumes(): boolean {
    return this.#options.volumes === 'attached';
  }

  readonly watches = {
    nodes: ({ type, object }: WatchedWrite): void => {
      if (type === 'DELETED') this.#nodeStatus.keep(object as Node);
      else this.#addresses.add(object.metadata.name);
      if (type === 'ADDED') this.#wakePodsOn(object.metadata.name);
    },
    services: (): void => this.#networkChanged(),
    endpointslices: (): void => this.#networkChanged(),
    configmaps: (): void => this.#configured(),
    secrets: (): void => this.#configured(),
    persistentvolumes: ({ type, object }: WatchedWrite): void => {
      if (type === 'DELETED') this.#data.forget(object.metadata.name);
    },
    persistentvolumeclaims: ({ object }: WatchedWrite): void => this.#volumes.arrived(keyOf(object)),
    volumeattachments: ({ type, object }: WatchedWrite): void => {
      if (type !== 'DELETED') this.#volumes.arrived(object.metadata.name);
    },
    pods: ({ type, object, previous, actor }: WatchedWrite): void => {
      const pod = object as Pod;
      if (type === 'DELETED' || pod.spec !== (previous as Pod | undefined)?.spec) this.#roomOn(pod.spec.nodeName);
      if (type === 'DELETED') this.#forget(pod, actor);
      else if (
        pod.spec !== (previous as Pod | undefined)?.spec ||
        pod.metadata.deletionTimestamp !== previous?.metadata.deletionTimestamp ||
        !equal(gateConditions(pod), gateConditions(previous as Pod))
      ) {
        if (pod.spec.nodeName) this.#wake(pod, latency.kubeletSync);
      }
    },
  };

  #wake(pod: Pod, delay: number, background = false): void {
    this.context.clock.schedule(this.name, keyOf(pod), delay, { background });
  }

  #wakePodsOn(node: string): void {
    for (const pod of this.context.store.list('pods')) {
      if (pod.spec.nodeName === node) this.#wake(pod, latency.kubeletSync);
    }
  }

  run(key: string): void {
    const [task, id] = key.split(' ') as [string, string];
    if (task === 'node') return this.#machines.isCut(id) ? undefined : this.#nodeStatus.report(id);
    if (task === 'stray') return this.#endStray(id);
    const { namespace, name } = splitKey(key);
    const pod = this.context.store.get('pods', name, namespace);
    if (!pod?.spec.nodeName || !this.#nodeStatus.isKnown(pod.spec.nodeName)) return;
    if (this.#machines.isCut(pod.spec.nodeName)) return;
    const ended = pod.status.phase === 'Failed' || pod.status.phase === 'Succeeded';
    const terminating = pod.metadata.deletionTimestamp !== undefined;
    // Remove a Pod that is being deleted even if its containers ended by themselves.
    if (ended && (!terminating || !this.#pods.has(pod.metadata.uid))) return;
    if (!terminating && !this.#pods.has(pod.metadata.uid) && this.#rejects(pod)) return;
    const known = this.#pods.get(pod.metadata.uid);
    // A Pod that was imported as running restarts with other containers.
    const isOther = known?.found !== undefined && known.pod.spec.containers !== pod.spec.containers;
    this.#sync.sync(pod, known === undefined || isOther ? this.#admit(pod) : known);
  }

  /** A node may have room for Pods that wait for a resize. */
  #roomOn(node: string | undefined): void {
    for (const { node: at, pod, pendingResize } of this.#pods.values()) {
      if (at === node && pendingResize?.reason === 'Deferred') this.#wake(pod, latency.kubeletSync);
    }
  }

  #lacks(pod: Pod): void {
    this.#unconfigured.set(pod.metadata.uid, pod);
  }

  /** An image, a ConfigMap or a Secret is new: Pods that wait for it may start at the next attempt. */
  #configured(): void {
    const { clock } = this.context;
    for (const [uid, pod] of this.#unconfigured) {
      const runtime = this.#pods.get(uid);
      if (runtime === undefined) continue;
      const waiting = runtime.all.filter((container) => container.retrySoon(clock.now));
      // The next attempt is no longer an endless retry: it may succeed.
      if (waiting.length > 0 || runtime.mounts.due < Infinity)
        this.#wake(pod, this.#sync.due(pod, runtime).at - clock.now);
    }
    this.#unconfigured.clear();
  }

  /** Files have changed: the results of probes that read them may change. */
  #rouse(): void {
    for (const runtime of this.#pods.values()) {
      if (runtime.ended || runtime.volumes === undefined || !runtime.isProbed) continue;
      runtime.rouse(this.context.clock.now);
      this.#sync.wakeForNext(runtime.pod, runtime);
    }
  }

  /** Processes that wait for another Pod may find it now. */
  #networkChanged(): void {
    for (const runtime of this.#pods.values()) {
      if (runtime.ended || runtime.volumes === undefined || !runtime.networkChanged()) continue;
      this.#sync.wakeForNext(runtime.pod, runtime);
    }
  }

  /** Handles the loss of the node's network. */
  cut(node: string, by: Actor): void {
    this.#machines.setCut(node, true, by);
  }

  /**
   * Handles the return of the node's network, or a restart of the kubelet: it reports, and does the work that it
   * missed.
   */
  restore(node: string, by: Actor): void {
    if (!this.#nodeStatus.isKnown(node)) throw notFound('nodes', '', node);
    this.#machines.setCut(node, false, by);
    this.context.clock.schedule(this.name, `node ${node}`, latency.nodeStatus);
    this.#wakePodsOn(node);
    for (const pod of this.#machines.straysOn(node)) this.#stopStray(pod);
  }

  /** Returns true if a Pod on the node, known to the API server or not, uses the volume. A finished Pod does not. */
  hasMounted(volume: string, node: string): boolean {
    for (const { node: at, phase, volumes } of this.#pods.values()) {
      const ended = phase === 'Failed' || phase === 'Succeeded';
      if (at === node && !ended && volumes?.includes(volume)) return true;
    }
    return false;
  }

  /** Handles a Pod whose object is gone; its containers keep running. */
  #forget(pod: Pod, by: Actor): void {
    const runtime = this.#pods.get(pod.metadata.uid);
    this.#admission.release(pod);
    if (runtime === undefined || runtime.ended || runtime.finished || !runtime.runs) {
      this.#pods.delete(pod.metadata.uid);
      return;
    }
    this.#machines.addStray(pod, by);
    if (!this.#machines.isCut(pod.spec.nodeName!)) this.#stopStray(pod);
  }

  #stopStray({ metadata }: Pod): void {
    this.context.clock.schedule(this.name, `stray ${metadata.uid}`, this.#options.terminate);
  }

  #endStray(uid: string): void {
    const pod = this.#machines.stray(uid);
    if (pod === undefined || this.#machines.isCut(pod.spec.nodeName!)) return;
    this.#pods.delete(uid);
    this.#machines.endStray(pod, actor('PodTerminated'));
  }

  /** A fault: only the readiness conditions change. */
  setReady(pod: Pod, ready: boolean): void {
    const runtime = this.#pods.get(pod.metadata.uid) ?? this.#admit(pod);
    runtime.ready = ready;
    this.#sync.report(pod, runtime);
  }

  /** A fault: all containers have ended; with `Failed`, at least one with an error. */
  finish(pod: Pod, phase: 'Failed' | 'Succeeded'): void {
    const runtime = this.#pods.get(pod.metadata.uid) ?? this.#admit(pod);
    runtime.finished = phase;
    this.#sync.report(pod, runtime);
  }

  /** Adds a Pod that ran before the cluster began: only its end is simulated. */
  find(pod: Pod, found: NonNullable<PodRuntime['found']>, volumes: readonly string[]): void {
    this.#hosts.keepImagesOf(pod);
    Object.assign(this.#admit(pod), { found, volumes });
  }

  #admit(pod: Pod): PodRuntime {
    const { nodeName = '', hostNetwork = false } = pod.spec;
    const ip = hostNetwork ? placeOf(this.context.store, nodeName, '').hostIP : this.#addresses.allocate(nodeName);
    const startTime = pod.status.startTime ?? timestamp(this.context.clock.now);
    const runtime = new PodRuntime(pod, ip, startTime, this.#isStandIn);
    this.#pods.set(runtime.uid, runtime);
    this.#admission.take(pod);
    return runtime;
  }

  /** Ends a Pod that the node rejects; the kubelet of the recordings admitted all. */
  #rejects(pod: Pod): boolean {
    const failure = this.#isStandIn ? undefined : this.#admission.failure(pod);
    if (failure === undefined) return false;
    const { now } = this.context.clock;
    const delay = this.#admission.delay(pod, now);
    if (delay > 0) {
      this.#wake(pod, delay, true);
      return true;
    }
    this.#admission.reject(pod, now);
    this.#hosts.event(pod, 'Warning', failure.reason, failure.message);
    const status = rejectedStatus(pod, failure, now);
    this.context.api.updateStatus({ ...pod, status } as Pod, actor('RejectPod'));
    return true;
  }
}

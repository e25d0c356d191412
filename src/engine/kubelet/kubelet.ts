/**
 * The kubelets of all nodes: they run the containers of the Pods bound to their node and report what became of them.
 * Real in what they report and when; simulated in what runs (see images.ts).
 */
// Models kubernetes/pkg/kubelet
import type { Node, Pod } from '../api/types.ts';
import { notFound } from '../apiserver/status-error.ts';
import { equal } from '../apiserver/values.ts';
import { type Component, type ComponentContext, splitKey, type Write } from '../controllers/component.ts';
import { latency } from '../controllers/latencies.ts';
import { timestamp } from '../sim/time.ts';
import type { Actor } from '../trace/history.ts';
import type { LogLine } from './container-host.ts';
import { Hosts } from './hosts.ts';
import { ContainerFiles } from './files/container-files.ts';
import { initialFiles, VolumeData } from './files/volume-data.ts';
import { leastGrace } from './lifecycle.ts';
import { Machines } from './machines.ts';
import { NodeStatus } from './node-status.ts';
import { PodAddresses } from './pod-addresses.ts';
import { PodRuntime } from './pod-runtime.ts';
import { podStatus } from './pod-status.ts';
import { mountProblem } from './references.ts';
import { VolumeMounts } from './volume-mounts.ts';

const actor = (reason: string) => ({ name: 'kubelet', reason });

export interface KubeletOptions {
  /**
   * `sandbox`, as a real kubelet: as soon as the Pod's network is set up, before any image is pulled. `running`: with
   * the first container that runs, as the stand-in kubelet did with which the control plane was recorded.
   */
  readonly podAddress: 'sandbox' | 'running';
  /** Virtual ms from SIGTERM to the end of a Pod whose processes behave. */
  readonly terminate: number;
  /** `attached`, as a real kubelet: a Pod waits for its volumes. `ignored`: volumes need not be attached. */
  readonly volumes: 'attached' | 'ignored';
  /** `instant`: images are there and containers start at once. Readiness takes its time all the same. */
  readonly start?: 'instant';
}

const realistic: KubeletOptions = { podAddress: 'sandbox', terminate: latency.terminate, volumes: 'attached' };

export class Kubelet implements Component {
  readonly name = 'kubelet';
  readonly #options: KubeletOptions;
  /** By Pod uid. */
  readonly #pods = new Map<string, PodRuntime>();
  /** Virtual ms of the last removal that is planned, by the time that the containers need. */
  readonly #lastEnds = new Map<number, number>();
  readonly #addresses = new PodAddresses();
  readonly #machines: Machines;
  readonly #nodeStatus: NodeStatus;
  readonly #volumes: VolumeMounts;
  readonly #data: VolumeData;
  readonly #hosts: Hosts;
  /** Pods that lack a ConfigMap or a Secret, by uid. */
  readonly #unconfigured = new Map<string, Pod>();

  constructor(
    private readonly context: ComponentContext,
    options: Partial<KubeletOptions>,
  ) {
    this.#options = { ...realistic, ...options };
    this.#machines = new Machines(context.recordNode);
    this.#nodeStatus = new NodeStatus(context);
    this.#volumes = new VolumeMounts(context, this.attachesVolumes);
    this.#data = new VolumeData(context.store);
    const { terminate, start } = this.#options;
    this.#hosts = new Hosts(context, { terminate, standIn: this.#isStandIn, instant: start === 'instant' }, (pod) =>
      this.#lacks(pod),
    );
  }

  get #isStandIn(): boolean {
    return this.#options.podAddress === 'running';
  }

  get attachesVolumes(): boolean {
    return this.#options.volumes === 'attached';
  }

  readonly watches = {
    nodes: ({ type, object }: Write): void => {
      if (type === 'DELETED') this.#nodeStatus.keep(object as Node);
      else this.#addresses.add(object.metadata.name);
    },
    configmaps: (): void => this.#configured(),
    secrets: (): void => this.#configured(),
    persistentvolumes: ({ type, object }: Write): void => {
      if (type === 'DELETED') this.#data.forget(object.metadata.name);
    },
    volumeattachments: ({ type, object }: Write): void => {
      if (type === 'DELETED') return;
      for (const key of this.#volumes.waitedFor(object.metadata.name)) {
        this.context.clock.schedule(this.name, key, latency.kubeletSync);
      }
    },
    pods: ({ type, object, previous, actor }: Write): void => {
      const pod = object as Pod;
      if (type === 'DELETED') this.#forget(pod, actor);
      else if (
        pod.spec !== (previous as Pod | undefined)?.spec ||
        pod.metadata.deletionTimestamp !== previous?.metadata.deletionTimestamp
      ) {
        if (pod.spec.nodeName) this.#wake(pod, latency.kubeletSync);
      }
    },
  };

  #wake(pod: Pod, delay: number, background = false): void {
    this.context.clock.schedule(this.name, `${pod.metadata.namespace}/${pod.metadata.name}`, delay, { background });
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
    // A Pod that goes is removed all the same when its containers have ended by themselves in the meantime.
    if (ended && !terminating) return;
    const runtime = this.#pods.get(pod.metadata.uid) ?? this.#admit(pod);
    if (terminating) return this.#terminate(pod, runtime);
    runtime.volumes ??= this.#mounted(pod);
    if (runtime.volumes === undefined) return this.#report(pod, runtime);
    this.#advance(pod, runtime);
    this.#report(pod, runtime);
    this.#wakeForNext(pod, runtime);
  }

  /** Names of the Pod's volumes; `undefined` while not all can be mounted. */
  #mounted(pod: Pod): readonly string[] | undefined {
    const volumes = this.#volumes.mountable(pod);
    for (const volume of volumes === undefined || this.#isStandIn ? [] : (pod.spec.volumes ?? [])) {
      const problem = mountProblem(volume, pod, this.context.store);
      if (problem === undefined) continue;
      const message = `MountVolume.SetUp failed for volume "${volume.name}" : ${problem}`;
      this.#hosts.event(pod, 'Warning', 'FailedMount', message);
      this.#lacks(pod);
      return undefined;
    }
    return volumes;
  }

  #lacks(pod: Pod): void {
    this.#unconfigured.set(pod.metadata.uid, pod);
  }

  /** A ConfigMap or a Secret is new: whoever could not begin without one tries again. */
  #configured(): void {
    for (const [uid, pod] of this.#unconfigured) {
      for (const container of this.#pods.get(uid)?.all ?? []) container.reconfigure();
      this.#wake(pod, latency.kubeletSync);
    }
    this.#unconfigured.clear();
  }

  /** The node's network is gone. */
  cut(node: string, by: Actor): void {
    this.#machines.setCut(node, true, by);
  }

  /** The node's network is back, or its kubelet is restarted: it reports, and does what it has missed. */
  restore(node: string, by: Actor): void {
    const { clock, store } = this.context;
    if (!this.#nodeStatus.isKnown(node)) throw notFound('nodes', '', node);
    this.#machines.setCut(node, false, by);
    clock.schedule(this.name, `node ${node}`, latency.nodeStatus);
    for (const pod of store.list('pods')) if (pod.spec.nodeName === node) this.#wake(pod, latency.kubeletSync);
    for (const pod of this.#machines.straysOn(node)) this.#stopStray(pod);
  }

  /** Whether a Pod on the node, known to the API server or not, uses the volume. A Pod that has ended lets go of it. */
  hasMounted(volume: string, node: string): boolean {
    for (const { node: at, phase, volumes } of this.#pods.values()) {
      const ended = phase === 'Failed' || phase === 'Succeeded';
      if (at === node && !ended && volumes?.includes(volume)) return true;
    }
    return false;
  }

  /** The API server has forgotten the Pod; what runs of it does not end by that. */
  #forget(pod: Pod, by: Actor): void {
    const runtime = this.#pods.get(pod.metadata.uid);
    if (runtime === undefined || runtime.ended || runtime.finished || !runtime.containers.some((c) => c.running)) {
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

  /** Fault: the readiness conditions change and nothing else. */
  setReady(pod: Pod, ready: boolean): void {
    const runtime = this.#pods.get(pod.metadata.uid) ?? this.#admit(pod);
    runtime.ready = ready;
    this.#report(pod, runtime);
  }

  /** Fault: all containers have ended; with `Failed` at least one of them in error. */
  finish(pod: Pod, phase: 'Failed' | 'Succeeded'): void {
    const runtime = this.#pods.get(pod.metadata.uid) ?? this.#admit(pod);
    runtime.finished = phase;
    this.#report(pod, runtime);
  }

  /** The files of a container that runs, known to the API server or not. */
  files(uid: string, container: string): ContainerFiles | undefined {
    const runtime = this.#pods.get(uid);
    const found = runtime?.all.find((c) => c.name === container && c.running);
    if (runtime === undefined || found === undefined || runtime.ended) return undefined;
    const layer = runtime.layer(found, () => initialFiles(runtime.pod, runtime.ip, found.wanted.image!));
    return new ContainerFiles(layer, this.#data.mountsOf(runtime, found.wanted));
  }

  /** What a container has printed; `undefined` when it has not run, or not before. */
  logs(uid: string, container: string, previous: boolean): readonly LogLine[] | undefined {
    return this.#pods
      .get(uid)
      ?.all.find((c) => c.name === container)
      ?.logs(previous);
  }

  /** Distinguishes one run of a container from another; `undefined` while it does not run. */
  runId(uid: string, container: string): string | undefined {
    return this.#pods.get(uid)?.all.find((c) => c.name === container && c.running)?.runId;
  }

  #admit(pod: Pod): PodRuntime {
    const ip = this.#addresses.allocate(pod.spec.nodeName!);
    const runtime = new PodRuntime(pod, ip, timestamp(this.context.clock.now), this.#isStandIn);
    this.#pods.set(runtime.uid, runtime);
    return runtime;
  }

  /** Moves the containers on, with the images that they are to have now. */
  #advance(pod: Pod, runtime: PodRuntime): void {
    const hostFor = this.#hosts.hostFor(pod, runtime.ip);
    const wanted = [...(pod.spec.initContainers ?? []), ...pod.spec.containers];
    runtime.all.forEach((container, i) => {
      if (container.wanted.image !== wanted[i]!.image) container.redefine(wanted[i]!, hostFor(container));
    });
    runtime.advance(this.context.clock.now, hostFor);
  }

  #wakeForNext(pod: Pod, runtime: PodRuntime): void {
    const { at, retry } = runtime.due;
    if (at < Infinity) this.#wake(pod, at - this.context.clock.now, retry);
  }

  /**
   * Hooks and SIGTERM, then the end of the containers within the grace period, then the Pod is removed. A Pod without a
   * running container takes time as well: its network and its volumes are taken down all the same.
   */
  #terminate(pod: Pod, runtime: PodRuntime): void {
    const { clock, api } = this.context;
    const hostFor = this.#hosts.hostFor(pod, runtime.ip);
    if (runtime.endsAt === undefined) {
      for (const c of runtime.all) if (c.running) hostFor(c).event('Normal', 'Killing', `Stopping container ${c.name}`);
      // Each removal is a request of its own; those of Pods that are told at the same time follow close on each other.
      const takes = runtime.stopTime(hostFor);
      runtime.endsAt = Math.max(clock.now + takes, (this.#lastEnds.get(takes) ?? 0) + latency.removal);
      this.#lastEnds.set(takes, runtime.endsAt);
    }
    // Counted from when the kubelet hears of it: a node that was cut off hears late.
    const killAt = clock.now + pod.metadata.deletionGracePeriodSeconds! * 1000 + leastGrace;
    runtime.endsAt = Math.min(runtime.endsAt, killAt);
    if (runtime.endsAt > clock.now) return this.#wake(pod, runtime.endsAt - clock.now);
    const { name, namespace, uid } = pod.metadata;
    runtime.ended = true;
    api.delete('pods', name, namespace, actor('PodTerminated'), { gracePeriodSeconds: 0, uid });
  }

  #report(pod: Pod, runtime: PodRuntime): void {
    const { clock, api, store } = this.context;
    const standIn = this.#isStandIn;
    if (this.#machines.isCut(runtime.node) || (standIn && !runtime.isOutcome)) return;
    const addresses = store.get('nodes', runtime.node)?.status.addresses;
    const hostIP = addresses?.find((a) => a.type === 'InternalIP')?.address;
    const status = podStatus(pod, runtime, { now: clock.now, hostIP, standIn });
    if (!equal(status, pod.status)) api.updateStatus({ ...pod, status } as Pod, actor('ReportStatus'));
  }
}

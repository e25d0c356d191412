/**
 * The kubelets of all nodes: they run the containers of the Pods bound to their node and report what became of them.
 * Real in what they report and when; simulated in what runs (see images.ts).
 */
// Models kubernetes/pkg/kubelet
import type { ContainerStatus, Node, Pod, PodCondition, PodStatus } from '../api/types.ts';
import { notFound } from '../apiserver/status-error.ts';
import { equal } from '../apiserver/values.ts';
import { type Component, type ComponentContext, splitKey, type Write } from '../controllers/component.ts';
import { latency } from '../controllers/latencies.ts';
import { timestamp } from '../sim/time.ts';
import type { Actor } from '../trace/history.ts';
import { ContainerRuntime } from './container-runtime.ts';
import { Machines } from './machines.ts';
import { NodeStatus } from './node-status.ts';
import { PodAddresses } from './pod-addresses.ts';
import { podConditions } from './pod-conditions.ts';
import { VolumeMounts } from './volume-mounts.ts';

const actor = (reason: string) => ({ name: 'kubelet', reason });

/** A Pod as its node knows it. */
interface PodRuntime {
  readonly uid: string;
  readonly node: string;
  /** Names of the volumes that are mounted; absent while one of them is not attached yet. */
  volumes?: readonly string[];
  readonly ip: string;
  readonly startTime: string;
  readonly initContainers: ContainerRuntime[];
  readonly containers: ContainerRuntime[];
  /** Virtual ms at which all containers have ended after SIGTERM. */
  endsAt?: number;
  /** They have. */
  ended?: boolean;
  /** A fault: what the readiness of the Pod is, whatever its containers say. */
  ready?: boolean;
  /** A fault: all containers have ended for good. */
  finished?: 'Failed' | 'Succeeded';
}

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
}

const realistic: KubeletOptions = { podAddress: 'sandbox', terminate: latency.terminate, volumes: 'attached' };

export class Kubelet implements Component {
  readonly name = 'kubelet';
  readonly #options: KubeletOptions;
  /** By Pod uid. */
  readonly #pods = new Map<string, PodRuntime>();
  /** Images on each node's disk. */
  readonly #images = new Map<string, Set<string>>();
  /** Virtual ms of the last removal that is planned. */
  #lastEnd = 0;
  readonly #addresses = new PodAddresses();
  readonly #machines: Machines;
  readonly #nodeStatus: NodeStatus;
  readonly #volumes: VolumeMounts;

  constructor(
    private readonly context: ComponentContext,
    options: Partial<KubeletOptions>,
  ) {
    this.#options = { ...realistic, ...options };
    this.#machines = new Machines(context.recordNode);
    this.#nodeStatus = new NodeStatus(context);
    this.#volumes = new VolumeMounts(context, this.attachesVolumes);
  }

  get attachesVolumes(): boolean {
    return this.#options.volumes === 'attached';
  }

  readonly watches = {
    nodes: ({ type, object }: Write): void => {
      if (type === 'DELETED') this.#nodeStatus.keep(object as Node);
      else this.#addresses.add(object.metadata.name);
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
    if (!pod?.spec.nodeName || this.#machines.isCut(pod.spec.nodeName)) return;
    if (pod.status.phase === 'Failed' || pod.status.phase === 'Succeeded') return;
    const runtime = this.#pods.get(pod.metadata.uid) ?? this.#admit(pod);
    if (pod.metadata.deletionTimestamp !== undefined) return this.#terminate(pod, runtime);
    runtime.volumes ??= this.#volumes.mountable(pod);
    if (runtime.volumes === undefined) return this.#report(pod, runtime);
    this.#advance(pod, runtime);
    this.#report(pod, runtime);
    this.#wakeForNext(pod, runtime);
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

  /** Whether a Pod on the node, known to the API server or not, uses the volume. */
  hasMounted(volume: string, node: string): boolean {
    for (const runtime of this.#pods.values()) {
      if (runtime.node === node && runtime.volumes?.includes(volume)) return true;
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

  #admit(pod: Pod): PodRuntime {
    const { uid } = pod.metadata;
    const runtime: PodRuntime = {
      uid,
      node: pod.spec.nodeName!,
      ip: this.#addresses.allocate(pod.spec.nodeName!),
      startTime: timestamp(this.context.clock.now),
      initContainers: (pod.spec.initContainers ?? []).map((c) => new ContainerRuntime(c, `${uid} ${c.name}`, true)),
      containers: pod.spec.containers.map((c) => new ContainerRuntime(c, `${uid} ${c.name}`, false)),
    };
    this.#pods.set(uid, runtime);
    return runtime;
  }

  /** Moves the containers on: init containers one after the other, then all others together. */
  #advance(pod: Pod, runtime: PodRuntime): void {
    runtime.containers.forEach((old, i) => {
      const wanted = pod.spec.containers[i]!;
      if (old.container.image === wanted.image) return;
      const message = `Container ${wanted.name} definition changed, will be restarted`;
      this.#event(pod, 'Normal', 'Killing', message, wanted.name);
      runtime.containers[i] = new ContainerRuntime(
        wanted,
        `${runtime.uid} ${wanted.name} ${wanted.image}`,
        false,
        old.restartCount + (old.hasRun ? 1 : 0),
      );
    });
    for (const container of this.#active(runtime)) {
      container.advance({
        now: this.context.clock.now,
        between: (min, max, purpose) => this.context.random.between(min, max, purpose),
        hasImage: (image) => this.#imagesOf(pod).has(image),
        keepImage: (image) => this.#imagesOf(pod).add(image),
        event: (type, reason, message) => this.#event(pod, type, reason, message, container.container.name),
      });
    }
    // An init container that has just ended lets the next ones begin.
    if (this.#active(runtime).some((c) => c.due.at <= this.context.clock.now)) this.#advance(pod, runtime);
  }

  /** The init container whose turn it is, or all containers once these are done. */
  #active(runtime: PodRuntime): readonly ContainerRuntime[] {
    const init = runtime.initContainers.find((c) => !c.completed);
    return init === undefined ? runtime.containers : [init];
  }

  #imagesOf(pod: Pod): Set<string> {
    const node = pod.spec.nodeName!;
    let images = this.#images.get(node);
    if (images === undefined) this.#images.set(node, (images = new Set()));
    return images;
  }

  #wakeForNext(pod: Pod, runtime: PodRuntime): void {
    const { now } = this.context.clock;
    const due = this.#active(runtime).map((c) => c.due);
    const next = Math.min(...due.map((d) => d.at));
    if (next === Infinity) return;
    this.#wake(
      pod,
      next - now,
      due.filter((d) => d.at === next).every((d) => d.retry),
    );
  }

  /**
   * SIGTERM, then the end of the containers within the grace period, then the Pod is removed. A Pod without a running
   * container takes as long: its network and its volumes are taken down all the same.
   */
  #terminate(pod: Pod, runtime: PodRuntime): void {
    const { clock, api } = this.context;
    // Counted from when the kubelet hears of it: a node that was cut off hears late.
    const killAt = clock.now + pod.metadata.deletionGracePeriodSeconds! * 1000;
    if (runtime.endsAt === undefined) {
      for (const c of runtime.containers) {
        if (c.running)
          this.#event(pod, 'Normal', 'Killing', `Stopping container ${c.container.name}`, c.container.name);
      }
      // Each removal is a request of its own; those of Pods that are told at the same time follow close on each other.
      runtime.endsAt = Math.max(clock.now + this.#options.terminate, this.#lastEnd + latency.removal);
      this.#lastEnd = runtime.endsAt;
    }
    runtime.endsAt = Math.min(runtime.endsAt, killAt);
    if (runtime.endsAt > clock.now) return this.#wake(pod, runtime.endsAt - clock.now);
    const { name, namespace, uid } = pod.metadata;
    runtime.ended = true;
    api.delete('pods', name, namespace, actor('PodTerminated'), { gracePeriodSeconds: 0, uid });
  }

  #report(pod: Pod, runtime: PodRuntime): void {
    const { clock, api, store } = this.context;
    if (this.#machines.isCut(runtime.node)) return;
    const { now } = clock;
    const statuses = runtime.containers.map((c): ContainerStatus => c.status(now));
    const initialized = runtime.initContainers.every((c) => c.completed);
    const phase =
      runtime.finished ?? (initialized && runtime.containers.every((c) => c.hasRun) ? 'Running' : 'Pending');
    const ready = runtime.ready ?? (phase === 'Running' && statuses.every((s) => s.ready));
    const hostIP = store
      .get('nodes', pod.spec.nodeName!)
      ?.status.addresses?.find((a) => a.type === 'InternalIP')?.address;
    const sandbox = runtime.volumes !== undefined;
    const hasAddress = (this.#options.podAddress === 'sandbox' && sandbox) || phase !== 'Pending';
    const status = {
      ...pod.status,
      phase,
      conditions: podConditions(pod, { sandbox, initialized, ready }, now) as PodCondition[],
      ...(hostIP !== undefined && { hostIP, hostIPs: [{ ip: hostIP }] }),
      ...(hasAddress && { podIP: runtime.ip, podIPs: [{ ip: runtime.ip }] }),
      startTime: runtime.startTime,
      ...(runtime.initContainers.length > 0 && {
        initContainerStatuses: runtime.initContainers.map((c) => c.status(now)),
      }),
      containerStatuses: statuses,
    } as PodStatus;
    if (!equal(status, pod.status)) api.updateStatus({ ...pod, status } as Pod, actor('ReportStatus'));
  }

  #event(pod: Pod, type: 'Normal' | 'Warning', reason: string, message: string, container: string): void {
    const init = pod.spec.initContainers?.some((c) => c.name === container) ?? false;
    this.context.recorder.event(pod, type, reason, message, 'kubelet', {
      host: pod.spec.nodeName!,
      fieldPath: `spec.${init ? 'initContainers' : 'containers'}{${container}}`,
    });
  }
}

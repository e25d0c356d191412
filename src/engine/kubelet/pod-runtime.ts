/** A Pod on its node: its containers, in the order in which they run. */
// Models kubernetes/pkg/kubelet/kubelet_pods.go (getPhase) and kuberuntime_manager.go (computePodActions)
import { isSidecar } from '../api/pod-requests.ts';
import type { Container, Pod, PodStatus } from '../api/types.ts';
import { equal } from '../base/values.ts';
import type { ContainerHost, ContainerOptions } from './containers/container-host.ts';
import { ContainerRuntime } from './containers/container-runtime.ts';
import type { ContainerFiles } from './files/container-files.ts';
import { FileTree } from './files/file-tree.ts';
import { leastGrace } from './containers/lifecycle.ts';
import { MountAttempts } from './volumes/mount-attempts.ts';
import type { PendingResize } from './pod-resize.ts';
import type { Listener } from './probes/probed-pod.ts';

export type PodPhase = 'Pending' | 'Running' | 'Succeeded' | 'Failed';

export class PodRuntime {
  readonly uid: string;
  readonly node: string;
  readonly initContainers: readonly ContainerRuntime[];
  readonly containers: readonly ContainerRuntime[];
  /** Ephemeral containers, in the order in which their names first appeared. */
  readonly ephemeralContainers: ContainerRuntime[] = [];
  /** Names of the mounted volumes; absent while one of them is not attached. */
  volumes?: readonly string[] | undefined;
  /** Virtual ms at which all containers have ended after SIGTERM. */
  endsAt?: number;
  /** True after that time: nothing of the Pod runs any more. */
  ended = false;
  /** The reason why the kubelet ends the Pod although it was not deleted. */
  failure?: { readonly reason: string; readonly message: string };
  readonly mounts = new MountAttempts();
  /** The reason why its containers do not have the desired resources yet. */
  pendingResize?: PendingResize | undefined;
  /** True while its containers get other resources. */
  resizes = false;
  /** Returns the status of a Pod that ran before the cluster began; absent if it follows from the containers. */
  found?: (pod: Pod, runtime: PodRuntime, now: number) => PodStatus;
  /** A fault: the readiness of the Pod, whatever its containers report. */
  ready?: boolean;
  /** A fault: all containers have ended for good. */
  finished?: 'Failed' | 'Succeeded';
  /** Volumes with the lifetime of the Pod, by name. */
  readonly #scratch = new Map<string, FileTree>();
  /** Files of containers, by name; a restart of the container replaces them. */
  readonly #files = new Map<string, { readonly runId: string; readonly files: ContainerFiles }>();
  /** The current runs of its containers. */
  #runs = '';
  /** Started sidecars, which no longer block the others. */
  #initialized = false;

  constructor(
    /** The Pod when the node first received it. */
    readonly pod: Pod,
    readonly ip: string,
    readonly startTime: string,
    private readonly standIn: boolean,
  ) {
    this.uid = pod.metadata.uid;
    this.node = pod.spec.nodeName!;
    const { initContainers = [], containers, restartPolicy = 'Always' } = pod.spec;
    this.initContainers = initContainers.map((c) =>
      this.#runtime(c, !isSidecar(c), isSidecar(c) ? 'Always' : restartPolicy),
    );
    this.containers = containers.map((c) => this.#runtime(c, false, restartPolicy));
    this.#initialized = initContainers.length === 0;
  }

  #runtime(c: Container, init: boolean, restart: ContainerOptions['restart']): ContainerRuntime {
    const waiting = this.pod.spec.initContainers?.length ? 'PodInitializing' : 'ContainerCreating';
    return new ContainerRuntime(c, { id: `${this.uid} ${c.name}`, init, restart, waiting, standIn: this.standIn });
  }

  get initialized(): boolean {
    return this.#initialized;
  }

  get all(): readonly ContainerRuntime[] {
    return [...this.initContainers, ...this.containers, ...this.ephemeralContainers];
  }

  get #sidecars(): readonly ContainerRuntime[] {
    return this.initContainers.filter((c) => !c.options.init);
  }

  /** Virtual ms of the next change, and whether all changes are only repetitions. */
  get due(): { readonly at: number; readonly retry: boolean } {
    const due = this.#active().map((c) => c.due);
    return { at: Math.min(...due.map((d) => d.at)), retry: due.every((d) => d.retry || d.at === Infinity) };
  }

  /** The stand-in kubelet of the recordings reports results, but no steps in between. */
  get isOutcome(): boolean {
    return this.found !== undefined || this.due.retry || this.finished !== undefined || this.ready !== undefined;
  }

  /** Adds new ephemeral containers: each runs once. */
  addEphemeral(wanted: readonly Container[]): void {
    for (const container of wanted) {
      if (this.ephemeralContainers.some(({ name }) => name === container.name)) continue;
      this.ephemeralContainers.push(this.#runtime(container, false, 'Never'));
    }
  }

  /**
   * Gives the containers other images, and other resources if the node has them.
   * @param wanted All containers but the ephemeral ones, which never change.
   * @param resize Returns the reason why the resources stay; otherwise it is called before the containers change.
   */
  redefine(
    wanted: readonly Container[],
    resize: { readonly problem: () => PendingResize | undefined; readonly begins: () => void },
    hostFor: (container: ContainerRuntime) => ContainerHost,
  ): void {
    const all = this.all.slice(0, wanted.length);
    const resized = all.some((c, i) => !equal(c.wanted.resources, wanted[i]!.resources));
    this.pendingResize = resized ? resize.problem() : undefined;
    if (resized && this.pendingResize === undefined) {
      this.resizes = true;
      resize.begins();
    }
    all.forEach((container, i) => {
      const next = wanted[i]!;
      if (container.wanted.image !== next.image) container.redefine(next, hostFor(container));
      else if (resized && this.pendingResize === undefined) container.resize(next, hostFor(container));
    });
  }

  /** Performs everything that is due; the end of a container may let others start. */
  advance(now: number, hostFor: (container: ContainerRuntime) => ContainerHost): void {
    for (;;) {
      const due = this.#active().filter((c) => c.due.at <= now);
      if (due.length === 0) return;
      for (const container of due) container.advance(hostFor(container));
      this.#noticeRuns(now);
    }
  }

  /** Returns the results of its containers. */
  get isProbed(): boolean {
    const { initContainers = [], containers } = this.pod.spec;
    return [...initContainers, ...containers].some((c) => c.readinessProbe ?? c.livenessProbe ?? c.startupProbe);
  }

  /** Notes that files, or containers of the Pod, have changed: the results of probes may change. */
  rouse(now: number): void {
    for (const container of this.all) container.rouse(now);
  }

  /**
   * Notes that Services or their endpoints have changed.
   * @returns true if a process makes requests to them.
   */
  networkChanged(): boolean {
    return this.all.map((container) => container.networkChanged()).includes(true);
  }

  /** Containers share an address: a start or an end changes who answers at a port. */
  #noticeRuns(now: number): void {
    const runs = this.all.map((c) => (c.running ? `${c.runId} ${c.listener?.process.serves}` : '')).join('\n');
    if (runs !== this.#runs) this.rouse(now);
    this.#runs = runs;
  }

  /**
   * Finds the listener of a port: `preferred` if it listens, otherwise a container that declares the port, otherwise
   * any that may listen.
   */
  listener(port: number, preferred: Listener): Listener | undefined {
    const all = [preferred, ...this.all.flatMap(({ listener }) => listener ?? [])];
    const open = all.filter(({ process: { ports } }) => ports?.has(port) ?? true);
    return open[0] === preferred ? preferred : (open.find(({ process }) => process.ports?.has(port)) ?? open[0]);
  }

  /**
   * Ends all running containers. A container that never ran will not run, except those that waited for an init
   * container.
   */
  end(hostFor: (container: ContainerRuntime) => ContainerHost): void {
    const begun = Math.max(
      0,
      this.initContainers.findLastIndex((c) => c.hasRun),
    );
    const over = [
      ...this.initContainers.slice(0, begun + 1),
      ...(this.#initialized ? this.containers : []),
      ...this.ephemeralContainers,
    ];
    for (const container of over) container.finish(hostFor(container));
    this.ended = true;
  }

  /**
   * Runs init containers one after the other, sidecars until they have started, then all others. Ephemeral ones run at
   * once.
   */
  #active(): readonly ContainerRuntime[] {
    if (this.#initialized) return [...this.ephemeralContainers, ...this.#sidecars, ...this.containers];
    const active = [...this.ephemeralContainers];
    for (const container of this.initContainers) {
      if (container.exitCode === 0) continue;
      active.push(container);
      if (container.options.init || !container.started) return active;
    }
    this.#initialized = true;
    return this.#active();
  }

  /** If the main containers have ended or cannot run, sidecars and ephemeral containers end, too. */
  get leavesHelpers(): boolean {
    return (
      [...this.#sidecars, ...this.ephemeralContainers].some((c) => c.running) &&
      (this.#initFailed || (this.#initialized && this.containers.every((c) => c.exitCode !== undefined)))
    );
  }

  get #initFailed(): boolean {
    return this.initContainers.some((c) => (c.exitCode ?? 0) !== 0);
  }

  /** True if one of its containers runs; for an imported Pod, the one that ran then. */
  get runs(): boolean {
    if (this.found !== undefined) return this.pod.status.containerStatuses?.some((c) => c.state?.running) ?? false;
    return this.containers.some((c) => c.running);
  }

  get phase(): PodPhase {
    if (this.finished !== undefined) return this.finished;
    if (this.ended) {
      const failed = this.failure !== undefined || !this.containers.every((c) => c.exitCode === 0);
      return failed ? 'Failed' : 'Succeeded';
    }
    // A Pod is not finished while one of its containers runs.
    if (this.leavesHelpers) return this.#initialized ? 'Running' : 'Pending';
    if (this.#initFailed) return 'Failed';
    if (!this.#initialized || !this.containers.every((c) => c.hasRun)) return 'Pending';
    const codes = this.containers.map((c) => c.exitCode);
    if (codes.includes(undefined)) return 'Running';
    return codes.every((code) => code === 0) ? 'Succeeded' : 'Failed';
  }

  /** Names of the containers that should have ended by now, or for sidecars, started. */
  get incomplete(): readonly string[] {
    const done = (c: ContainerRuntime): boolean => (c.options.init ? c.exitCode === 0 : c.started);
    return this.#initialized ? [] : this.initContainers.filter((c) => !done(c)).map((c) => c.name);
  }

  /** Names of the containers that should be ready and are not. */
  unready(now: number): readonly string[] {
    return [...this.#sidecars, ...this.containers].filter((c) => !c.ready(now)).map((c) => c.name);
  }

  scratch(volume: string): FileTree {
    let tree = this.#scratch.get(volume);
    if (tree === undefined) this.#scratch.set(volume, (tree = new FileTree()));
    return tree;
  }

  files({ name, runId }: ContainerRuntime, create: () => ContainerFiles): ContainerFiles {
    let current = this.#files.get(name);
    if (current?.runId !== runId) this.#files.set(name, (current = { runId, files: create() }));
    return current.files;
  }

  /** How long all containers take to end, in virtual ms: first the others together, then the sidecars from the last. */
  stopTime(hostFor: (container: ContainerRuntime) => ContainerHost): number {
    const most = Math.max(0, ...this.all.map((c) => hostFor(c).grace)) * 1000 + leastGrace;
    const { terminate } = hostFor(this.containers[0]!);
    if (this.standIn || !this.all.some((c) => c.running)) return terminate;
    const sidecars = this.#sidecars;
    const others = this.all.filter((c) => !sidecars.includes(c));
    let takes = Math.max(0, ...others.map((c) => c.stopTime(hostFor(c))));
    for (const container of sidecars.toReversed()) {
      const host = hostFor(container);
      takes += container.stopTime({ ...host, grace: Math.max(0, host.grace - takes / 1000) });
    }
    return Math.min(takes, most);
  }
}

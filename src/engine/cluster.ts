/** Puts the control plane together: store, API server, clock, controllers, nodes, and the history of it all. */
import type { FeatureGates } from './api/feature-gates.ts';
import type { Manifest, Pod } from './api/types.ts';
import type { ApiServer } from './apiserver/api.ts';
import { Server } from './apiserver/api-server.ts';
import { ObjectStore, type Write } from './apiserver/object-store.ts';
import { isNamespaceTerminating, notFound, StatusError } from './apiserver/status-error.ts';
import { bootstrapManifests } from './bootstrap.ts';
import { withFields } from './apiserver/values.ts';
import type { Component, ComponentContext } from './controllers/component.ts';
import { AttachDetachController } from './controllers/attachdetach/attach-detach-controller.ts';
import { DisruptionController } from './controllers/disruption/disruption-controller.ts';
import { DeploymentController } from './controllers/deployment/deployment.ts';
import { EndpointSliceController } from './controllers/endpointslice/endpoint-slice-controller.ts';
import { EventRecorder } from './controllers/event-recorder.ts';
import { GarbageCollector } from './controllers/garbagecollector/garbage-collector.ts';
import { NamespaceController } from './controllers/namespace/namespace-controller.ts';
import { NodeLifecycleController } from './controllers/nodelifecycle/node-lifecycle-controller.ts';
import { TaintEvictionController } from './controllers/nodelifecycle/taint-eviction-controller.ts';
import { PodGarbageCollector } from './controllers/podgc/pod-gc-controller.ts';
import { ReplicaSetController } from './controllers/replicaset/replica-set.ts';
import { StatefulSetController } from './controllers/statefulset/stateful-set.ts';
import { ClaimProtectionController } from './controllers/volume/claim-protection.ts';
import { PersistentVolumeBinder } from './controllers/volume/persistent-volume-binder.ts';
import { DnsCache } from './dns/resolver.ts';
import { type Containers, containersOf } from './kubelet/containers.ts';
import { Kubelet, type KubeletOptions } from './kubelet/kubelet.ts';
import { Scheduler } from './scheduler/scheduler.ts';
import { Clock } from './sim/clock.ts';
import { Random } from './sim/random.ts';
import type { Actor, HistoryRecord, WriteRecord } from './trace/history.ts';
import type { Input, Turn } from './trace/input.ts';

export interface ClusterOptions {
  /** Everything that looks like chance (uids, image pull times) comes from it. Default 1. */
  readonly seed?: number;
  readonly featureGates?: Partial<FeatureGates>;
  /** In what the kubelets differ from real ones. */
  readonly kubelet?: Partial<KubeletOptions>;
  /** Seconds for which a node may be silent before it counts as lost. Default 50, as the controller manager's. */
  readonly nodeMonitorGracePeriod?: number;
}

/**
 * A cluster with three nodes, the StorageClasses `standard` (default) and `shared-ssd-storage`, and the controllers.
 * Time stands still unless one of the methods below moves it.
 */
export interface Cluster {
  readonly api: ApiServer;
  /** Everything that happened, oldest first. Grows only. */
  readonly history: readonly HistoryRecord[];
  /** What came from outside, oldest first; refused requests as well. Grows only. */
  readonly inputs: readonly Input[];
  /** The moments after each task and input that left records, oldest first. Grows only. */
  readonly turns: readonly Turn[];
  /**
   * Repeats recorded inputs, each at its own moment, up to `turn` if it is given. For a new cluster with the options of
   * the recorded one: its history is then the same.
   * @throws Error when an input is none that a cluster knows.
   */
  replay(inputs: readonly Input[], turn?: Turn): void;
  /** Virtual milliseconds since the cluster was made. */
  now(): number;
  /** When the next task is due, or `undefined` when nothing will ever happen by itself. */
  nextTaskAt(): number | undefined;
  /** True when only endless retries (image pull, crash back-off) are left to run. */
  atRest(): boolean;
  /** Runs the next task, moving time to it. False when there was none. */
  step(): boolean;
  /**
   * Runs tasks until a controller has decided something (to write, or to wait for something new), or all is at rest.
   * False when nothing was left to run.
   */
  stepDecision(): boolean;
  /** Runs every task due up to `time` (virtual ms) and sets the clock to it. */
  advanceTo(time: number): void;
  /** Runs until {@link atRest}. Throws after `maxTasks` (a controller that never comes to rest is a bug). */
  settle(maxTasks?: number): void;
  /** Called after every task and every request that wrote something, with the new records. Returns the unsubscriber. */
  subscribe(listener: (records: readonly HistoryRecord[]) => void): () => void;
  /**
   * Cuts the machine off from the network: its kubelet neither reports nor hears anything, its containers run on.
   * Throws StatusError when there is no such Node.
   */
  cutNode(name: string, actor: Actor): void;
  /** The machine is back; if its Node was deleted meanwhile, its kubelet registers it anew. */
  restoreNode(name: string, actor: Actor): void;
  /** The cluster's DNS server; it remembers what it was asked, and that is not written down. */
  readonly dns: DnsCache;
  readonly containers: Containers;
  /** What no API request can do: the outside world acting on the cluster. Throws StatusError when there is no such Pod. */
  readonly faults: {
    /** The kubelet reports that all containers of the Pod have ended. */
    finishPod(name: string, namespace: string, phase: 'Failed' | 'Succeeded'): void;
    /** The kubelet reports a change of readiness without restarting anything. */
    setPodReady(name: string, namespace: string, ready: boolean): void;
  };
}

/** Makes a cluster. Same options and same requests at the same virtual times give the same history. */
export function createCluster(options: ClusterOptions = {}): Cluster {
  return new ControlPlane(options);
}

class ControlPlane implements Cluster {
  readonly api: ApiServer;
  readonly faults: Cluster['faults'];
  readonly cutNode: Cluster['cutNode'];
  readonly restoreNode: Cluster['restoreNode'];
  readonly dns: DnsCache;
  readonly containers: Cluster['containers'];
  readonly history: HistoryRecord[] = [];
  readonly inputs: Input[] = [];
  readonly turns: Turn[] = [];
  readonly #verbs: ReadonlyMap<string, (...args: never[]) => unknown>;
  /** How many tasks have run. */
  #steps = 0;
  readonly #clock = new Clock(-1000);
  readonly #components = new Map<string, Component>();
  readonly #watchers = new Map<string, ((write: Write) => void)[]>();
  readonly #listeners = new Set<(records: readonly HistoryRecord[]) => void>();
  /** How much of the history the listeners have been told. */
  #told = 0;
  readonly #store: ObjectStore;
  readonly #kubelet: Kubelet;

  constructor({ seed = 1, featureGates = {}, kubelet = {}, nodeMonitorGracePeriod = 50 }: ClusterOptions) {
    const clock = this.#clock;
    const random = new Random(seed);
    const gates: FeatureGates = { MaxUnavailableStatefulSet: false, ...featureGates };
    this.#store = new ObjectStore((write) => this.#record(write));
    const store = this.#store;
    const server = { store, clock, random, gates };
    const internal = new Server(server, false);
    const context: ComponentContext = {
      api: internal,
      store,
      clock,
      random,
      gates,
      recorder: new EventRecorder(internal, clock),
      recordSync: (controller, key, decisions) =>
        this.history.push({ type: 'SYNC', seq: this.history.length, at: clock.now, controller, key, decisions }),
      recordNode: (node, connected, strays, actor) =>
        this.history.push({ type: 'NODE', seq: this.history.length, at: clock.now, node, connected, strays, actor }),
    };
    this.#kubelet = new Kubelet(context, kubelet);
    const nodeLifecycle = new NodeLifecycleController(context, nodeMonitorGracePeriod * 1000);
    const components = [
      new StatefulSetController(context),
      new DeploymentController(context),
      new ReplicaSetController(context),
      new PersistentVolumeBinder(context),
      new ClaimProtectionController(context),
      new GarbageCollector(context),
      new EndpointSliceController(context),
      new Scheduler(context),
      nodeLifecycle,
      new TaintEvictionController(context),
      new PodGarbageCollector(context),
      new DisruptionController(context),
      new NamespaceController(context),
      ...(this.#kubelet.attachesVolumes
        ? [new AttachDetachController(context, (volume, node) => this.#kubelet.hasMounted(volume, node))]
        : []),
      this.#kubelet,
    ] satisfies Component[];
    for (const component of components) this.#attach(component);
    for (const manifest of bootstrapManifests()) internal.create(manifest, { name: 'lab', reason: 'Bootstrap' });
    while (!clock.atRest) this.#runNext();
    // It is a running cluster that people get: its own beginnings lie before time 0.
    clock.moveTo(0);
    this.#told = this.history.length;
    this.turns.length = 0;
    this.#endTurn();
    const door = new Server(server, true);
    const requests = {
      create: door.create.bind(door),
      update: door.update.bind(door),
      updateStatus: door.updateStatus.bind(door),
      patch: door.patch.bind(door),
      delete: door.delete.bind(door),
      evictPod: door.evictPod.bind(door),
    };
    const faults: Cluster['faults'] = {
      finishPod: (name, namespace, phase) => this.#kubelet.finish(this.#pod(name, namespace), phase),
      setPodReady: (name, namespace, ready) => this.#kubelet.setReady(this.#pod(name, namespace), ready),
    };
    const nodes: Pick<Cluster, 'cutNode' | 'restoreNode'> = {
      cutNode: (name, actor) => {
        if (store.get('nodes', name) === undefined) throw notFound('nodes', '', name);
        this.#kubelet.cut(name, actor);
        nodeLifecycle.silence(name);
      },
      restoreNode: (name, actor) => {
        nodeLifecycle.hear(name);
        this.#kubelet.restore(name, actor);
      },
    };
    const { changeFile, ...looks } = containersOf(this.#kubelet, (volume, files) => {
      const actor = { name: 'user', reason: 'exec' };
      this.history.push({ type: 'DATA', seq: this.history.length, at: clock.now, volume, files, actor });
    });
    this.#verbs = new Map(Object.entries({ ...requests, ...faults, ...nodes, changeFile }));
    ({ cutNode: this.cutNode, restoreNode: this.restoreNode } = this.#asked(nodes));
    this.api = { get: door.get.bind(door), list: door.list.bind(door), ...this.#asked(requests) } as ApiServer;
    this.faults = this.#asked(faults);
    this.dns = new DnsCache(this.api, () => clock.now);
    this.containers = { ...looks, ...this.#asked({ changeFile }) };
  }

  /** The same methods; whatever is asked of them is written down, and told of when it is over. */
  #asked<Verbs extends object>(verbs: Verbs): Verbs {
    const asked = Object.keys(verbs).map((verb) => [verb, (...args: unknown[]) => this.#ask(verb, args)]);
    return Object.fromEntries(asked) as Verbs;
  }

  #ask(verb: string, args: readonly unknown[]): unknown {
    const perform = this.#verbs.get(verb);
    if (perform === undefined) throw new Error(`a cluster knows no input ${verb}`);
    // A copy: what was asked stays what it was, whatever the asker does with it.
    const kept = JSON.parse(JSON.stringify(args)) as unknown[];
    this.inputs.push({ at: this.#clock.now, steps: this.#steps, verb, args: kept });
    try {
      return perform(...(args as never[]));
    } finally {
      this.#endTurn();
      this.#tell();
    }
  }

  replay(inputs: readonly Input[], turn?: Turn): void {
    for (const { verb, args, at, steps } of inputs.slice(0, turn?.inputs)) {
      this.#runUntil(steps, at);
      try {
        // JSON knows no `undefined`: an argument that was left out has become null.
        this.#ask(
          verb,
          args.map((argument) => argument ?? undefined),
        );
      } catch (error) {
        // It was refused then as well.
        if (!(error instanceof StatusError)) throw error;
      }
    }
    if (turn !== undefined) this.#runUntil(turn.steps, turn.at);
    this.#tell();
  }

  #runUntil(steps: number, at: number): void {
    while (this.#steps < steps && this.#runNext());
    this.#clock.moveTo(at);
  }

  now(): number {
    return this.#clock.now;
  }

  nextTaskAt(): number | undefined {
    return this.#clock.peek()?.at;
  }

  atRest(): boolean {
    return this.#clock.atRest;
  }

  step(): boolean {
    const ran = this.#runNext();
    this.#tell();
    return ran;
  }

  stepDecision(): boolean {
    let ran = false;
    while (this.#clock.peek() !== undefined && !(ran && this.#clock.atRest)) {
      const from = this.history.length;
      ran = this.#runNext();
      if (this.history.slice(from).some(isNewDecision)) break;
    }
    this.#tell();
    return ran;
  }

  advanceTo(time: number): void {
    for (let task = this.#clock.peek(); task !== undefined && task.at <= time; task = this.#clock.peek())
      this.#runNext();
    this.#clock.moveTo(time);
    this.#tell();
  }

  settle(maxTasks = 1_000_000): void {
    for (let n = 0; !this.#clock.atRest; n++) {
      if (n >= maxTasks) throw new Error(`the cluster did not come to rest within ${maxTasks} tasks`);
      this.#runNext();
    }
    this.#tell();
  }

  subscribe(listener: (records: readonly HistoryRecord[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #attach(component: Component): void {
    this.#components.set(component.name, component);
    for (const [resource, watcher] of Object.entries(component.watches)) {
      const watchers = this.#watchers.get(resource) ?? [];
      watchers.push(watcher);
      this.#watchers.set(resource, watchers);
    }
  }

  #record(write: Write): void {
    this.history.push(withFields(write, { seq: this.history.length, at: this.#clock.now }) as WriteRecord);
    for (const watcher of this.#watchers.get(write.resource) ?? []) watcher(write);
  }

  #runNext(): boolean {
    const task = this.#clock.take();
    if (task === undefined) return false;
    try {
      this.#components.get(task.handler)!.run(task.key);
    } catch (error) {
      // Until the namespace controller has come by, others may still want to create something there.
      if (!isNamespaceTerminating(error)) throw error;
    }
    this.#steps++;
    this.#endTurn();
    return true;
  }

  #endTurn(): void {
    const seq = this.history.length;
    if (seq === this.turns.at(-1)?.seq) return;
    this.turns.push({ seq, at: this.#clock.now, steps: this.#steps, inputs: this.inputs.length });
  }

  #tell(): void {
    if (this.#told === this.history.length) return;
    const records = this.history.slice(this.#told);
    this.#told = this.history.length;
    for (const listener of this.#listeners) listener(records);
  }

  #pod(name: string, namespace: string): Pod {
    const pod = this.#store.get('pods', name, namespace);
    if (pod === undefined) throw notFound('pods', '', name);
    return pod;
  }
}

/** A reconcile that wrote something or found something to say beyond "nothing to do". */
function isNewDecision(record: HistoryRecord): boolean {
  return record.type === 'SYNC' && record.decisions.some((d) => d.verb !== 'done' && d.verb !== 'keep');
}

export type { Manifest };

/** Assembles the control plane: store, API server, clock, controllers, nodes, and the history. */
import type { FeatureGates } from './api/feature-gates.ts';
import type { Pod } from './api/types.ts';
import type { AdmissionPlugins } from './apiserver/admission/plugin.ts';
import type { ApiServer } from './apiserver/api.ts';
import { Server } from './apiserver/api-server.ts';
import { FieldManagers } from './apiserver/managedfields/field-managers.ts';
import { ObjectStore, type NewWrite } from './apiserver/object-store.ts';
import { isForbidden, isNamespaceTerminating, notFound } from './base/status-error.ts';
import { bootstrapManifests } from './bootstrap.ts';
import type { Cluster, ClusterOptions } from './cluster-door.ts';
import { componentsOf } from './components.ts';
import { type Component, type ComponentContext, watchedAs } from './controllers/component.ts';
import { EventRecorder } from './controllers/event-recorder.ts';
import { NodeLifecycleController } from './controllers/nodelifecycle/node-lifecycle-controller.ts';
import { Retries } from './controllers/retries.ts';
import { DnsCache } from './dns/resolver.ts';
import type { Containers } from './kubelet/containers/containers.ts';
import { Kubelet } from './kubelet/kubelet.ts';
import { type Replayed, replaying } from './replay.ts';
import { Clock } from './sim/clock.ts';
import { Random } from './sim/random.ts';
import { type HistoryRecord, isDecision } from './trace/history.ts';
import type { Input, ReplayEnd, ReplayInput, Place, Turn } from './trace/input.ts';
import { Journal, type Listener } from './trace/journal.ts';

/** Largest work of one task or request in a replay: ten times as much as in a full cluster of ordinary Pods. */
const maxTaskWork = 15_000;

/** Makes a cluster. The same options and the same requests at the same virtual times give the same history. */
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
  readonly #verbs: ReadonlyMap<string, (...args: never[]) => unknown>;
  readonly #clock: Clock;
  readonly #journal: Journal;
  readonly history: readonly HistoryRecord[];
  readonly inputs: readonly Input[];
  readonly turns: readonly Turn[];
  readonly #replayed: Replayed;
  readonly #components = new Map<string, { readonly component: Component; readonly retries: Retries }>();
  readonly #watchers = new Map<string, ((write: NewWrite) => void)[]>();
  readonly #store: ObjectStore;
  readonly #kubelet: Kubelet;

  constructor(options: ClusterOptions) {
    const { seed = 1, featureGates, admissionPlugins, kubelet = {}, nodeMonitorGracePeriod = 50, restored } = options;
    const { at = 0, revision = 0, bootstrap = bootstrapManifests(), withhold } = restored ?? {};
    const clock = (this.#clock = new Clock(at - 1000));
    const journal = (this.#journal = new Journal(clock));
    ({ history: this.history, inputs: this.inputs, turns: this.turns } = journal);
    this.#replayed = { clock, journal, runNext: () => this.#runNext(), ask: (verb, args) => this.#ask(verb, args) };
    const random = new Random(seed);
    const gates: FeatureGates = { MaxUnavailableStatefulSet: false, ...featureGates };
    this.#store = new ObjectStore((write) => this.#record(write));
    const store = this.#store;
    const plugins: AdmissionPlugins = { ServiceAccount: true, ...admissionPlugins };
    const server = { store, clock, random, gates, plugins, managers: new FieldManagers(journal.history) };
    const internal = new Server(server, false);
    const context: ComponentContext = {
      api: internal,
      store,
      clock,
      random,
      gates,
      plugins,
      recorder: new EventRecorder(internal, clock),
      recordSync: (controller, key, decisions) => journal.record({ type: 'SYNC', controller, key, decisions }),
      recordNode: (node, connected, strays, actor) => journal.record({ type: 'NODE', node, connected, strays, actor }),
      recordData: (volume, files, actor) => journal.record({ type: 'DATA', volume, files, actor }),
    };
    this.#kubelet = new Kubelet(context, kubelet);
    const nodeLifecycle = new NodeLifecycleController(context, nodeMonitorGracePeriod * 1000);
    const components = componentsOf(context, { kubelet: this.#kubelet, nodeLifecycle });
    for (const component of components) this.#attach(component);
    store.countFrom(revision);
    for (const manifest of bootstrap) internal.create(manifest, { name: 'lab', reason: 'Bootstrap' });
    while (!clock.atRest) this.#runNext();
    // Users get a running cluster: its bootstrap lies before time 0.
    clock.moveTo(at);
    restored?.restore({ store, clock, journal, component: (name) => this.#components.get(name)?.component });
    journal.begin();
    const door = new Server(server, true);
    const requests = methodsOf(door, 'create', 'update', 'updateStatus', 'patch', 'delete', 'evictPod');
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
    const { containers } = this.#kubelet;
    const acts = methodsOf(containers, 'changeFile', 'endProcess');
    this.#verbs = new Map(Object.entries({ ...requests, ...faults, ...nodes, ...acts }));
    ({ cutNode: this.cutNode, restoreNode: this.restoreNode } = this.#asked(nodes));
    const reads = methodsOf(door, 'get', 'list', 'managedFields');
    this.api = { ...reads, ...this.#asked(requests), ...(withhold && { withhold }) } as ApiServer;
    this.faults = this.#asked(faults);
    this.dns = new DnsCache(this.api, () => clock.now);
    const looks = methodsOf(containers, 'runId', 'environment', 'files', 'listens', 'logs', 'waitsForInput');
    this.containers = { ...looks, ...this.#asked(acts) } as Containers;
  }

  /** The same methods, with a journal: each request is recorded, and listeners are notified after it. */
  #asked<Verbs extends object>(verbs: Verbs): Verbs {
    const asked = Object.keys(verbs).map((verb) => [verb, (...args: unknown[]) => this.#ask(verb, args)]);
    return Object.fromEntries(asked) as Verbs;
  }

  #ask(verb: string, given: readonly unknown[]): unknown {
    const perform = this.#verbs.get(verb);
    if (perform === undefined) throw new Error(`a cluster knows no input ${verb}`);
    const args = this.api.withhold?.(given) ?? given;
    this.#journal.asked(verb, args);
    try {
      return perform(...(args as never[]));
    } finally {
      this.#journal.endTurn();
      this.#journal.tell();
    }
  }

  replay(inputs: readonly ReplayInput[], end?: ReplayEnd): void {
    const repeated = this.replaying(inputs, end);
    while (!repeated.next().done);
  }

  *replaying(inputs: readonly ReplayInput[], end?: ReplayEnd): Generator<void, void> {
    const repeated = replaying(this.#replayed, inputs, end);
    try {
      for (let over = false; !over; over = repeated.next().done === true) {
        this.#store.limit = this.#store.work + maxTaskWork;
        this.#journal.tell();
        yield;
      }
    } finally {
      this.#store.limit = Infinity;
    }
  }

  work(): number {
    return this.#journal.work + this.#store.work;
  }

  place(): Place {
    return { at: this.#clock.now, after: this.#journal.after };
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
    this.#journal.tell();
    return ran;
  }

  stepDecision(): boolean {
    let ran = false;
    while (this.#clock.peek() !== undefined && !(ran && this.#clock.atRest)) {
      const from = this.history.length;
      ran = this.#runNext();
      if (this.history.slice(from).some(isDecision)) break;
    }
    this.#journal.tell();
    return ran;
  }

  advanceTo(time: number): void {
    for (let task = this.#clock.peek(); task !== undefined && task.at <= time; task = this.#clock.peek())
      this.#runNext();
    this.#clock.moveTo(time);
    this.#journal.tell();
  }

  settle(maxTasks = 1_000_000): void {
    for (let n = 0; !this.#clock.atRest; n++) {
      if (n >= maxTasks) throw new Error(`the cluster did not come to rest within ${maxTasks} tasks`);
      this.#runNext();
    }
    this.#journal.tell();
  }

  subscribe(listener: Listener): () => void {
    return this.#journal.subscribe(listener);
  }

  #attach(component: Component): void {
    this.#components.set(component.name, { component, retries: new Retries(this.#clock, component.name) });
    for (const [resource, watcher] of Object.entries(component.watches)) {
      const watchers = this.#watchers.get(resource) ?? [];
      watchers.push(watcher);
      this.#watchers.set(resource, watchers);
    }
  }

  #record(write: NewWrite): void {
    this.#journal.record(write);
    for (const watcher of this.#watchers.get(watchedAs(write.resource)) ?? []) watcher(write);
  }

  #runNext(): boolean {
    const task = this.#clock.take();
    if (task === undefined) return false;
    const { component, retries } = this.#components.get(task.handler)!;
    try {
      component.run(task.key);
      retries.done(task.key, false);
    } catch (error) {
      if (!isForbidden(error)) throw error;
      // In a namespace that is being deleted, nothing can be created later; a quota or a full cluster may have room
      // later.
      if (!isNamespaceTerminating(error)) retries.done(task.key, true);
    }
    this.#journal.endStep();
    return true;
  }

  #pod(name: string, namespace: string): Pod {
    const pod = this.#store.get('pods', name, namespace);
    if (pod === undefined) throw notFound('pods', '', name);
    return pod;
  }
}

const methodsOf = <T extends object>(owner: T, ...names: readonly (keyof T)[]): Partial<T> =>
  Object.fromEntries(names.map((name) => [name, (owner[name] as () => unknown).bind(owner)])) as Partial<T>;

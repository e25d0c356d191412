/** Follows a cluster: a state machine for each kind, and one that checks if the API server answers. */
import { type KubernetesObject, Random } from '../engine/index.ts';
import type { Redact } from './decode.ts';
import { KindWatch } from './kind-watch.ts';
import { type LiveResource, liveResources } from './kinds.ts';
import { type Limits, maxStreams } from './limits.ts';
import type { ObjectChange } from './known-objects.ts';
import { type Heard, ServerCheck, type ServerEffect, type ServerStatus } from './server-check.ts';
import type { Effect, KindStatus, WatchInput } from './watch-protocol.ts';

/** The kind of an input or an effect; `server` for the check of the API server. */
export type LiveInput =
  | { readonly of: LiveResource; readonly input: Exclude<WatchInput, { readonly type: 'start' | 'tick' | 'slept' }> }
  | { readonly of: 'server'; readonly input: Heard };

export type LiveEffect =
  | { readonly of: LiveResource; readonly effect: Exclude<Effect, { readonly do: 'record' }> }
  | { readonly of: 'server'; readonly effect: ServerEffect };

/** A change of an object of some kind. */
export type LiveChange = ObjectChange & { readonly resource: LiveResource };

export interface LiveStatus {
  readonly kinds: readonly KindStatus[];
  readonly server: ServerStatus;
}

export interface LiveClusterOptions {
  readonly namespace: string;
  /** Chooses the pauses. */
  readonly seed: number;
  readonly redact?: Redact;
  readonly resources?: readonly LiveResource[];
  readonly limits?: Partial<Limits>;
  /** Called with the changes in order: first with all existing objects, then with each change. */
  readonly onChanges: (changes: readonly LiveChange[], at: number) => void;
}

/** Ticks come each second. A longer gap than this (ms) means that the computer was asleep. */
const sleepGap = 90_000;
/** Longest wait (ms) for the first list of each kind before the recording begins. */
const firstWait = 15_000;

export class LiveCluster {
  readonly #watches: ReadonlyMap<LiveResource, KindWatch>;
  readonly #server: ServerCheck;
  #streams = 0;
  #begun: number | undefined;
  #ticked: number | undefined;
  /** Changes that wait until each kind has had its first list. */
  #first: Map<LiveResource, ObjectChange[]> | undefined = new Map();

  constructor(private readonly options: LiveClusterOptions) {
    const { namespace, seed, redact = (object) => object, resources = liveResources, limits } = options;
    const random = new Random(seed);
    const grantStream = (): boolean => this.#streams < maxStreams && ++this.#streams > 0;
    this.#watches = new Map(
      resources.map((resource) => [
        resource,
        new KindWatch({ resource, namespace, random, redact, grantStream, ...(limits && { limits }) }),
      ]),
    );
    this.#server = new ServerCheck(limits);
  }

  /** Starts. Returns the effects. */
  start(at: number): readonly LiveEffect[] {
    this.#begun = at;
    this.#ticked = at;
    return [...this.#each({ type: 'start' }, at), ...this.#serverEffects(this.#server.tick(at))];
  }

  /** Handles the passing of time; call it each second. */
  tick(at: number): readonly LiveEffect[] {
    const gap = at - (this.#ticked ?? at);
    this.#ticked = at;
    const slept = gap >= sleepGap ? this.#each({ type: 'slept' }, at) : [];
    const effects = [...slept, ...this.#each({ type: 'tick' }, at), ...this.#serverEffects(this.#server.tick(at))];
    this.#begin(at);
    return effects;
  }

  /** Handles an input. */
  take({ of, input }: LiveInput, at: number): readonly LiveEffect[] {
    if (of === 'server') return this.#serverEffects(this.#server.take(input, at));
    const watch = this.#watches.get(of);
    const effects = watch === undefined ? [] : this.#effects(of, watch.take(input, at), at);
    this.#begin(at);
    return effects;
  }

  status(at: number): LiveStatus {
    const server = this.#server.status();
    const kinds = [...this.#watches.values()].map((watch) => watch.status(at));
    // A watch that is open through a proxy does not report that the server behind it is gone.
    return { server, kinds: server.lost ? kinds.map((kind) => ({ ...kind, stale: true })) : kinds };
  }

  /** Returns the state machine of a kind. */
  watch(resource: LiveResource): KindWatch | undefined {
    return this.#watches.get(resource);
  }

  /** Returns all known objects. */
  objects(): readonly KubernetesObject[] {
    return [...this.#watches.values()].flatMap((watch) => watch.objects);
  }

  #each(input: WatchInput, at: number): readonly LiveEffect[] {
    return [...this.#watches].flatMap(([resource, watch]) => this.#effects(resource, watch.take(input, at), at));
  }

  #serverEffects(effects: readonly ServerEffect[]): readonly LiveEffect[] {
    return effects.map((effect) => ({ of: 'server', effect }));
  }

  #effects(resource: LiveResource, effects: readonly Effect[], at: number): readonly LiveEffect[] {
    return effects.flatMap((effect): readonly LiveEffect[] => {
      if (effect.do !== 'record') return [{ of: resource, effect }];
      if (this.#first === undefined) this.#report(resource, effect.changes, at);
      else this.#first.set(resource, [...(this.#first.get(resource) ?? []), ...effect.changes]);
      return [];
    });
  }

  /** Reports all first lists as one moment: if only some were reported, Pods would seem to have no set. */
  #begin(at: number): void {
    if (this.#first === undefined) return;
    const isComplete = [...this.#watches.values()].every(({ answered }) => answered);
    if (!isComplete && at - (this.#begun ?? at) < firstWait) return;
    const first = this.#first;
    if (first.size === 0 && !isComplete) return;
    this.#first = undefined;
    const changes = [...this.#watches.keys()].flatMap((resource) =>
      (first.get(resource) ?? []).map((change) => ({ ...change, resource })),
    );
    if (changes.length > 0) this.options.onChanges(changes, at);
  }

  #report(resource: LiveResource, changes: readonly ObjectChange[], at: number): void {
    this.options.onChanges(
      changes.map((change) => ({ ...change, resource })),
      at,
    );
  }
}

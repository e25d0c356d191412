/**
 * Follows the objects of one kind: lists them, watches them, and starts again on failure. It is a state machine: inputs
 * arrive with their time, effects are returned. It has no clock and sends no requests.
 */
import type { KubernetesObject } from '../engine/index.ts';
import { readEvent, readFailure, readList } from './decode.ts';
import { listAddress, watchAddress } from './kinds.ts';
import { KnownObjects } from './known-objects.ts';
import { Listing } from './listing.ts';
import { limits, type Limits } from './limits.ts';
import { WayToWatch } from './way-to-watch.ts';
import { Rest } from './rest.ts';
import { isStale } from './staleness.ts';
import { isFinal, troubleOf, type Trouble } from './trouble.ts';
import type { Effect, KindOptions, KindStatus, Phase, WatchInput } from './watch-protocol.ts';

export class KindWatch {
  readonly #known = new KnownObjects();
  readonly #listing = new Listing();
  readonly #limits: Limits;
  readonly #rest: Rest;
  #phase: Phase = 'idle';
  readonly #way: WayToWatch;
  #trouble: Trouble | null = null;
  #message = '';
  #asOf: number | null = null;
  /** The open request; answers to others are ignored. */
  #request = 0;
  #requests = 0;
  #since = 0; // Time at which the phase began.
  /** Time since when no watch is open; undefined while one is. */
  #lostAt: number | undefined;
  #version: string | undefined;
  #unreadable = 0;

  constructor(private readonly options: KindOptions) {
    this.#limits = { ...limits, ...options.limits };
    this.#way = new WayToWatch(options.grantStream);
    this.#rest = new Rest(`${options.resource} pause`, options.random, this.#limits);
  }

  /** The version up to which the objects are known. It is opaque. */
  get version(): string | undefined {
    return this.#version;
  }

  get objects(): readonly KubernetesObject[] {
    return this.#known.objects;
  }

  /** True after the first list, or after a failure with a reason. */
  get answered(): boolean {
    return this.#version !== undefined || this.#trouble !== null;
  }

  status(at: number): KindStatus {
    const known = { means: this.#way.means, trouble: this.#trouble, asOf: this.#asOf };
    return {
      ...{ resource: this.options.resource, phase: this.#phase, ...known, message: this.#message },
      stale: isStale({ ...known, lostAt: this.#lostAt }, this.#limits, at),
      ...{ followed: !isFinal(this.#trouble), count: this.#known.size, unreadable: this.#unreadable },
    };
  }

  /** Handles an input at a time (ms). Returns the effects in order. */
  take(input: WatchInput, at: number): readonly Effect[] {
    switch (input.type) {
      case 'start':
        return this.#phase === 'idle' ? this.#list(at) : [];
      case 'tick':
        return this.#tick(at);
      case 'slept':
        return this.#slept(at);
      default:
        return input.request === this.#request && this.#isOpen() ? this.#hear(input, at) : [];
    }
  }

  #isOpen(): boolean {
    return this.#phase === 'listing' || this.#phase === 'opening' || this.#phase === 'watching';
  }

  #hear(input: Extract<WatchInput, { readonly request: number }>, at: number): readonly Effect[] {
    switch (input.type) {
      case 'answered':
        return this.#phase === 'listing' && input.status === 200
          ? this.#page(input.body, at)
          : this.#refused(input.status, input.contentType, input.body, at);
      case 'opened':
        if (this.#phase !== 'opening') return [];
        this.#enter('watching', at);
        // The server sends newer events at once, so the objects are current.
        this.#asOf = at;
        this.#way.worked();
        this.#say(null);
        return [];
      case 'line':
        return this.#line(input.text, at);
      case 'ended':
        return this.#ended(at);
      case 'failed':
        return this.#failed(at);
      case 'tooLarge':
        return [...this.#abort(), ...this.#giveUp('tooLarge', '', at)];
    }
  }

  #tick(at: number): readonly Effect[] {
    const { answer, silence } = this.#limits;
    // The clock was set back: start measuring again.
    if (at < this.#since) this.#since = at;
    switch (this.#phase) {
      case 'listing':
      case 'opening':
        if (at - this.#since < answer) return [];
        return [...this.#abort(), ...this.#failed(at)];
      case 'watching':
        if (this.#asOf !== null && this.#asOf > at) this.#asOf = at;
        if (this.#asOf === null || at - this.#asOf < silence) return [];
        return [...this.#abort(), ...this.#retry('watch', 'silent', '', at)];
      case 'resting':
        if (!this.#rest.isOver(at)) return [];
        return this.#rest.next === 'list' || this.#version === undefined ? this.#list(at) : this.#watch(at);
      case 'idle':
        return [];
    }
  }

  /** Connections may be dead after sleep. The version is still valid: a watch from there returns the missed events. */
  #slept(at: number): readonly Effect[] {
    if (this.#phase === 'idle') return [];
    this.#rest.succeeded();
    return [...this.#abort(), ...this.#retry(this.#version === undefined ? 'list' : 'watch', 'slept', '', at)];
  }

  #enter(phase: Phase, at: number): void {
    this.#phase = phase;
    this.#lostAt = phase === 'watching' ? undefined : (this.#lostAt ?? at);
    this.#since = at;
  }

  #abort(): readonly Effect[] {
    return this.#isOpen() ? [{ do: 'abort', request: this.#request }] : [];
  }

  #list(at: number, next?: string): readonly Effect[] {
    if (next === undefined) this.#listing.begin();
    this.#enter('listing', at);
    this.#request = ++this.#requests;
    const { resource, namespace } = this.options;
    const address = listAddress(resource, namespace, { paged: this.#listing.paged, next });
    return [{ do: 'list', request: this.#request, address }];
  }

  #watch(at: number): readonly Effect[] {
    const { means } = this.#way;
    if (means === 'poll') return this.#list(at);
    this.#enter('opening', at);
    this.#request = ++this.#requests;
    const { resource, namespace, random } = this.options;
    const seconds = Math.floor(random.between(300, 600, `${resource} watch ${this.#requests}`));
    const address = watchAddress(resource, namespace, this.#version!, seconds);
    return [{ do: 'watch', request: this.#request, address, means }];
  }

  #page(body: string, at: number): readonly Effect[] {
    const { resource, redact } = this.options;
    const page = readList(body, resource, redact);
    if (page === undefined) return this.#retry('list', 'malformed', '', at);
    const next = this.#listing.add(page);
    if (this.#listing.items.length > this.#limits.objects) return this.#giveUp('tooMany', '', at);
    if (next !== undefined) return this.#list(at, next);
    this.#version = page.version;
    this.#unreadable = this.#listing.unreadable;
    this.#asOf = at;
    const changes = this.#known.replace(this.#listing.items);
    this.#listing.complete();
    const recorded: readonly Effect[] = changes.length === 0 ? [] : [{ do: 'record', changes }];
    if (this.#way.means === 'poll') {
      this.#rest.succeeded();
      // Lists work, but the reason why watches do not stays valid.
      if (this.#trouble !== 'watchNotPermitted') this.#say(null);
      this.#pause('list', this.#limits.poll, at);
      return recorded;
    }
    this.#say(null);
    return [...recorded, ...this.#watch(at)];
  }

  #say(trouble: Trouble | null, message = ''): void {
    this.#trouble = trouble;
    this.#message = message;
  }

  #line(text: string, at: number): readonly Effect[] {
    // A message may arrive before the browser reports that the socket is open.
    if (this.#phase === 'opening') this.#enter('watching', at);
    if (this.#phase !== 'watching') return [];
    const { resource, redact } = this.options;
    const event = readEvent(text, resource, redact);
    if (event.type === 'ERROR') {
      const { code, message } = event.failure;
      return [
        ...this.#abort(),
        ...(code === 410 ? this.#expired(message, at) : this.#retry('list', 'serverError', message, at)),
      ];
    }
    if (event.type === 'NONSENSE') return [...this.#abort(), ...this.#retry('list', 'malformed', '', at)];
    this.#asOf = at;
    this.#rest.succeeded();
    this.#say(null);
    if (event.type === 'UNREADABLE') {
      this.#unreadable++;
      return [];
    }
    if (event.type === 'BOOKMARK') {
      this.#version = event.version;
      return [];
    }
    const changes = this.#known.take(event.type, event.seen);
    if (changes.length === 0) return [];
    this.#version = event.seen.object.metadata.resourceVersion;
    const recorded: Effect = { do: 'record', changes };
    if (this.#known.size <= this.#limits.objects) return [recorded];
    return [recorded, ...this.#abort(), ...this.#giveUp('tooMany', '', at)];
  }

  /** Too many changes since the version: a new list is needed. */
  #expired(message: string, at: number): readonly Effect[] {
    if (this.#rest.failed() > 0) return this.#retry('list', 'expired', message, at);
    this.#say('expired', message);
    return this.#list(at);
  }

  #refused(status: number, contentType: string, body: string, at: number): readonly Effect[] {
    const failure = readFailure(body);
    const message = failure?.message ?? body.slice(0, 200);
    if (status === 410) {
      if (this.#phase === 'listing') this.#listing.expire();
      return this.#expired(message, at);
    }
    const trouble = troubleOf(status, failure, contentType);
    if (trouble === 'notPermitted' && this.#phase === 'opening') {
      this.#way.poll();
      return this.#giveUp('watchNotPermitted', message, at, this.#limits.poll);
    }
    return isFinal(trouble) ? this.#giveUp(trouble, message, at) : this.#retry('list', trouble, message, at);
  }

  #ended(at: number): readonly Effect[] {
    if (this.#phase !== 'watching') return this.#failed(at);
    // Watches end regularly. One that ends right after its start is a failure.
    if (at - this.#since >= this.#limits.lasting) {
      this.#rest.succeeded();
      this.#say('closed');
      this.#enter('resting', at);
      this.#rest.forAbout(this.#limits.pause, 'watch', at);
      return [];
    }
    return this.#retry(this.#rest.failures >= 2 ? 'list' : 'watch', 'closed', '', at);
  }

  #failed(at: number): readonly Effect[] {
    if (this.#phase === 'watching') return this.#ended(at);
    if (this.#phase === 'opening') {
      // A socket that fails to open gives no reason, but a list does.
      this.#way.failed();
      return this.#retry('list', 'closed', '', at);
    }
    this.#way.worked();
    return this.#retry('list', 'unreachable', '', at);
  }

  /** Tries again after a pause, which grows with each failure. */
  #retry(next: 'list' | 'watch', trouble: Trouble, message: string, at: number): readonly Effect[] {
    this.#say(trouble, message);
    this.#enter('resting', at);
    this.#rest.afterFailure(next, at);
    return [];
  }

  /** Lists again after a pause, by default a long one: only an administrator can fix the cause. */
  #giveUp(trouble: Trouble, message: string, at: number, delay = this.#limits.rest): readonly Effect[] {
    this.#say(trouble, message);
    this.#pause('list', delay, at);
    return [];
  }

  #pause(next: 'list' | 'watch', delay: number, at: number): void {
    this.#enter('resting', at);
    this.#rest.for(delay, next, at);
  }
}

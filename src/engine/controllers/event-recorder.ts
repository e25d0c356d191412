/**
 * Writes core/v1 Events as client-go's recorder does. A repeated event increases a count. From the tenth different
 * message about the same object and reason within ten minutes on, messages share one event. After 25 events about an
 * object, a component may record one every five minutes; the others are lost.
 */
// Models kubernetes/staging/src/k8s.io/client-go/tools/record/events_cache.go
import type { ApiServer } from '../apiserver/api.ts';
import type { Event, KubernetesObject, Manifest } from '../api/types.ts';
import { StatusError } from '../base/status-error.ts';
import type { Clock } from '../sim/clock.ts';
import { timestamp } from '../sim/time.ts';
import type { Actor } from '../trace/history.ts';
import { LruMap } from './lru-map.ts';

/** Number of different messages that get their own event. */
const maxSimilar = 10;
/** Virtual ms after which similar messages are forgotten. */
const similarInterval = 600_000;
/** Number of events that a component may record about one object at once, and the virtual ms until the next one. */
const burst = 25;
const refill = 300_000;

/** Number of entries in each cache of a component. */
const maxRemembered = 4096;

interface Seen {
  /** The name of the Event object. */
  name: string;
  /** The number of occurrences, including lost ones. */
  count: number;
  readonly first: string;
}

interface Similar {
  readonly messages: Set<string>;
  last: number;
}

export interface EventOptions {
  readonly host?: string;
  /** The field path of a container. */
  readonly fieldPath?: string;
  /**
   * True for components that write events.k8s.io/v1: all messages about the same version of an object are one series.
   */
  readonly series?: true;
}

/** The events that one component remembers; it forgets the oldest. */
class Memory {
  readonly similar = new LruMap<Similar>(maxRemembered);
  /** By the fields that make two events equal. */
  readonly seen = new LruMap<Seen>(maxRemembered);
  /** The number of events that it may still record about each object, by uid. */
  readonly tokens = new LruMap<{ readonly left: number; readonly at: number }>(maxRemembered);
}

export class EventRecorder {
  /** By component and host. */
  readonly #memories = new Map<string, Memory>();
  #count = 0;

  constructor(
    private readonly api: ApiServer,
    private readonly clock: Clock,
  ) {}

  /** Records a message of `component` about `object`; nothing in a namespace that is being deleted. */
  event(
    object: KubernetesObject,
    type: 'Normal' | 'Warning',
    reason: string,
    message: string,
    component: string,
    options: EventOptions = {},
  ): void {
    const { uid, resourceVersion } = object.metadata;
    const memory = this.#memoryOf(component, options.host);
    const about = [uid, options.fieldPath, type, reason].join('\n');
    const text = options.series === undefined ? this.#aggregate(memory, about, message) : message;
    const combined = text !== message;
    const id = `${about}\n${options.series === undefined ? (combined ? '' : message) : resourceVersion}`;
    const namespace = object.metadata.namespace ?? 'default';
    const now = timestamp(this.clock.now);
    const actor = { name: component, reason: 'RecordEvent' };
    const seen = memory.seen.get(id) ?? { name: '', count: 0, first: now };
    memory.seen.set(id, seen);
    seen.count++;
    if (options.series === undefined && this.#isSpam(memory, uid)) return;
    const before = seen.name === '' ? undefined : this.api.get('events', seen.name, namespace);
    if (before !== undefined) {
      const next: Event = { ...before, message: text, count: seen.count, lastTimestamp: now };
      this.api.update(next, actor);
      return;
    }
    const created = this.#create(
      {
        apiVersion: 'v1',
        kind: 'Event',
        metadata: { name: `${object.metadata.name}.${(++this.#count).toString(16).padStart(16, '0')}`, namespace },
        involvedObject: {
          kind: object.kind,
          namespace: object.metadata.namespace,
          name: object.metadata.name,
          uid: object.metadata.uid,
          apiVersion: object.apiVersion,
          resourceVersion: object.metadata.resourceVersion,
          ...(options.fieldPath !== undefined && { fieldPath: options.fieldPath }),
        },
        type,
        reason,
        message: text,
        count: seen.count,
        firstTimestamp: seen.first,
        lastTimestamp: now,
        source: { component, ...(options.host !== undefined && { host: options.host }) },
        reportingComponent: component,
        reportingInstance: options.host ?? '',
      },
      actor,
    );
    seen.name = created?.metadata.name ?? '';
  }

  /** Returns `undefined` if the API server refuses it: the event is lost. */
  #create(event: Manifest, actor: Actor): KubernetesObject | undefined {
    try {
      return this.api.create(event, actor);
    } catch (error) {
      if (error instanceof StatusError) return undefined;
      throw error;
    }
  }

  #memoryOf(component: string, host: string | undefined): Memory {
    const key = `${component}\n${host}`;
    let memory = this.#memories.get(key);
    if (memory === undefined) this.#memories.set(key, (memory = new Memory()));
    return memory;
  }

  /** A token bucket that refills slowly. */
  #isSpam({ tokens }: Memory, uid: string): boolean {
    const { now } = this.clock;
    const before = tokens.get(uid) ?? { left: burst, at: now };
    const left = Math.min(burst, before.left + (now - before.at) / refill);
    tokens.set(uid, { left: left < 1 ? left : left - 1, at: now });
    return left < 1;
  }

  #aggregate(memory: Memory, about: string, message: string): string {
    let similar = memory.similar.get(about);
    if (similar === undefined || this.clock.now - similar.last > similarInterval) {
      similar = { messages: new Set(), last: 0 };
      memory.similar.set(about, similar);
    }
    similar.messages.add(message);
    similar.last = this.clock.now;
    if (similar.messages.size < maxSimilar) return message;
    // Known messages keep their own events; upstream drops one of them at random.
    similar.messages.delete(message);
    return `(combined from similar events): ${message}`;
  }
}

/**
 * Writes core/v1 Events as client-go's recorder does: an event that repeats is counted up rather than written anew, and
 * from the tenth different message about the same object and reason within ten minutes on they share one event.
 */
// Models kubernetes/staging/src/k8s.io/client-go/tools/record/events_cache.go
import type { ApiServer } from '../apiserver/api.ts';
import type { Event, KubernetesObject } from '../api/types.ts';
import type { Clock } from '../sim/clock.ts';
import { timestamp } from '../sim/time.ts';

/** How many different messages are written on their own. */
const maxSimilar = 10;
/** Virtual ms after which similar messages are forgotten. */
const similarInterval = 600_000;

interface Similar {
  readonly messages: Set<string>;
  last: number;
}

export interface EventOptions {
  readonly host?: string;
  /** Names a container. */
  readonly fieldPath?: string;
  /**
   * As components record that write events.k8s.io/v1: what is the same about the same version of an object is one
   * series, whatever its message.
   */
  readonly series?: true;
}

export class EventRecorder {
  readonly #similar = new Map<string, Similar>();
  /** Name of the Event object, by what makes two events the same. */
  readonly #written = new Map<string, string>();
  #count = 0;

  constructor(
    private readonly api: ApiServer,
    private readonly clock: Clock,
  ) {}

  /** Records that `component` says `message` about `object`. */
  event(
    object: KubernetesObject,
    type: 'Normal' | 'Warning',
    reason: string,
    message: string,
    component: string,
    options: EventOptions = {},
  ): void {
    const { uid, resourceVersion } = object.metadata;
    const about = [component, options.host, uid, options.fieldPath, type, reason].join('\n');
    const text = options.series === undefined ? this.#aggregate(about, message) : message;
    const combined = text !== message;
    const id = `${about}\n${options.series === undefined ? (combined ? '' : message) : resourceVersion}`;
    const namespace = object.metadata.namespace ?? 'default';
    const now = timestamp(this.clock.now);
    const actor = { name: component, reason: 'RecordEvent' };
    const name = this.#written.get(id);
    const before = name === undefined ? undefined : this.api.get('events', name, namespace);
    if (before !== undefined) {
      const next: Event = { ...before, message: text, count: before.count + 1, lastTimestamp: now };
      this.api.update(next, actor);
      return;
    }
    const created = this.api.create(
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
        count: 1,
        firstTimestamp: now,
        lastTimestamp: now,
        source: { component, ...(options.host !== undefined && { host: options.host }) },
        reportingComponent: component,
        reportingInstance: options.host ?? '',
      },
      actor,
    );
    this.#written.set(id, created.metadata.name);
  }

  #aggregate(about: string, message: string): string {
    let similar = this.#similar.get(about);
    if (similar === undefined || this.clock.now - similar.last > similarInterval) {
      similar = { messages: new Set(), last: 0 };
      this.#similar.set(about, similar);
    }
    similar.messages.add(message);
    similar.last = this.clock.now;
    if (similar.messages.size < maxSimilar) return message;
    // Messages known by now go on being counted on their own; upstream drops one of them at random instead.
    similar.messages.delete(message);
    return `(combined from similar events): ${message}`;
  }
}

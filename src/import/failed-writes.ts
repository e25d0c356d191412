/** Writes that an API server refused, as Events tell: the controller tries again, even if nothing changes. */
import { type KubernetesObject, virtualTime } from '../engine/index.ts';

/** An Event in one of its two forms. */
interface AnyEvent {
  readonly reason?: string;
  readonly involvedObject?: { readonly uid?: string };
  readonly regarding?: { readonly uid?: string };
  readonly lastTimestamp?: string | null;
  readonly deprecatedLastTimestamp?: string | null;
  readonly eventTime?: string | null;
  readonly series?: { readonly lastObservedTime?: string };
}

/** Virtual ms after which the last retry has come. */
const longestRetry = 1_000_000;

/** Returns the uids of objects whose newest Event of a write says that it failed, and for which a retry is still due. */
export function refusedByEvents(objects: readonly KubernetesObject[], now: number): ReadonlySet<string> {
  const newest = new Map<string, { readonly at: number; readonly failed: boolean }>();
  for (const object of objects) {
    if (object.kind !== 'Event') continue;
    const event = object as unknown as AnyEvent;
    const result = /^(Failed|Successful)(Create|Update|Delete)$/.exec(event.reason ?? '')?.[1];
    const uid = event.involvedObject?.uid ?? event.regarding?.uid;
    if (result === undefined || uid === undefined) continue;
    const at = timeOf(event);
    const failed = result === 'Failed';
    const before = newest.get(uid);
    // Of two in one second, the retry that went through is taken to be the later one.
    if (before === undefined || at > before.at || (at === before.at && !failed)) newest.set(uid, { at, failed });
  }
  return new Set([...newest].filter(([, { at, failed }]) => failed && now - at < longestRetry).map(([uid]) => uid));
}

function timeOf({ series, lastTimestamp, deprecatedLastTimestamp, eventTime }: AnyEvent): number {
  const time = series?.lastObservedTime ?? lastTimestamp ?? deprecatedLastTimestamp ?? eventTime;
  const at = virtualTime(time ?? '');
  return Number.isNaN(at) ? -Infinity : at;
}

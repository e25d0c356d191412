/** Runs a `LiveCluster` in the browser: clock, requests, and one tab at a time. */
import {
  type Limits,
  type LiveChange,
  LiveCluster,
  type LiveStatus,
  type SeenChanges,
  withoutValues,
} from '../../live/index.ts';
import { Transport } from './transport.ts';

/** A reason why no cluster is followed in this page. */
export type Refusal = 'inFrame' | 'otherTab';

export interface FollowOptions {
  readonly namespace: string;
  readonly seed: number;
  readonly origin: string;
  readonly limits?: Partial<Limits>;
  /** Called with what has changed and when (ms since 1970). */
  readonly onChanges: (changes: readonly LiveChange[], at: number) => void;
  /** Called once a second when something has changed, with the changes and with all objects. */
  readonly onRest: (seen: readonly SeenChanges[], objects: ReturnType<LiveCluster['objects']>, at: number) => void;
  /** Called each second, and when something was heard. */
  readonly onStatus: (status: LiveStatus, at: number) => void;
}

/** Follows a cluster until the returned function is called. */
export function followCluster({
  namespace,
  seed,
  origin,
  limits,
  onChanges,
  onRest,
  onStatus,
}: FollowOptions): () => void {
  const seen: SeenChanges[] = [];
  const cluster = new LiveCluster({
    ...{ namespace, seed, redact: withoutValues() },
    onChanges(changes, at) {
      seen.push({ changes, at });
      onChanges(changes, at);
    },
    ...(limits && { limits }),
  });
  const transport = new Transport({
    origin,
    hear(input) {
      const at = Date.now();
      cluster.take(input, at).forEach((effect) => transport.do(effect));
      say(at);
    },
  });
  let said = false;
  function say(at: number): void {
    // Many events come at once; their status is reported once.
    if (said) return;
    said = true;
    queueMicrotask(() => {
      said = false;
      onStatus(cluster.status(at), at);
    });
  }
  const timer = setInterval(() => {
    const at = Date.now();
    cluster.tick(at).forEach((effect) => transport.do(effect));
    if (seen.length > 0) onRest(seen.splice(0), cluster.objects(), at);
    say(at);
  }, 1000);
  const begun = Date.now();
  cluster.start(begun).forEach((effect) => transport.do(effect));
  say(begun);
  return () => {
    clearInterval(timer);
    transport.close();
  };
}

/**
 * Asks if this page may follow a cluster: not within another page, which could lead its user to act unknowingly, and in
 * one tab at a time, as tabs share the few connections that a browser opens to a server.
 */
export async function mayFollow(): Promise<Refusal | null> {
  if (window.top !== window.self) return 'inFrame';
  const { locks } = navigator;
  if (locks === undefined) return null;
  return new Promise((resolve) => {
    void locks.request('statefulset-lab-live', { ifAvailable: true }, (lock) => {
      resolve(lock === null ? 'otherTab' : null);
      // Held until the page is closed.
      return lock === null ? undefined : new Promise(() => {});
    });
  });
}

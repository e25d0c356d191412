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

/** A reason why this page follows no cluster. */
export type Refusal = 'inFrame' | 'otherTab';

export interface FollowOptions {
  readonly namespace: string;
  readonly seed: number;
  readonly origin: string;
  readonly limits?: Partial<Limits>;
  /** Called with changes and their time (ms since 1970). */
  readonly onChanges: (changes: readonly LiveChange[], at: number) => void;
  /** Called at most once a second after changes, with the changes and all objects. */
  readonly onRest: (seen: readonly SeenChanges[], objects: ReturnType<LiveCluster['objects']>, at: number) => void;
  /** Called each second, and after each message of the server. */
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
    namespace,
    seed,
    redact: withoutValues(),
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
    // Many events arrive at once; report their status once.
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
 * Decides if this page may follow a cluster. It may not in a frame, where another page could trick the user into
 * acting, and only in one tab at a time, because tabs share the few connections that a browser opens to a server.
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

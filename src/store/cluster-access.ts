/** The cluster for programs that run beside the page's own controls: the commands of the terminal. */
import type { ApiServer, Cluster } from '../engine/index.ts';
import type { CommandRecord, LabState } from './lab-state.ts';

export interface ClusterAccess {
  /** As of the moment that is shown; who writes in the past makes it the newest moment. */
  readonly api: ApiServer;
  readonly cluster: Pick<Cluster, 'now' | 'history'>;
  /**
   * Resolves when something has been written in the cluster, when virtual time `until` has come, or when `signal` is
   * aborted. Time runs, if it is to, while anybody waits for a moment; while it stands still, so does whoever waits.
   */
  wait(until: number | undefined, signal: AbortSignal): Promise<void>;
  /** False while the clock is paused. Pausing wakes whoever waits. */
  timeRuns(): boolean;
  /** After requests: shows what came of them, and lets time go on. */
  settle(): void;
  /** As containers see the cluster: who enters one in the past makes that the newest moment. */
  inside(): Pick<Cluster, 'containers' | 'dns'>;
  /** How often something was asked of the cluster, by the moment that is shown. */
  inputs(): number;
  /** Takes down a command that was typed and has changed something. */
  record(told: Pick<CommandRecord, 'command' | 'file' | 'lines' | 'ok' | 'line'>): void;
  /** What was kept of the terminal's home directory, and keeping it. */
  files(): LabState['files'];
  keepFiles(files: LabState['files']): void;
  /** Calls back when a new cluster has taken the place of the old. Returns the unsubscriber. */
  onReplaced(listener: () => void): () => void;
}

interface Waiter {
  readonly until: number;
  readonly wake: () => void;
}

/** Who waits for the cluster. */
export class Waiters {
  readonly #waiters = new Set<Waiter>();

  /** Resolves with {@link changed}, when `until` has come, or with the signal. */
  add(until: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#waiters.delete(waiter);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const waiter: Waiter = { until, wake };
      if (signal.aborted) return resolve();
      this.#waiters.add(waiter);
      signal.addEventListener('abort', wake);
    });
  }

  /** Something was written: all go on. */
  changed(): void {
    for (const { wake } of [...this.#waiters]) wake();
  }

  /** Time has come to `now`. */
  passed(now: number): void {
    for (const { until, wake } of [...this.#waiters]) if (until <= now) wake();
  }

  /** The next moment that somebody waits for. */
  next(): number | undefined {
    const next = Math.min(...[...this.#waiters].map(({ until }) => until));
    return Number.isFinite(next) ? next : undefined;
  }
}

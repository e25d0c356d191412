/** The state of the cluster that the page follows. The module that follows it sets it; the page shows it. */
import { useSyncExternalStore } from 'react';
import type { LiveStatus } from '../../live/index.ts';

export interface LiveNews {
  readonly status: LiveStatus;
  /** The time of this page (ms since 1970). */
  readonly at: number;
  /** True when the history takes in no more. */
  readonly full: boolean;
}

/** Reasons why no cluster is followed. */
export type LiveRefusal = 'inFrame' | 'otherTab';

interface Live {
  readonly namespace: string;
  readonly refusal: LiveRefusal | null;
  readonly news: LiveNews | null;
}

let live: Live = { namespace: '', refusal: null, news: null };
const listeners = new Set<() => void>();

/** Shows a new state. */
export function showLive(change: Partial<Live>): void {
  live = { ...live, ...change };
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useLive = (): Live => useSyncExternalStore(subscribe, () => live);

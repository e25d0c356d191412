/** The state of the cluster that the page follows. The module that follows the cluster sets it. */
import { useSyncExternalStore } from 'react';
import type { KubernetesObject } from '../../engine/index.ts';
import type { Translate } from '../../i18n/index.ts';
import type { LiveAct, ExpectedWrite, JudgedWrite, LiveStatus, OtherWriter, Proposal } from '../../live/index.ts';

export interface LiveNews {
  readonly status: LiveStatus;
  /** The time of this page (ms since 1970). */
  readonly at: number;
  /** True if the history is full. */
  readonly full: boolean;
}

/** Reasons why no cluster is followed. */
export type LiveRefusal = 'inFrame' | 'otherTab';

/** Requests of the page to the module that follows the cluster. */
export interface LiveControl {
  /** Begins a simulation at the shown moment. Returns false if that is not possible. */
  readonly fork: () => boolean;
  /** Returns to the newest moment of the real cluster. */
  readonly back: () => void;
  readonly objects: () => readonly KubernetesObject[];
  readonly allow: (context: string) => void;
  readonly forbid: () => void;
  readonly propose: (act: LiveAct, t: Translate) => Promise<Proposal>;
  readonly confirm: (proposal: Proposal) => Promise<string | null>;
}

interface Live {
  readonly namespace: string;
  /** The date of virtual time 0 (ms since 1970). */
  readonly date: number;
  /** The run that follows the cluster. */
  readonly observed: number;
  readonly refusal: LiveRefusal | null;
  readonly news: LiveNews | null;
  readonly next: readonly ExpectedWrite[];
  readonly judged: readonly JudgedWrite[];
  readonly others: readonly OtherWriter[];
  readonly unknownGates: readonly string[];
  /** The kubectl context in which changes are allowed; null if the page is read-only. */
  readonly acting: string | null;
  readonly control: LiveControl | null;
}

let live: Live = {
  namespace: '',
  date: 0,
  observed: 0,
  refusal: null,
  news: null,
  next: [],
  judged: [],
  others: [],
  unknownGates: [],
  acting: null,
  control: null,
};
const listeners = new Set<() => void>();

/** Sets a new state. */
export function showLive(change: Partial<Live>): void {
  live = { ...live, ...change };
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useLive = (): Live => useSyncExternalStore(subscribe, () => live);

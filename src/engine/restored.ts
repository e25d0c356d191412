/** A cluster found elsewhere, as the state with which a cluster of ours begins. `restore/` makes it. */
import type { Manifest } from './api/types.ts';
import type { ObjectStore } from './apiserver/object-store.ts';
import type { Component } from './controllers/component.ts';
import type { Journal } from './trace/journal.ts';
import type { Clock } from './sim/clock.ts';

export interface Restored {
  /** Virtual ms at which the cluster begins. */
  readonly at: number;
  /** The resourceVersion after which this cluster counts on. */
  readonly revision: number;
  /** Objects that are created before, instead of those of a new cluster. */
  readonly bootstrap: readonly Manifest[];
  /** Puts the objects in their place, and wakes whom they would have woken soon. */
  readonly restore: (parts: RestoredParts) => void;
  /** The same in small parts. */
  readonly restoring: (parts: RestoredParts) => Generator<void, void>;
}

export interface RestoredParts {
  readonly store: ObjectStore;
  readonly clock: Clock;
  readonly journal: Journal;
  /** Returns a component by its name; undefined: this cluster has none. */
  readonly component: (name: string) => Component | undefined;
}

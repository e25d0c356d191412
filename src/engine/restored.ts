/** A cluster found elsewhere, as the state with which a cluster of ours begins. `restore/` makes it. */
import type { Manifest } from './api/types.ts';
import type { Withhold } from './apiserver/api.ts';
import type { ObjectStore } from './apiserver/object-store.ts';
import type { Component } from './controllers/component.ts';
import type { Journal } from './trace/journal.ts';
import type { Clock } from './sim/clock.ts';

/**
 * The field manager whose server-side apply is assumed to have set the fields of an object that has neither
 * `managedFields` nor a last applied configuration; null: another manager, whose name is not known.
 */
export type FieldsSetBy = string | null;

/** How the managers of an object's fields are known. */
export type ManagersFrom = 'managedFields' | 'lastApplied' | 'assumption';

export interface Restored {
  /** Virtual ms at which the cluster begins. */
  readonly at: number;
  /** The resourceVersion after which this cluster counts on. */
  readonly revision: number;
  /** Objects that are created before, instead of those of a new cluster. */
  readonly bootstrap: readonly Manifest[];
  /** Puts the objects in their place, and wakes whom they would have woken soon. */
  readonly restore: (parts: RestoredParts) => void;
  /**
   * Makes a cluster that begins with these objects, in small parts.
   * @param create Creates it with the given ones in place of these.
   */
  readonly creating: <Cluster>(create: (restored: Restored) => Cluster) => Generator<void, Cluster>;
  /** The same cluster with another assumption about the managers of fields. Default: `kubectl`. */
  readonly assuming: (setBy: FieldsSetBy) => Restored;
  /**
   * Returns a part of a request with values as the cluster contains them: of those that were withheld when it was read,
   * the placeholder. Undefined if none was.
   */
  readonly withhold: Withhold | undefined;
  /** Returns how the managers of an object, by its uid, are known; undefined if it was not found. */
  readonly managersFrom: (uid: string) => ManagersFrom | undefined;
}

export interface RestoredParts {
  readonly store: ObjectStore;
  readonly clock: Clock;
  readonly journal: Journal;
  /** Returns a component by its name; undefined: this cluster has none. */
  readonly component: (name: string) => Component | undefined;
}

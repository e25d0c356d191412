/** The recorded history of a cluster, and what only a simulated cluster can do. */
import {
  type Cluster,
  type ClusterOptions,
  type HistoryRecord,
  type Input,
  StatusError,
  type Turn,
} from '../engine/index.ts';
import type { Lack } from '../import/import-cluster.ts';
import type { SavedImport } from '../share/session.ts';

/** A cluster found elsewhere, with which simulations begin. */
export interface Origin {
  readonly options: ClusterOptions;
  /** Objects that the dump lacks. */
  readonly lacks: readonly Lack[];
  /** As sessions hold it. */
  readonly saved: SavedImport;
}

/** The history of a cluster: simulated on this page, imported, or forked by a lesson. */
export interface Recording {
  /** Everything that happened, oldest first. Only grows. */
  readonly history: readonly HistoryRecord[];
  /** The moments at which the history can be cut, oldest first. Only grows. */
  readonly turns: readonly Turn[];
  /** Requests from outside the cluster, oldest first. Only grows; empty if they are not known. */
  readonly inputs: readonly Input[];
  /** The time of the newest moment (virtual ms). */
  now(): number;
  /** Calls back with the new records whenever the history has grown. Returns the unsubscriber. */
  subscribe(listener: (records: readonly HistoryRecord[]) => void): () => void;
  /** Capabilities of a simulated cluster; absent from every other recording. */
  readonly simulation?: Simulation;
}

/** Capabilities of a simulated cluster: to run on, take requests, lose a node, and fork from an earlier moment. */
export interface Simulation {
  /** The same seed and the same inputs give the same history. */
  readonly seed: number;
  /** The options with which its cluster began. */
  readonly options: ClusterOptions;
  readonly cluster: Cluster;
  /** The imported cluster with which it began; undefined if it began as a new one. */
  readonly origin: Origin | undefined;
  /** Returns a new recording that is the same up to a moment of this one: after `end`, at `at` (virtual ms). */
  fork(end: Turn, at: number): SimulatedRecording;
}

export interface SimulatedRecording extends Recording {
  readonly simulation: Simulation;
}

/**
 * Returns the capabilities of a simulation.
 * @throws StatusError when the recording is not a simulation.
 */
export function simulationOf({ simulation }: Pick<Recording, 'simulation'>): Simulation {
  if (simulation !== undefined) return simulation;
  throw new StatusError(
    'MethodNotAllowed',
    'this cluster is a recording, not a simulation: it can be looked at, but not changed or run on',
  );
}

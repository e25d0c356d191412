/** Inputs of a cluster. Everything else follows from them: same options, same inputs, same history. */

/**
 * A moment between two tasks. All tasks due before `at` have run; of several tasks due exactly at `at`, the first
 * `after` have run.
 */
export interface Place {
  /** Virtual milliseconds since the cluster was made. */
  readonly at: number;
  readonly after: number;
}

/** A request of a user, or an act of the outside world on the cluster. */
export interface Input extends Place {
  /** How many tasks had run before it since the cluster was made. */
  readonly steps: number;
  /** Number of records in the history when it came. */
  readonly seq: number;
  /** Method of the cluster, e.g. `create`, `patch`, `finishPod`. */
  readonly verb: string;
  /** Plain data: it can be kept, sent and repeated. */
  readonly args: readonly unknown[];
}

/** A moment between two tasks or inputs: one that the history can be cut at. */
export interface Turn extends Place {
  /** Number of records in the history by then. */
  readonly seq: number;
  /** How many tasks had run by then since the cluster was made. */
  readonly steps: number;
  /** Number of inputs by then. */
  readonly inputs: number;
}

/**
 * Where a replay runs to. Inputs of format 1 say with `steps`, not with `after`, which of the tasks due at `at` came
 * first. Without both, all tasks due at `at` come later.
 */
export interface ReplayPlace {
  readonly at: number;
  readonly after?: number;
  readonly steps?: number;
}

/** A recorded input that is to be repeated. */
export type ReplayInput = ReplayPlace & Pick<Input, 'verb' | 'args'>;

/** The moment at which a replay ends, after so many of the inputs. */
export type ReplayEnd = ReplayPlace & Pick<Turn, 'inputs'>;

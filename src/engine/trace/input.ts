/** The inputs of a cluster. Everything else follows from them: the same options and inputs give the same history. */

/**
 * A moment between two tasks. All tasks due before `at` have run; of the tasks due exactly at `at`, the first `after`
 * have run.
 */
export interface Place {
  /** Virtual milliseconds since the cluster was made. */
  readonly at: number;
  readonly after: number;
}

/** A request of a user, or an event of the outside world. */
export interface Input extends Place {
  /** Number of tasks that had run before it. */
  readonly steps: number;
  /** Number of records in the history before it. */
  readonly seq: number;
  /** Method of the cluster, e.g. `create`, `patch`, `finishPod`. */
  readonly verb: string;
  /** Plain data, so that it can be stored, sent and repeated. */
  readonly args: readonly unknown[];
}

/** A moment between two tasks or inputs, at which the history can be cut. */
export interface Turn extends Place {
  /** Number of records in the history by then. */
  readonly seq: number;
  /** Number of tasks by then. */
  readonly steps: number;
  /** Number of inputs by then. */
  readonly inputs: number;
}

/**
 * The end of a replay. Inputs of format 1 specify with `steps`, not with `after`, which of the tasks due at `at` came
 * first. Without both, all tasks due at `at` come later.
 */
export interface ReplayPlace {
  readonly at: number;
  readonly after?: number;
  readonly steps?: number;
}

/** A recorded input to replay. */
export type ReplayInput = ReplayPlace & Pick<Input, 'verb' | 'args'>;

/** The moment at which a replay ends, after a number of inputs. */
export type ReplayEnd = ReplayPlace & Pick<Turn, 'inputs'>;

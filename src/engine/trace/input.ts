/** What comes into a cluster from outside. Everything else follows from it: same options, same inputs, same history. */

/** A request of a user, or an act of the outside world on the cluster. Plain data: it can be kept, sent and repeated. */
export interface Input {
  /** Virtual milliseconds since the cluster was made. */
  readonly at: number;
  /** How many tasks had run before it: of several tasks due at one moment, some may have run and others not. */
  readonly steps: number;
  /** Which method of the cluster's door, e.g. `create`, `patch`, `finishPod`. */
  readonly verb: string;
  readonly args: readonly unknown[];
}

/** A moment between two tasks or inputs: one that the history can be cut at. */
export interface Turn {
  /** Number of records in the history by then. */
  readonly seq: number;
  readonly at: number;
  readonly steps: number;
  /** Number of inputs by then. */
  readonly inputs: number;
}

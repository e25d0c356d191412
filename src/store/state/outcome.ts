/** Results of actions. */

/** The result of a command, as kubectl would print it; a refusal is one that is not ok. */
export interface Outcome {
  readonly ok: boolean;
  readonly lines: readonly string[];
  /** Output of a kubectl command; absent for other actions. */
  readonly printed?: Printed;
}

/** Output of a command by stream; `exit` is null while it waits for something in the cluster. */
export interface Printed {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number | null;
}

/** The outcome of an action that waits for a part of the page to be loaded. */
export interface PendingOutcome {
  readonly outcome: Promise<Outcome>;
}

/** `cancelled` if the user has stopped it, or has opened another session. */
export type RestoreOutcome = 'restored' | 'cancelled';

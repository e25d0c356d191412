/** Results of actions. */

/** The result of a command, as kubectl would print it; a refusal is one that is not ok. */
export interface Outcome {
  readonly ok: boolean;
  readonly lines: readonly string[];
}

/** The outcome of an action that waits for a part of the page to be loaded. */
export interface PendingOutcome {
  readonly outcome: Promise<Outcome>;
}

/** `cancelled`: its user has stopped it, or has opened another session. */
export type RestoreOutcome = 'restored' | 'cancelled';

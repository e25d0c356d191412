/** The reason why a program does not continue. */
export type Pause =
  /** Virtual ms; `busy` if it computes in the meantime. */
  | { readonly sleep: number; readonly busy?: true }
  /** It waits for typed input. */
  | 'input'
  /** It runs until it is stopped: a server, or a program that the lab cannot run. */
  | 'serves';

/** Number of commands that take a moment. */
const stepsPerMoment = 200;
const moment = 1000;
/** Number of characters that count as one more command. */
export const charactersPerStep = 1000;

/**
 * Counts commands. An endless script that never waits must not block everything else.
 * @param world The number of commands since it last paused.
 */
export function* computing(world: { steps: number }, count: number): Generator<Pause, void> {
  world.steps += count;
  if (world.steps <= stepsPerMoment) return;
  world.steps = 0;
  yield { sleep: moment, busy: true };
}

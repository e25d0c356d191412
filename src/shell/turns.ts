/** The turns of the page: scripts yield to it, and end if they go on for ever without waiting for anything. */

/** Real time (ms) for which scripts may occupy the page before they yield. */
const turnEveryMs = 12;
/** Number of steps that a line can take without waiting: an endless loop takes seconds for them. */
const maxSteps = 100_000;
/** Steps that a program counts for; an iteration of a loop is one. */
const stepsOfProgram = 4;

let lastTurn = performance.now();
let breathers = 0;
/** Steps that no line has been charged for yet. */
let steps = 0;

/** Counts a step. Reports if it is time for the page to have its turn. */
export function isDue(): boolean {
  steps++;
  return performance.now() - lastTurn >= turnEveryMs;
}

/** The steps of one line. */
export class Work {
  #steps = 0;

  /** @param exceeded Called when the line has taken too many steps. */
  constructor(private readonly exceeded: () => void) {}

  charge(more: number): void {
    this.#steps += more;
    if (this.#steps > maxSteps) this.exceeded();
  }

  /** The line has waited: it is not a busy loop. */
  rest(): void {
    this.#steps = 0;
  }
}

/**
 * Lets the page draw and receive Ctrl-C if it is time for that. All shells share the page and therefore the time of its
 * last turn.
 * @param work The line to charge for the steps since the last call.
 */
export async function breathe(work?: Work): Promise<void> {
  if (work !== undefined) {
    work.charge(steps + stepsOfProgram);
    steps = 0;
  }
  if (performance.now() - lastTurn < turnEveryMs) return;
  breathers++;
  await new Promise((resolve) => setTimeout(resolve));
  breathers--;
  lastTurn = performance.now();
}

/** True while a script yields and will continue at once. */
export const someoneBreathes = (): boolean => breathers > 0;

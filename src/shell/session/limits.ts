/** Limits for typed commands: no endless loop may block the page. */
import type { BashOptions } from 'just-bash/browser';

const mebi = 2 ** 20;

export const limits: BashOptions['executionLimits'] = {
  maxSourceBytes: 8 * mebi,
  maxCommandCount: 100_000,
  maxLoopIterations: 10_000,
  maxCallDepth: 50,
  maxExecDepth: 20,
  maxSubstitutionDepth: 20,
  maxBraceExpansionResults: 10_000,
  maxArrayElements: 100_000,
  maxStringLength: 4 * mebi,
  maxHeredocSize: 4 * mebi,
  maxOutputSize: 16 * mebi,
  maxInputBytes: 64 * mebi,
  maxLiveBytes: 64 * mebi,
  maxFileSystemBytes: 64 * mebi,
  maxAwkIterations: 20_000,
  maxSedIterations: 20_000,
  maxJqIterations: 20_000,
  maxGlobOperations: 3000,
  maxTraversalEntries: 100_000,
  // A watch can stay open for a whole lesson; timers cannot wait longer than 24 days.
  maxExecutionTimeMs: 24 * 3600 * 1000,
};

/** Real time (ms) for which scripts may occupy the page before they yield. */
const turnEveryMs = 12;
let lastTurn = performance.now();
let breathers = 0;

/**
 * Lets the page draw and receive Ctrl-C if it is time for that. All shells share the page and therefore the time of its
 * last turn.
 */
export async function breathe(): Promise<void> {
  if (performance.now() - lastTurn < turnEveryMs) return;
  breathers++;
  await new Promise((resolve) => setTimeout(resolve));
  breathers--;
  lastTurn = performance.now();
}

/** True while a script yields and will continue at once. */
export const someoneBreathes = (): boolean => breathers > 0;

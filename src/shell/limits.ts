/** Bounds for what is typed: a page must not hang, whatever loops forever. */
import type { BashOptions } from 'just-bash/browser';

const mebi = 2 ** 20;

export const limits: BashOptions['executionLimits'] = {
  maxSourceBytes: mebi,
  maxCommandCount: 100_000,
  maxLoopIterations: 10_000,
  maxCallDepth: 50,
  maxExecDepth: 20,
  maxSubstitutionDepth: 20,
  maxBraceExpansionResults: 10_000,
  maxArrayElements: 100_000,
  maxStringLength: 4 * mebi,
  maxHeredocSize: mebi,
  maxOutputSize: 16 * mebi,
  maxInputBytes: 64 * mebi,
  maxLiveBytes: 64 * mebi,
  maxFileSystemBytes: 64 * mebi,
  maxAwkIterations: 20_000,
  maxSedIterations: 20_000,
  maxJqIterations: 20_000,
  maxGlobOperations: 100_000,
  maxTraversalEntries: 100_000,
  // A watch may be left open for a lesson; timers cannot wait longer than 24 days.
  maxExecutionTimeMs: 24 * 3600 * 1000,
};

/** How long a script may keep the page to itself before the page gets a turn. */
export const pageTurn = {
  everyMs: 12,
  wait: (): Promise<void> => new Promise((resolve) => setTimeout(resolve)),
};

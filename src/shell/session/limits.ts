/** Limits for typed commands: no endless loop may block the page. */
import type { BashOptions } from 'just-bash/browser';

const mebi = 2 ** 20;

export const limits: BashOptions['executionLimits'] = {
  maxSourceBytes: 8 * mebi,
  // The steps of a line are bounded in turns.ts.
  maxCommandCount: 1_000_000_000,
  maxLoopIterations: 1_000_000_000,
  maxCallDepth: 50,
  maxExecDepth: 20,
  maxSubstitutionDepth: 20,
  maxBraceExpansionResults: 10_000,
  maxArrayElements: 100_000,
  maxStringLength: 4 * mebi,
  maxHeredocSize: 4 * mebi,
  maxOutputSize: 48 * mebi,
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

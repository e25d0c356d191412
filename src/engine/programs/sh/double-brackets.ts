/** Evaluates `[[ … ]]`, with patterns and regular expressions on the right side. */
import { isTrue } from './condition.ts';
import { patternOf, textOf } from './expansion.ts';
import { matching } from './patterns.ts';
import type { Pause } from './pause.ts';
import { regExpFor } from './reg-exp.ts';
import type { RunningShell } from './running-shell.ts';

interface Result {
  readonly holds: boolean;
  /** The last match of a regular expression, with its groups. */
  readonly match?: readonly string[];
}

export function* conditionHolds(words: readonly string[], shell: RunningShell): Generator<Pause, Result> {
  const values: string[] = [];
  const patterns = new Map<string, string>();
  for (const word of words) {
    const pattern = yield* patternOf(word, shell);
    const value = yield* textOf(word, shell);
    patterns.set(value, pattern);
    values.push(value);
  }
  let match: readonly string[] | undefined;
  const matches = (text: string, sign: '=' | '=~', value: string): boolean => {
    if (sign === '=') return matching(patterns.get(value) ?? value)(text);
    match = regExpFor(value)(text).exec(text) ?? [];
    return match.length > 0;
  };
  const holds = isTrue(values, { files: shell.world.host.files(), path: (word) => shell.path(word), matches });
  return { holds, ...(match !== undefined && { match }) };
}

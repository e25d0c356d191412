/** `jq`: errors of a program that was right until it met its input, with the place that jq names. */
import type { CommandContext, CommandResult } from '../../commands/terminal-output.ts';
import { isTyped } from '../../session/input.ts';
import { checkedProgram, corrected, errorOfCheck, handlesErrors, unmarked } from './checks.ts';
import type { Refinement } from '../refinement.ts';

/** Errors of the work itself, which just-bash takes for errors of the JSON text. */
const atWork = /^jq: (?:parse )?error: ((?:Cannot|null|boolean|number|string|array|object) .*)$/m;
/** Exit code after such an error. */
const workFailed = 5;

/** Options with one and with two values behind them. */
const values: Readonly<Record<string, number>> = {
  '--indent': 1,
  '-L': 1,
  '--arg': 2,
  '--argjson': 2,
  '--slurpfile': 2,
  '--rawfile': 2,
};

export const jq: Refinement = async (given, context, run) => {
  const at = programAt(given);
  const args = at === undefined ? given : given.with(at, corrected(given[at]!));
  const result: CommandResult = await run(args, context);
  const failed = (message: string, stdout: string): CommandResult => ({
    ...result,
    stdout,
    stderr: `jq: error (at ${place(args, context)}): ${message}\n`,
    exitCode: workFailed,
  });
  const message = atWork.exec(result.stderr)?.[1];
  if (message !== undefined) return failed(message, result.stdout);
  const thrown = /^jq: parse error: (.*)\n$/.exec(result.stderr)?.[1];
  if (thrown !== undefined && at !== undefined) {
    const text = /^"(.*)" cannot be parsed as a number$|^Invalid JSON: (.*)$/.exec(thrown);
    const read = text?.[1] ?? text?.[2];
    if (read !== undefined) {
      const place = `at line 1, column ${read.length}`;
      return failed(`Invalid numeric literal at EOF ${place} (while parsing '${read}')`, result.stdout);
    }
    if (/^implode input|^date "/.test(thrown) || /\berror\b/.test(args[at]!)) return failed(thrown, result.stdout);
  }
  const asksAgain = isTyped(context) && !readsNothing(args);
  const checked = at === undefined || asksAgain || result.stderr !== '' ? undefined : checkedProgram(given[at]!);
  if (checked === undefined) return result;
  const again: CommandResult = await run(args.with(at!, checked), context);
  const error = errorOfCheck(again.stderr);
  if (error !== undefined) return failed(error, again.stdout);
  return again.stderr === '' && handlesErrors(args[at!]!) ? { ...again, stdout: unmarked(again.stdout) } : result;
};

/** Where the program stands among the arguments; nowhere if it is in a file. */
function programAt(args: readonly string[]): number | undefined {
  for (let at = 0; at < args.length; at++) {
    const word = args[at]!;
    if (/^(?:-[a-zA-Z]*f|--from-file)$/.test(word)) return undefined;
    if (!word.startsWith('-')) return at;
    at += values[word] ?? 0;
  }
  return undefined;
}

/** Returns the place in the input; without input there is none. */
function place(args: readonly string[], context: CommandContext): string {
  return readsNothing(args) ? '<unknown>' : `<stdin>:${linesRead(context)}`;
}

const readsNothing = (args: readonly string[]): boolean =>
  args.some((arg) => /^(?:-[a-zA-Z]*n[a-zA-Z]*|--null-input)$/.test(arg));

/** Ends of lines that jq has read when it works on the last value of its input. */
function linesRead(context: CommandContext): number {
  return isTyped(context) ? 1 : String(context.stdin).split('\n').length - 1;
}

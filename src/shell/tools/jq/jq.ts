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

export const jq: Refinement = async (words, context, run) => {
  const given = await withProgram(words, context);
  if (given === undefined) return noProgram(words);
  const at = programAt(given);
  const args = (at === undefined ? given : given.with(at, corrected(given[at]!))).map(joining);
  const ended: CommandResult = await run(args, context);
  const without = ended.exitCode === 1 && ended.stdout === '' && ended.stderr === '';
  const result = without ? { ...ended, exitCode: nothingPrinted } : ended;
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

/** Exit code of `jq -e` without any result. */
const nothingPrinted = 4;

/** `-j` implies `-r`. */
const joining = (word: string): string =>
  /^-[a-zA-Z]*j/.test(word) && !word.includes('r') ? `${word}r` : word === '--join-output' ? '-jr' : word;

const fromFile = (word: string): boolean => /^(?:-[a-zA-Z]*f|--from-file)$/.test(word);

/** `jq -f file`: puts the program in the place of the file's name; `undefined` if there is no such file. */
async function withProgram(args: string[], { fs, cwd }: CommandContext): Promise<string[] | undefined> {
  const option = args.findIndex(fromFile);
  if (option < 0) return args;
  const others = args[option]!.startsWith('--') ? '' : args[option]!.replace('f', '');
  const rest = [...args.slice(0, option), ...(others.length > 1 ? [others] : []), ...args.slice(option + 1)];
  const at = programAt(rest);
  if (at === undefined) return args;
  const path = fs.resolvePath(cwd, rest[at]!);
  if (!(await fs.exists(path)) || (await fs.stat(path)).isDirectory) return undefined;
  return rest.with(at, await fs.readFile(path));
}

const noProgram = (args: readonly string[]): CommandResult => ({
  stdout: '',
  stderr: `jq: Could not open ${args[args.findIndex(fromFile) + 1] ?? ''}: No such file or directory\n`,
  exitCode: 2,
});

/** Where the program stands among the arguments; nowhere if it is in a file. */
function programAt(args: readonly string[]): number | undefined {
  for (let at = 0; at < args.length; at++) {
    const word = args[at]!;
    if (fromFile(word)) return undefined;
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

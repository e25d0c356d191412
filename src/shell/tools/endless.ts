/** Programs that print until they are ended: `yes`, and `tail -f`. */
import { type Command, defineCommand } from 'just-bash/browser';
import { signalOf } from '../commands/host.ts';
import { type CommandContext, CommandOutput, type CommandResult } from '../commands/terminal-output.ts';
import { hidden } from '../language/hidden.ts';
import { breathe } from '../turns.ts';
import { stopped } from './tool-words.ts';

interface Waiting {
  /** Waits for the given virtual time (ms). */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Resolves when there is room for more output of the shell. */
  readonly drained: () => Promise<void>;
}

/** Number of characters that are printed at once, and after which a program without a reader is ended. */
const [chunk, most] = [4096, 4 * 2 ** 20];
/** Period with which `tail -f` reads its files. */
const lookEvery = 1000;
const interrupted = 130;

export const endlessTools = (waiting: Waiting): readonly Command[] => [
  defineCommand('yes', (args, context) => yes(args, context, waiting)),
  defineCommand(hidden.follow, (args, context) => follow(args, context, waiting)),
];

async function yes(args: readonly string[], context: CommandContext, { drained }: Waiting): Promise<CommandResult> {
  const output = new CommandOutput(context);
  const signal = signalOf(context);
  const line = `${args.length === 0 ? 'y' : args.join(' ')}\n`;
  const lines = line.repeat(Math.max(1, Math.floor(chunk / line.length)));
  for (let printed = 0; !signal.aborted; printed += lines.length) {
    // The output is collected and would never end.
    if (printed > most && !output.onTerminal) return stopped();
    output.out(lines);
    await breathe();
    await drained();
  }
  return output.result(interrupted);
}

interface Following {
  readonly names: readonly string[];
  /** Returns the lines of a file that are printed first. */
  readonly first: (lines: readonly string[]) => readonly string[];
}

function readArguments(args: readonly string[]): Following {
  const names: string[] = [];
  let first: Following['first'] = (lines) => lines.slice(-10);
  for (let at = 0; at < args.length; at++) {
    const arg = args[at]!;
    const [, attached] = /^(?:-[fFqv]*n|--lines=|-)(\+?\d*)[fF]?$/.exec(arg) ?? [];
    const count = attached === '' && arg.endsWith('n') ? args[++at] : attached;
    if (count?.startsWith('+')) first = (lines) => lines.slice(Number(count) - 1);
    else if (count) first = (lines) => (Number(count) === 0 ? [] : lines.slice(-Number(count)));
    else if (!arg.startsWith('-')) names.push(arg);
  }
  return { names, first };
}

/** Prints the ends of files, and everything that is written to them from then on. */
async function follow(args: readonly string[], context: CommandContext, { sleep }: Waiting): Promise<CommandResult> {
  const output = new CommandOutput(context);
  const signal = signalOf(context);
  const { fs, cwd } = context;
  const { names, first } = readArguments(args);
  const seen = new Map<string, number>();
  let shown = '';
  const show = (name: string, text: string): void => {
    if (text === '') return;
    if (names.length > 1 && shown !== name) output.out(`${shown === '' ? '' : '\n'}==> ${name} <==\n`);
    shown = name;
    output.out(text);
  };
  for (const name of names) {
    const path = fs.resolvePath(cwd, name);
    if (!(await fs.exists(path))) {
      output.err(`tail: cannot open '${name}' for reading: No such file or directory\n`);
      continue;
    }
    const text = await fs.readFile(path);
    seen.set(name, text.length);
    show(name, first(text.match(/[^\n]*\n|[^\n]+$/g) ?? []).join(''));
  }
  if (seen.size === 0 && names.length > 0) {
    output.err('tail: no files remaining\n');
    return output.result(1);
  }
  while (!signal.aborted) {
    await sleep(lookEvery, signal);
    for (const [name, length] of seen) {
      const path = fs.resolvePath(cwd, name);
      if (signal.aborted || !(await fs.exists(path))) continue;
      const text = await fs.readFile(path);
      if (text.length < length) output.err(`tail: ${name}: file truncated\n`);
      show(name, text.slice(text.length < length ? 0 : length));
      seen.set(name, text.length);
    }
  }
  return output.result(interrupted);
}

/**
 * Runs programs that answer each line at once after a program that may never end: `kubectl get pods -w | grep web`.
 * just-bash gives a program all of its input at once. Therefore the program runs again with all lines so far whenever
 * some have arrived, and only new output is printed. A program that stops early (`head`, `grep -q`, `sed 3q`) ends the
 * pipeline.
 */
import type { Command } from 'just-bash/browser';
import { CommandOutput, type CommandContext, type CommandResult } from '../commands/terminal-output.ts';
import { bytesOf, extended, isTyped } from '../session/input.ts';
import { breathe } from '../session/limits.ts';
import type { Pipe } from './pipe.ts';

/**
 * Up to this number of characters a program runs again for each piece of input; above it, whenever the input has
 * doubled.
 */
const eager = 32 * 1024;
const mark = '\u0001lab\u0001';

interface Filter {
  /** True if the output for a line does not depend on earlier lines. */
  readonly stateless: boolean;
  /** Passes on this number of lines unchanged. */
  readonly lines?: number;
  /** Reports if the program, having read `lines` and printed `result`, stops reading. */
  readonly done: (lines: readonly string[], result: CommandResult, run: Rerun) => boolean | Promise<boolean>;
}

/** Runs the program with other arguments and other input. */
type Rerun = (args: readonly string[], input: string) => Promise<CommandResult>;

const never = (): boolean => false;

/** Returns the short options of the arguments, with their values (attached or in the next word). */
const option = (args: readonly string[], letter: string): string | undefined => {
  for (const [i, arg] of args.entries()) {
    const [, , value] = new RegExp(`^-([A-Za-z]*)${letter}(.*)$`).exec(arg) ?? [];
    if (value !== undefined && !arg.startsWith('--')) return value === '' ? (args[i + 1] ?? '') : value;
  }
  return undefined;
};
const hasOption = (args: readonly string[], letters: string): boolean =>
  args.some((arg) => new RegExp(`^-[A-Za-z]*[${letters}]`).test(arg) && !arg.startsWith('--'));

/** Returns how a program with these arguments answers line by line; `undefined` if it needs all lines first. */
function filterOf(name: string, args: readonly string[]): Filter | undefined {
  switch (name) {
    case 'cat':
      return { stateless: args.length === 0, done: never };
    case 'cut':
    case 'tr':
    case 'rev':
      return { stateless: true, done: never };
    case 'nl':
    case 'tac':
      return name === 'nl' ? { stateless: false, done: never } : undefined;
    case 'head':
      return head(args);
    case 'grep':
    case 'egrep':
    case 'fgrep':
      return grep(args);
    case 'sed':
      return sed(args);
    case 'awk':
      return awk(args);
    case 'jq':
      return hasOption(args, 's') || args.includes('--slurp') ? undefined : { stateless: false, done: never };
    default:
      return undefined;
  }
}

function head(args: readonly string[]): Filter | undefined {
  const plain = args.map((arg) => /^-(\d+)$/.exec(arg)?.[1]).find((count) => count !== undefined);
  const bytes = option(args, 'c');
  const given = plain ?? option(args, 'n') ?? args.map((arg) => /^--lines=(.*)$/.exec(arg)?.[1]).find(Boolean) ?? '10';
  if (bytes !== undefined && /^\d+$/.test(bytes)) {
    return { stateless: false, done: (lines) => lines.join('').length >= Number(bytes) };
  }
  if (!/^\d+$/.test(given)) return undefined;
  const plainly = args.every((arg, i) => /^-(n?\d+|n|-lines=\d+)$/.test(arg) || args[i - 1] === '-n');
  return {
    stateless: false,
    done: (lines) => lines.length >= Number(given),
    ...(plainly && { lines: Number(given) }),
  };
}

function grep(args: readonly string[]): Filter | undefined {
  if (hasOption(args, 'q') || args.includes('--quiet')) {
    return { stateless: false, done: (_, { exitCode }) => exitCode === 0 };
  }
  if (hasOption(args, 'clL') || args.includes('--count')) return undefined;
  const most = option(args, 'm') ?? args.map((arg) => /^--max-count=(.*)$/.exec(arg)?.[1]).find(Boolean);
  if (most === undefined) return { stateless: !hasOption(args, 'nABC'), done: never };
  return { stateless: false, done: (_, { stdout }) => stdout.split('\n').length > Number(most) };
}

const isScript = (arg: string): boolean => !arg.startsWith('-');

function sed(args: readonly string[]): Filter | undefined {
  const text = args.join(' ');
  if (/\$(?!['"\w)\\/|])|\$[dpq!]|\bN\b|-i/.test(text) || /(^|[;{\s])w\s/.test(text)) return undefined;
  if (!/q/.test(text)) return { stateless: !/\d|,|[hHgGxDP]/.test(text), done: never };
  return {
    stateless: false,
    // Inserts a text before the last line if the program reaches it.
    done: async (lines, _, run) => {
      const at = args.findIndex(isScript);
      const others = args.includes('-e') ? args : [...args.slice(0, at), '-e', ...args.slice(at)];
      const probe = await run(['-e', `$i ${mark}`, ...others], [...lines, '\n'].join(''));
      return !probe.stdout.includes(mark);
    },
  };
}

function awk(args: readonly string[]): Filter | undefined {
  const program = args.find((arg, i) => isScript(arg) && !/^-[vF]$/.test(args[i - 1] ?? ''));
  if (program === undefined || /\bEND\b|getline|system|print[^;}]*>|\|/.test(program.replace(/\|\|/g, '')))
    return undefined;
  if (!/\bexit\b/.test(program))
    return { stateless: !/NR|\w\s*(\+\+|[-+*/]?=[^=~])|\+\+|--/.test(program), done: never };
  return {
    stateless: false,
    done: async (lines, _, run) => {
      const probe = args.map((arg) => (arg === program ? `${arg}\nEND { print "${mark}" NR }` : arg));
      const { stdout } = await run(probe, [...lines, '\n'].join(''));
      const read = /\u0001lab\u0001(\d+)/.exec(stdout)?.[1];
      return read === undefined || Number(read) <= lines.length;
    },
  };
}

/** Names of programs that can answer line by line. */
export const filterNames: readonly string[] = [
  'awk',
  'cat',
  'cut',
  'egrep',
  'fgrep',
  'grep',
  'head',
  'jq',
  'nl',
  'rev',
  'sed',
  'tr',
];

/** Runs the program after a pipe. */
export function streamed(tool: Command, pipe: Pipe): Command {
  return {
    ...tool,
    execute: (args, context) => {
      const filter = isTyped(context) ? filterOf(tool.name, args) : undefined;
      if (filter?.lines !== undefined) return handOn(filter.lines, context, pipe);
      return filter === undefined ? toItsEnd(tool, args, context) : follow(tool, filter, args, context, pipe);
    },
  };
}

async function toItsEnd(tool: Command, args: string[], context: CommandContext): Promise<CommandResult> {
  const output = new CommandOutput(context);
  const { stdout, stderr, exitCode } = await tool.execute(args, context);
  output.out(stdout);
  output.err(stderr);
  return output.result(exitCode);
}

/** `head` has not stopped: there is nothing to run again. */
async function handOn(most: number, context: CommandContext, pipe: Pipe): Promise<CommandResult> {
  const output = new CommandOutput(context);
  const signal = context.signal ?? new AbortController().signal;
  let left = most;
  while (left > 0) {
    const piece = await pipe.read(signal);
    if (piece === undefined) break;
    let end = 0;
    while (left > 0 && end < piece.length) {
      end = piece.indexOf('\n', end) + 1 || piece.length;
      left--;
    }
    output.out(piece.slice(0, end));
    await breathe();
  }
  return output.result(0);
}

async function follow(
  tool: Command,
  { stateless, done }: Filter,
  args: string[],
  context: CommandContext,
  pipe: Pipe,
): Promise<CommandResult> {
  const output = new CommandOutput(context);
  const signal = context.signal ?? new AbortController().signal;
  const rerun: Rerun = (others, input) => tool.execute([...others], extended(context, { stdin: bytesOf(input) }));
  let lines: string[] = [];
  let [printed, size, due] = ['', 0, 0];
  let exitCode = 1;
  for (;;) {
    const piece = await pipe.read(signal);
    if (piece !== undefined) {
      lines = [...(stateless ? [] : lines), ...(piece.match(/[^\n]*\n|[^\n]+$/g) ?? [])];
      size = (stateless ? 0 : size) + piece.length;
      if (!stateless && size > eager && size < due) continue;
      due = size * 2;
    }
    await breathe();
    if (piece === undefined && stateless) {
      if (printed !== '' || exitCode === 0 || signal.aborted) break;
      lines = [];
    }
    const result = await rerun(args, lines.join(''));
    if (stateless) {
      output.out(result.stdout);
      printed ||= result.stdout;
      exitCode = Math.min(exitCode, result.exitCode);
    } else {
      ({ exitCode } = result);
      if (result.stdout.startsWith(printed)) {
        output.out(result.stdout.slice(printed.length));
        printed = result.stdout;
      } else if (piece === undefined) output.out(result.stdout);
    }
    if (piece === undefined || result.exitCode > 1) {
      output.err(result.stderr);
      exitCode = result.exitCode > 1 ? result.exitCode : exitCode;
      break;
    }
    if (await done(lines, result, rerun)) break;
  }
  return output.result(exitCode);
}

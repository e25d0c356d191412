/**
 * Runs programs that answer each line at once after a program that may never end: `kubectl get pods -w | grep web`.
 * just-bash gives a program all of its input at once. Therefore the program runs again with all lines so far whenever
 * some have arrived, and only new output is printed. A program that stops early (`head`, `grep -q`, `sed 3q`) ends the
 * pipeline.
 */
import type { Command } from 'just-bash/browser';
import { CommandOutput, type CommandContext, type CommandResult } from '../commands/terminal-output.ts';
import { bytesOf, extended, isTyped } from '../session/input.ts';
import { breathe } from '../turns.ts';
import { type Filter, filterOf, type Rerun } from './line-by-line.ts';
import type { Pipe } from './pipe.ts';

/**
 * Up to this number of characters a program runs again for each piece of input; above it, whenever the input has
 * doubled.
 */
const eager = 32 * 1024;
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

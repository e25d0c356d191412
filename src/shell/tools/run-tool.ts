/**
 * Runs the programs of every system that just-bash includes (`cat`, `grep`, `sort` and others), so that they request
 * typed lines only when they read them and fail in the words of the real programs.
 */
import type { Bash, Command } from 'just-bash/browser';
import type { CommandContext, CommandResult } from '../commands/terminal-output.ts';
import { bytesOf, extended, isTyped } from '../session/input.ts';
import { hidden } from '../language/hidden.ts';
import { breathe, type Work } from '../turns.ts';
import { awk } from './awk.ts';
import { copying } from './copy.ts';
import { date } from './date.ts';
import { grep } from './grep.ts';
import { head, tail } from './head.ts';
import { asHelp } from './help.ts';
import { asListed } from './ls.ts';
import { inPieces } from './in-pieces.ts';
import { jq } from './jq/jq.ts';
import { paste } from './paste.ts';
import type { Refinement, RunTool } from './refinement.ts';
import { sed } from './sed.ts';
import { sort } from './sort.ts';
import { expr } from '../programs/expr.ts';
import { tr } from '../programs/tr.ts';
import { inToolsWords, isBounded, stopped } from './tool-words.ts';

/** Thrown into a program that reads input that has not been typed yet. */
class InputWanted extends Error {}

/** Programs that access their input before they know if they need it; they read it unless files are named. */
const hasty = new Set(['base64', 'paste']);

interface RefineOptions {
  /** Names of the commands that just-bash includes. */
  readonly bundled: readonly string[];
  /** Reads typed lines until Ctrl-D. */
  readonly readTyped: () => Promise<string>;
  /** Resolves when there is room for more output of the shell. */
  readonly drained: () => Promise<void>;
  /** The steps of the running line. */
  readonly work: () => Work;
  /** Called with the variables of the shell before and after each command. */
  readonly around: (variables: Map<string, string>) => void;
}

/** just-bash has no public way to replace a command and keep its context. Its version is therefore fixed. */
function commandsOf(bash: Bash): Map<string, Command & { readonly internalIsExtension?: boolean }> {
  const commands: unknown = Reflect.get(bash, 'commands');
  if (!(commands instanceof Map)) throw new Error('just-bash keeps its commands elsewhere');
  return commands as Map<string, Command>;
}

/** The counters of just-bash that limit the work of a line. */
interface Counters {
  readonly countersByKind: Map<string, number>;
  workUnits: number;
  commandCount: number;
  inputBytes: number;
}

/**
 * Makes the limits of just-bash apply to the time between two turns of the page, not to a whole line: a loop may run
 * for hours. Only the commands that just-bash includes are given its counters.
 */
function withNewCounters(command: Command): Command & { readonly internalIsExtension: boolean } {
  return {
    ...command,
    internalIsExtension: false,
    execute: async (args, context) => {
      const counters = context.executionScope as unknown as Counters;
      counters.countersByKind.clear();
      Object.assign(counters, { workUnits: 0, commandCount: 0, inputBytes: 0 });
      return command.execute(args, context);
    },
  };
}

/** Number of bytes that a line may print in addition each time it has waited. */
const moreOutput = 2 ** 20;

/** Raises the limit of a line's output after it has waited: just-bash limits all that a line prints and redirects. */
export function allowOutput(bash: Bash): void {
  const limits = Reflect.get(bash, 'limits') as { maxOutputSize: number };
  limits.maxOutputSize += moreOutput;
}

/** A command that just-bash has. */
export const toolOf = (bash: Bash, name: string): Command => commandsOf(bash).get(name)!;

/** Lets a shell's commands read typed input, and makes those of just-bash behave like programs of a system. */
export function refineTools(bash: Bash, { bundled, readTyped, drained, around, work }: RefineOptions): void {
  const commands = commandsOf(bash);
  for (const [name, command] of commands) {
    const isTool = bundled.includes(name) && command.internalIsExtension !== true;
    const execute = async (args: string[], context: CommandContext): Promise<CommandResult> => {
      await breathe(work());
      await drained();
      const reading = extended(context, { readTyped });
      around(context.env);
      const result = await (isTool ? run(command, args, reading) : command.execute(args, reading));
      around(context.env);
      return result;
    };
    const refined = { ...command, execute };
    commands.set(name, name === hidden.breathe ? withNewCounters(refined) : refined);
  }
}

/** Corrected programs by name. */
const refinements: Readonly<Record<string, Refinement>> = {
  awk,
  cp: copying('cp'),
  mv: copying('mv'),
  date,
  egrep: grep,
  expr,
  fgrep: grep,
  grep,
  head,
  jq,
  ls: async (args, context, runTool) => asListed(args, context, await runTool(args, context)),
  paste,
  sed,
  sort,
  tail,
  tr,
  uniq: async (args, context, runTool) => withWideCounts(args, await runTool(args, context)),
};

async function run(tool: Command, args: string[], context: CommandContext): Promise<CommandResult> {
  const { name } = tool;
  let result: CommandResult;
  try {
    const runTool: RunTool = (given, around) =>
      inPieces(name, given, around, (own, context) => runWithInput(tool, own, context));
    result = await (refinements[name] === undefined || args.includes('--help')
      ? runTool(args, context)
      : refinements[name](args, context, runTool));
  } catch (error) {
    if (isBounded(String(error))) return stopped();
    if (!(error instanceof Error) || !/^(Type|Range)?Error$/.test(error.name)) throw error;
    result = { stdout: '', stderr: `${name}: ${error.message}\n`, exitCode: 1 };
  }
  if (args.includes('--help') && result.exitCode === 0) return { ...result, stdout: asHelp(name, result.stdout) };
  if (result.stderr === '') return result;
  return inToolsWords(name, args, result, context);
}

/** `uniq -c`: counts are seven characters wide, as GNU's. */
function withWideCounts(args: readonly string[], result: CommandResult): CommandResult {
  if (!args.some((arg) => /^(-[a-zA-Z]*c|--count$)/.test(arg))) return result;
  return { ...result, stdout: result.stdout.replace(/^ *(\d+) /gm, (_, count: string) => `${count.padStart(7)} `) };
}

/** Runs a program; if it reads typed input, requests it and runs the program again. */
async function runWithInput(tool: Command, args: string[], context: CommandContext): Promise<CommandResult> {
  let wanted = false;
  const asking = extended(context, {
    get stdin(): CommandContext['stdin'] {
      if (!isTyped(context)) return context.stdin;
      if (hasty.has(tool.name) && namesOnlyFiles(args)) return bytesOf('');
      wanted = true;
      throw new InputWanted();
    },
  });
  try {
    const result = await tool.execute(args, asking);
    if (!wanted) return result;
  } catch (error) {
    if (!wanted) throw error;
  }
  const text = (await context.readTyped?.()) ?? '';
  return tool.execute(args, extended(context, { stdin: bytesOf(text) }));
}

const namesOnlyFiles = (args: readonly string[]): boolean =>
  args.some((arg) => !arg.startsWith('-')) && !args.includes('-');

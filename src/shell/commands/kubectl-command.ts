/**
 * `kubectl` in the shell: runs the command, prints output as soon as the command writes it, and waits as the command
 * does.
 */
import { type Command, defineCommand } from 'just-bash/browser';
import {
  type Answer,
  kubectl,
  type KubeConfig,
  type KubectlEnvironment,
  kustomized,
  type Request,
  type CommandRun,
} from '../../kubectl/index.ts';
import type { ShellEnvironment, RecordedCommand } from '../environment.ts';
import { givenInput, isTyped, textOfInput } from '../session/input.ts';
import { breathe } from '../turns.ts';
import { commandLine } from '../language/quoting.ts';
import { interrupted } from '../session/session.ts';
import { roundTrip, takeTime } from '../time.ts';
import { readFiles } from './named-files.ts';
import { type CommandContext, CommandOutput, type CommandResult } from './terminal-output.ts';

export interface KubectlOptions {
  readonly environment: ShellEnvironment;
  readonly config: KubeConfig;
  /** Number of inputs of the cluster when the typed line began; undefined in the background. */
  readonly line?: () => number | undefined;
  /** Performs the command's requests to this machine: an editor, a shell in a container, a copy of files. */
  readonly answer: (request: Request, call: Call) => Promise<Answer | undefined>;
}

/** One call of kubectl. */
export interface Call {
  readonly context: CommandContext;
  readonly output: CommandOutput;
  /** The text of standard input. */
  readonly stdin: string;
  /** True if standard input is the terminal. */
  readonly typed: boolean;
  readonly signal: AbortSignal;
  /** Callbacks for the end of the command. */
  readonly closing: (() => void)[];
  /** Aborted when a connection to a Pod fails. */
  readonly connection: AbortController;
}

export function kubectlCommands(options: KubectlOptions): Command[] {
  return ['kubectl', 'k'].map((name) => defineCommand(name, (args, context) => run(args, context, options)));
}

async function run(args: string[], context: CommandContext, options: KubectlOptions): Promise<CommandResult> {
  const output = new CommandOutput(context);
  const { environment, config } = options;
  const signal = context.signal ?? new AbortController().signal;
  await takeTime(environment, roundTrip, signal);
  if (signal.aborted) return output.result(interrupted);
  const files = await readFiles(context, args);
  const stdin = readsInput(args) ? await textOfInput(context) : givenInput(context);
  if (signal.aborted) return output.result(interrupted);
  const before = environment.inputs();
  const line = options.line?.();
  const env: KubectlEnvironment = {
    api: environment.api,
    cluster: environment.cluster,
    actor: { name: 'user', reason: `kubectl ${args[0] ?? ''}`.trim() },
    config,
    clock: () => environment.clock?.(),
    stdin,
    readFile: files.read,
    readDirectory: files.list,
    resolvePath: (path) => context.fs.resolvePath(context.cwd, path),
    warn: (text) => output.err(text),
    logs: ({ metadata }, container, previous) =>
      environment.inside().containers.logs(metadata.uid, container, previous) ?? [],
  };
  const call: Call = {
    context,
    output,
    stdin,
    typed: isTyped(context),
    signal,
    closing: [],
    connection: new AbortController(),
  };
  const exit = await follow(kubectl(args, env), call, options).finally(() => call.closing.forEach((close) => close()));
  if (environment.inputs() > before) {
    environment.record({
      ...recorded(args, env),
      lines: output.lines,
      ok: exit === 0 || exit === interrupted,
      ...(line !== undefined && { line }),
    });
  }
  return output.result(exit);
}

/** A single dash means standard input, as in `-f -`; after `--` it belongs to another command. */
function readsInput(args: readonly string[]): boolean {
  const own = args.includes('--') ? args.slice(0, args.indexOf('--')) : args;
  return own.some((arg) => /^(-f|--?[\w-]+=)?-$/.test(arg));
}

/** Returns the command in a form that works elsewhere: with the content of its file or of its kustomization. */
function recorded(args: readonly string[], env: KubectlEnvironment): Pick<RecordedCommand, 'command' | 'file'> {
  const at = args.findIndex((arg) => /^(-f|--filename|-k|--kustomize)$/.test(arg));
  const path = args[at + 1] ?? '';
  const file =
    at < 0 ? undefined : /k/.test(args[at]!) ? built(path, env) : path === '-' ? env.stdin : env.readFile(path);
  if (file === undefined) return { command: commandLine(['kubectl', ...args]) };
  return { command: commandLine(['kubectl', ...args.with(at, '-f').with(at + 1, '-')]), file };
}

function built(directory: string, { readFile, readDirectory, resolvePath }: KubectlEnvironment): string | undefined {
  try {
    return kustomized(directory, { readFile, readDirectory, resolvePath });
  } catch {
    // The command has printed the reason itself.
    return undefined;
  }
}

/** Runs a command to its end, or until it is interrupted. */
async function follow(steps: CommandRun, call: Call, { environment, answer }: KubectlOptions): Promise<number> {
  const { output, signal } = call;
  let answered: Answer | undefined;
  for (;;) {
    await breathe();
    const step = answered === undefined ? steps.next() : steps.next(answered);
    answered = undefined;
    if (step.done) {
      environment.settle();
      return step.value;
    }
    const chunk = step.value;
    if (chunk === 'wait' || 'until' in chunk) {
      environment.settle();
      await environment.wait(chunk === 'wait' ? undefined : chunk.until, signal);
    } else if ('request' in chunk) {
      environment.settle();
      answered = await answer(chunk.request, call);
    } else {
      if (chunk.stdout) output.out(chunk.stdout);
      if (chunk.stderr) output.err(chunk.stderr);
    }
    if (signal.aborted) return leave(steps, call);
  }
}

/** Ends a command early. The command cleans up and prints its last output. */
function leave(steps: CommandRun, { output }: Call): number {
  for (let step = steps.return(interrupted); !step.done; step = steps.next()) {
    if (typeof step.value !== 'object' || !('stdout' in step.value || 'stderr' in step.value)) continue;
    if (step.value.stdout) output.out(step.value.stdout);
    if (step.value.stderr) output.err(step.value.stderr);
  }
  return interrupted;
}

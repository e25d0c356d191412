/** `kubectl` in the shell: runs the command, prints what it says when it says it, and waits where it waits. */
import { type Command, defineCommand } from 'just-bash/browser';
import { kubectl, type KubeConfig, type KubectlEnvironment, type Run } from '../../kubectl/index.ts';
import type { ShellEnvironment, ToldCommand } from '../environment.ts';
import { commandLine } from '../quoting.ts';
import { interrupted } from '../session.ts';
import { type NamedFiles, readFiles } from './named-files.ts';
import { type CommandContext, CommandOutput, type CommandResult, type Print } from './terminal-output.ts';

export interface KubectlOptions {
  readonly environment: ShellEnvironment;
  readonly config: KubeConfig;
  readonly print: Print;
  /** Commands that need more than an answer: a shell in a container, a copy of files. `undefined`: not one of those. */
  readonly extra: (
    args: readonly string[],
    context: CommandContext,
    output: CommandOutput,
  ) => Promise<number | undefined>;
}

export function kubectlCommands(options: KubectlOptions): Command[] {
  return ['kubectl', 'k'].map((name) => defineCommand(name, (args, context) => run(args, context, options)));
}

async function run(args: string[], context: CommandContext, options: KubectlOptions): Promise<CommandResult> {
  const output = new CommandOutput(context, options.print);
  const own = await options.extra(args, context, output);
  if (own !== undefined) return output.result(own);
  const { environment, config } = options;
  const files = await readFiles(context, args);
  const stdin = textOfStdin(context);
  const before = environment.inputs();
  const env: KubectlEnvironment = {
    api: environment.api,
    cluster: environment.cluster,
    actor: { name: 'user', reason: `kubectl ${args[0] ?? ''}`.trim() },
    config,
    stdin,
    readFile: files.read,
    readDirectory: files.list,
  };
  const exit = await follow(kubectl(args, env), output, environment, context.signal);
  if (environment.inputs() > before) {
    environment.record({ ...told(args, stdin, files), lines: output.lines, ok: exit === 0 || exit === interrupted });
  }
  return output.result(exit);
}

/** The command as one that does the same elsewhere: what one file held goes with it. */
function told(args: readonly string[], stdin: string, files: NamedFiles): Pick<ToldCommand, 'command' | 'file'> {
  const at = args.findIndex((arg) => arg === '-f' || arg === '--filename');
  const path = args[at + 1] ?? '';
  const file = path === '-' ? stdin : files.read(path);
  if (at < 0 || file === undefined) return { command: commandLine(['kubectl', ...args]) };
  return { command: commandLine(['kubectl', ...args.with(at + 1, '-')]), file };
}

/** Goes through a command to its end, or until it is interrupted. */
async function follow(
  steps: Run,
  output: CommandOutput,
  environment: ShellEnvironment,
  signal: AbortSignal = new AbortController().signal,
): Promise<number> {
  for (;;) {
    const step = steps.next();
    if (step.done) {
      environment.settle();
      return step.value;
    }
    const chunk = step.value;
    if (typeof chunk === 'object' && !('until' in chunk)) {
      if (chunk.stdout) output.out(chunk.stdout);
      if (chunk.stderr) output.err(chunk.stderr);
      continue;
    }
    environment.settle();
    await environment.wait(chunk === 'wait' ? undefined : chunk.until, signal);
    if (signal.aborted) {
      steps.return(interrupted);
      return interrupted;
    }
  }
}

/** just-bash pipes bytes; kubectl reads text. */
function textOfStdin({ stdin }: CommandContext): string {
  return new TextDecoder().decode(Uint8Array.from(stdin as unknown as string, (char) => char.charCodeAt(0)));
}

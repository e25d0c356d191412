/**
 * Pipelines with concurrent programs, for programs that may never end: `yes | head`, `kubectl logs -f | grep -m1
 * ready`. Each program runs in a subshell. When a program has ended, the one that writes to it ends with its next line
 * and the exit code of a broken pipe; one that only waits for something to print ends at once.
 */
import { type Command, defineCommand } from 'just-bash/browser';
import { type CommandContext, CommandOutput, type CommandResult, type Print } from '../commands/terminal-output.ts';
import { noFork, signalOf } from '../commands/host.ts';
import { givenInput } from '../session/input.ts';
import { hidden, streamsOf } from '../language/hidden.ts';
import { Pipe } from './pipe.ts';

/** 128 and the number of SIGPIPE, 13, or SIGINT, 2. */
const [brokenPipe, interrupted] = [141, 130];

/** Starts a shell for one program of a pipeline. */
export interface Stage {
  readonly context: CommandContext;
  /** The pipe from which it reads; undefined for the first program, which reads the pipeline's input. */
  readonly input: Pipe | undefined;
  readonly print: Print;
  /** Resolves when there is room for more output. */
  readonly drained: () => Promise<void>;
}

export type StartStage = (
  stage: Stage,
) => ((text: string, signal: AbortSignal, stdin: string) => Promise<number>) | undefined;

/** A pipeline as part of a rewritten script. */
export interface PipelineArguments {
  /** Distinguishes it from the script's other pipelines. */
  readonly id: string;
  /** For each program: its script, if its errors go into the pipe too, and if it only prints. */
  readonly stages: readonly { readonly text: string; readonly errors: boolean; readonly passive: boolean }[];
}

/** @param terminal Prints at once. */
export function pipelineCommands(start: StartStage, terminal: Print): Command[] {
  /** Results of the programs of a pipeline, until the commands in their places request them. */
  const results = new Map<string, readonly CommandResult[]>();
  return [
    defineCommand(hidden.pipeline, async ([streams = '', described = '{}'], context) => {
      const { id, stages } = JSON.parse(described) as PipelineArguments;
      const ended = await runPipeline(stages, streams, context, { start, terminal });
      results.set(id, ended);
      return stages.length === 1 ? ended[0]! : { ...ended[0]!, stdout: '' };
    }),
    defineCommand(hidden.stage, async ([id = '', at = '0']) => results.get(id)?.[Number(at)] ?? failed),
  ];
}

const failed: CommandResult = { stdout: '', stderr: '', exitCode: noFork };

async function runPipeline(
  stages: PipelineArguments['stages'],
  streams: string,
  context: CommandContext,
  { start, terminal }: { readonly start: StartStage; readonly terminal: Print },
): Promise<readonly CommandResult[]> {
  const { out, err } = streamsOf(streams);
  const signal = signalOf(context);
  const stops = stages.map(() => new AbortController());
  const stopAll = (): void => stops.forEach((stop) => stop.abort());
  const broken = new Set<number>();
  const breakPipe = (i: number): void => {
    broken.add(i);
    stops[i]!.abort();
  };
  if (signal.aborted) stopAll();
  signal.addEventListener('abort', stopAll);
  const pipes = stages.slice(1).map((_, i) => new Pipe(() => breakPipe(i)));
  const running = stages.map(async ({ text, errors }, i): Promise<CommandResult> => {
    const last = i === stages.length - 1;
    const own = { out: last && out, err: err && !errors, print: terminal };
    const output = new CommandOutput({ terminal: own });
    const [before, behind] = [pipes[i - 1], pipes[i]];
    const print: Print = (stream, piece) => {
      if (behind !== undefined && (stream === 'stdout' || errors)) behind.write(piece);
      else output.print(stream, piece);
    };
    const run = start({ context, input: before, print, drained: async () => behind?.drained(stops[i]!.signal) });
    const exit = run === undefined ? noFork : await run(text, stops[i]!.signal, i === 0 ? givenInput(context) : '');
    behind?.close();
    before?.abandon();
    for (let j = i - 1; j >= 0 && stages[j]!.passive; j--) breakPipe(j);
    return output.result(broken.has(i) && exit === interrupted ? brokenPipe : exit);
  });
  const ended = await Promise.all(running);
  signal.removeEventListener('abort', stopAll);
  return ended;
}

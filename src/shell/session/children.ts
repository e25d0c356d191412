/** Shells that a shell starts: for a program, for a stage of a pipeline, for a background job. */
import { type Command, defineCommand } from 'just-bash/browser';
import type { Process } from '../commands/host.ts';
import type { CommandOutput } from '../commands/terminal-output.ts';
import { type CommandContext } from '../commands/terminal-output.ts';
import { hidden, lastJobVariable, traceVariable, tracedAbove } from '../language/hidden.ts';
import type { Stage, StartStage } from '../pipelines/pipelines.ts';
import { isTyped } from './input.ts';
import type { Jobs } from './jobs.ts';
import { breathe } from '../turns.ts';
import type { LineState } from './line-state.ts';
import { forkError, type Processes } from './processes.ts';
import type { LineOutcome, SessionOptions } from './session-options.ts';

/** A shell that was started. */
export interface Child {
  readonly jobs: Pick<Jobs, 'stop'>;
  runToEnd(text: string, signal: AbortSignal, stdin?: string): Promise<LineOutcome>;
  hasProgram(name: string): Promise<boolean>;
}

export interface Parent {
  readonly options: SessionOptions;
  readonly state: LineState;
  readonly jobs: Jobs;
  /** Limits of the running line. */
  readonly processes: () => Processes;
  /** @param state The initial state of the new shell, besides its variables. */
  readonly create: (options: SessionOptions, state?: LineState) => Child;
}

export class Children {
  constructor(private readonly parent: Parent) {}

  /** Returns a shell for one program, with the exported variables; `undefined` if too many shells run. */
  spawn(
    context: CommandContext,
    output: CommandOutput,
    exported = context.exportedEnv ?? {},
    name?: string,
  ): Process | undefined {
    const { create } = this.parent;
    const started = this.parent.processes().startProgram();
    if (started === undefined) {
      output.err(forkError);
      return undefined;
    }
    const { readLine, interrupt, interactive: _, ...options } = this.parent.options;
    const typist = isTyped(context) ? { readLine, interrupt } : {};
    const { processes } = started;
    const { print } = output;
    const child = create({
      ...options,
      ...typist,
      processes,
      home: context.cwd,
      env: exported,
      print,
      ...(name !== undefined && { name }),
    });
    return {
      run: async (script, stdin, signal) => {
        await breathe();
        return (await child.runToEnd(script, signal, stdin)).exit;
      },
      has: (program) => child.hasProgram(program),
    };
  }

  /** Returns a shell for one program of a pipeline, with the state of its parent. */
  readonly startStage: StartStage = ({ context, input, print, drained }: Stage) => {
    const { state, create } = this.parent;
    const started = this.parent.processes().startProgram();
    if (started === undefined) {
      print('stderr', forkError);
      return undefined;
    }
    const { readLine, interrupt, pipe, interactive: _, ...options } = this.parent.options;
    const given = isTyped(context) ? { readLine, interrupt, ...(pipe && { pipe }) } : {};
    const reading = input === undefined ? given : { readLine: input.readLine, pipe: input };
    const env = variablesOf(context.env);
    const { processes } = started;
    const stage = create({ ...options, ...reading, print, drained, processes, home: context.cwd, env }, state);
    return async (text, signal, stdin) => {
      const { exit } = await stage.runToEnd(text, signal, stdin);
      stage.jobs.stop();
      return exit;
    };
  };

  /** Runs in place of `&`: a job is a shell that begins with the state of its parent. */
  startJob(): Command {
    return defineCommand(hidden.job, async ([script = '', text = ''], { env, cwd }) => {
      const { options, state, jobs, create } = this.parent;
      // After Ctrl-C, a command must not request results any more.
      const variables = variablesOf(env);
      await breathe();
      const pid = jobs.start(text, async (signal, processes) => {
        const { print, inBackground } = options;
        const job = create({ ...inBackground(), print, processes, home: cwd, env: variables }, state);
        return (await job.runToEnd(script, signal)).exit;
      });
      if (pid !== undefined) env.set(lastJobVariable, String(pid));
      return { stdout: '', stderr: '', exitCode: pid === undefined ? 1 : 0 };
    });
  }
}

/** All variables of a shell, for one that it starts with a part of its script: traces are in that part already. */
const variablesOf = (env: ReadonlyMap<string, string>): Record<string, string> => ({
  ...Object.fromEntries(env),
  ...(env.get(traceVariable) && { [traceVariable]: tracedAbove }),
});

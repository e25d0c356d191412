/** One interactive bash: what a line sets — variables, functions, the directory — is there for the next. */
import { Bash, type Command, defineCommand } from 'just-bash/browser';
import { CommandReader } from '../language/command-reader.ts';
import { type Host, noFork } from '../commands/host.ts';
import { processCommands } from '../commands/process-commands.ts';
import { Children } from './children.ts';
import { withDevices } from './devices.ts';
import { collected, devices, hidden, type Streams } from '../language/hidden.ts';
import { hiddenCommands } from './hidden-commands.ts';
import { typedMark } from './input.ts';
import { isTooIntricate } from '../language/intricate.ts';
import { Jobs } from './jobs.ts';
import { LineState } from './line-state.ts';
import { limits } from './limits.ts';
import { filterNames, streamed } from '../pipelines/filters.ts';
import { pipelineCommands } from '../pipelines/pipelines.ts';
import { Parser } from '../language/parser.ts';
import { gaveUpError, type Processes } from './processes.ts';
import { available, offered, programsOfBuiltins } from '../language/program-names.ts';
import {
  type FunctionDefinition,
  lastExit,
  redirection,
  type Script,
  simpleCommand,
  type SimpleCommand,
  statement,
} from '../language/script.ts';
import { bashWords } from '../language/shell-words.ts';
import { streaming } from '../language/streaming.ts';
import { endlessTools } from '../tools/endless.ts';
import { ownTools } from '../tools/index.ts';
import { refineTools, toolOf } from '../tools/run-tool.ts';
import { isBounded, killed } from '../tools/tool-words.ts';
import type { Outcome, SessionOptions } from './session-options.ts';
import { TypedInput } from './typed-input.ts';

/** The exit code of a command that was interrupted: 128 and the signal's number, 2. */
export const interrupted = 130;

export class BashSession {
  readonly #options: SessionOptions;
  /** Commands that only shells in this place have. */
  readonly #own: readonly Command[];
  readonly #bash: Bash;
  readonly jobs: Jobs;
  readonly #state: LineState;
  #processes: Processes;
  readonly #programs: ReadonlySet<string>;
  /** Set when the line that runs has come to its end. */
  #kept: number | undefined;
  #signal = new AbortController().signal;
  readonly #parser: Parser;
  readonly #input: TypedInput;

  /** @param inherited What it begins with, beside its variables. */
  constructor(options: SessionOptions, inherited?: LineState) {
    this.#options = options;
    const { home, env, print, processes } = options;
    this.#input = new TypedInput(options, () => this.#signal);
    this.#state = new LineState(env, home);
    if (inherited !== undefined) this.#state.copyFrom(inherited);
    this.#processes = processes;
    this.jobs = new Jobs({ print, interactive: options.interactive === true, processes: () => this.#processes });
    const children = new Children({
      options,
      state: this.#state,
      jobs: this.jobs,
      processes: () => this.#processes,
      create: (given, state) => new BashSession(given, state),
    });
    const host: Host = {
      spawn: (context, output, exported) => children.spawn(context, output, exported),
      sleep: options.sleep,
      exported: options.exported ?? ((context) => new Map(Object.entries(context.exportedEnv ?? {}))),
    };
    const starters = processCommands(host);
    this.#own = [...ownTools({ busybox: options.busybox === true }), ...options.commands(host)];
    const drained = options.drained ?? (() => Promise.resolve());
    const endless = endlessTools({ sleep: options.sleep, drained });
    const { pipe } = options;
    const filters = pipe === undefined ? [] : filterNames.map((name) => streamed(this.#tool(name), pipe));
    const programs = [
      ...this.#own.filter(({ name }) => options.streaming.has(name)),
      ...[...starters, ...endless, ...filters],
    ];
    this.#programs = new Set(programs.map(({ name }) => name));
    const files = withDevices(options.files, {
      written: {
        [devices.out]: (text) => print('stdout', text),
        [devices.err]: (text) => print('stderr', bashWords(text)),
        [devices.state]: (text) => this.#state.remember(text),
        [devices.arrays]: (text) => this.#state.rememberArrays(text),
      },
      read: {
        [devices.input]: () => Promise.resolve(typedMark),
        [devices.lines]: this.#input.all,
        [devices.line]: this.#input.one,
      },
    });
    this.#bash = new Bash({
      fs: files,
      cwd: home,
      env: { ...env },
      commands: available,
      executionLimits: limits,
      // It would replace globals of the whole page while a command runs; there is nothing behind this shell to protect.
      defenseInDepth: false,
      sleep: (ms) => options.sleep(ms, this.#signal),
      customCommands: [
        ...starters,
        ...this.#own,
        ...[...this.jobs.commands(), ...endless, ...pipelineCommands(children.startStage, print)],
        ...hiddenCommands({ host, print, programs, rewritten: (text, to) => this.#rewritten(text, to) }),
        ...[this.#keep(), this.#input.command(), children.startJob()],
      ],
    });
    refineTools(this.#bash, { bundled: available, readTyped: this.#input.all, drained });
    this.#parser = new Parser(this.#bash, {
      entered: (script) => this.#rewriteEntered(script),
      inner: (script) => this.#rewrite(script, collected, () => undefined),
    });
  }

  /** `$?` */
  get exit(): number {
    return this.#state.exit;
  }

  get cwd(): string {
    return this.#state.cwd;
  }

  get env(): Readonly<Record<string, string>> {
    return this.#state.env;
  }

  /** Names of all that can be called. */
  get commands(): readonly string[] {
    const aliases = Object.keys(this.env).flatMap((name) => /^BASH_ALIAS_(.+)$/.exec(name)?.[1] ?? []);
    const own = this.#own.map(({ name }) => name);
    const functions = [...this.#state.functions.keys()].filter((name) => !name.startsWith('lab-'));
    return [...available, ...own, ...this.#programs, ...offered, ...functions, ...aliases];
  }

  /** Runs what was typed. What it prints is printed while it runs. */
  async run(text: string, signal: AbortSignal, stdin = ''): Promise<Outcome> {
    this.#kept = undefined;
    const { print, interactive, processes } = this.#options;
    if (isTooIntricate(text)) {
      print('stderr', 'Killed\n');
      return { exit: (this.#state.exit = killed), bounded: true };
    }
    if (interactive) this.#processes = processes.nextLine();
    const { ended } = this.#processes;
    this.#signal = AbortSignal.any([signal, ended]);
    const { env, cwd } = this.#state;
    const result = await this.#parser.enter(text, (script) =>
      this.#bash.exec(script, { env: { ...env }, replaceEnv: true, cwd, signal: this.#signal, stdin }),
    );
    if (ended.aborted && !signal.aborted) {
      if (interactive) print('stderr', gaveUpError);
      return { exit: (this.#state.exit = noFork), bounded: true };
    }
    if (signal.aborted) return { exit: (this.#state.exit = interrupted), bounded: false };
    // Output that did not go to the terminal's device: syntax errors, and output collected by functions and groups.
    if (result.stdout !== '') print('stdout', result.stdout);
    if (result.stderr !== '') print('stderr', bashWords(result.stderr));
    const bounded = isBounded(result.stderr);
    this.#state.exit = this.#kept ?? (bounded ? killed : result.exitCode);
    return { exit: this.#state.exit, bounded };
  }

  /** Returns a reader that puts typed lines together to commands of this shell. */
  commandReader(): CommandReader {
    return new CommandReader(this.#parser.unfinished);
  }

  #rewriteEntered(script: Script): Script {
    const before = [...this.#state.functions.values()];
    const rewritten = this.#rewriteHere(script, { out: true, err: true, in: this.#options.readLine !== undefined });
    const restoring = this.#parser.parse(`${this.#state.restoring()}\n${hidden.breathe} ${this.#state.exit}`);
    return {
      ...rewritten,
      statements: [
        ...before.map((definition) => statement(definition)),
        ...restoring.statements,
        ...rewritten.statements,
        ...this.#ending(),
      ],
    };
  }

  /** For a script that this shell itself runs: its functions are there for later lines. */
  #rewriteHere(script: Script, to: Streams): Script {
    return this.#rewrite(script, to, (definition) => this.#state.functions.set(definition.name, definition));
  }

  #rewrite(script: Script, to: Streams, onFunction: (definition: FunctionDefinition) => void): Script {
    return streaming(script, to, {
      streams: (name) => this.#programs.has(name),
      alias: (name) => this.#alias(name),
      isFunction: (name) => this.#state.functions.has(name),
      serialize: (part) => this.#parser.serialize(part),
      onFunction,
    });
  }

  /** A text for `eval`; one with errors stays as it is, so that bash tells them. */
  #rewritten(text: string, to: Streams): string {
    if (isTooIntricate(text)) return `echo Killed >&2; (exit ${killed})`;
    try {
      return this.#parser.serialize(this.#rewriteHere(this.#parser.parse(text), to));
    } catch {
      return text;
    }
  }

  /** `alias kc='kubectl -n web'`: the command, when it is a simple one. */
  #alias(name: string): SimpleCommand | undefined {
    const text = this.env[`BASH_ALIAS_${name}`];
    if (text === undefined) return undefined;
    try {
      const { statements } = this.#parser.parse(text);
      const commands = statements.flatMap(({ pipelines }) => pipelines.flatMap((pipeline) => pipeline.commands));
      const [command] = commands;
      const simple = commands.length === 1 && command?.type === 'SimpleCommand' ? command : undefined;
      return simple?.redirections.length === 0 && simple.assignments.length === 0 ? simple : undefined;
    } catch {
      return undefined;
    }
  }

  /** True if there is a program of that name, or a file at that path. */
  async hasProgram(name: string): Promise<boolean> {
    const own = this.#own.map((command) => command.name);
    const { fs } = this.#bash;
    if (name.includes('/')) return fs.exists(fs.resolvePath(this.cwd, name));
    return [...available, ...own, ...this.#programs, ...programsOfBuiltins].includes(name);
  }

  /** A command of just-bash, by its name. */
  #tool(name: string): Command {
    return { name, execute: (args, context) => toolOf(this.#bash, name).execute(args, context) };
  }

  /** Hidden at the end of each line: takes down what the next line is to find. */
  #keep(): Command {
    return defineCommand(hidden.keep, async ([exit = '0'], context) => {
      this.#kept = Number(exit);
      this.#state.keep(context.env, context.cwd);
      return { stdout: '', stderr: '', exitCode: Number(exit) };
    });
  }

  /** Statements that follow each line: they record its exit code, and are hidden from commands. */
  #ending(): Script['statements'] {
    const state = redirection(1, devices.state);
    const inquiry = this.#parser.parse(`{ ${LineState.inquiry.join('; ')}; }`).statements;
    const [group] = inquiry.flatMap(({ pipelines }) => pipelines[0]!.commands);
    const asked = group?.type === 'Group' ? statement({ ...group, redirections: [state] }) : undefined;
    const keep = statement(simpleCommand(hidden.keep, [lastExit()]));
    return asked === undefined ? [keep] : [keep, asked];
  }
}

/** One interactive bash: variables, functions and the directory that a line sets stay for the next line. */
import { Bash, type Command, defineCommand } from 'just-bash/browser';
import { CommandReader } from '../language/command-reader.ts';
import { type Host, noFork } from '../commands/host.ts';
import { processCommands } from '../commands/process-commands.ts';
import { Children } from './children.ts';
import { withDevices } from './devices.ts';
import { ErrorWords } from './error-words.ts';
import { devices, hidden } from '../language/hidden.ts';
import { hiddenCommands } from './hidden-commands.ts';
import { typedMark } from './input.ts';
import { isTooIntricate } from '../language/intricate.ts';
import { Jobs } from './jobs.ts';
import { LineState } from './line-state.ts';
import { LineWork } from './line-work.ts';
import { limits } from './limits.ts';
import { listings } from './listings.ts';
import { LiveFile } from './live-file.ts';
import { filterNames, streamed } from '../pipelines/filters.ts';
import { pipelineCommands } from '../pipelines/pipelines.ts';
import { Parser } from '../language/parser.ts';
import { gaveUpError, type Processes } from './processes.ts';
import { available, offered, programsOfBuiltins } from '../language/program-names.ts';
import { nameVariable } from '../language/forms.ts';
import { endlessTools } from '../tools/endless.ts';
import { ownTools } from '../tools/index.ts';
import { allowOutput, refineTools, toolOf } from '../tools/run-tool.ts';
import { isBounded, killed } from '../tools/tool-words.ts';
import type { LineOutcome, SessionOptions } from './session-options.ts';
import { Rewriting } from './rewriting.ts';
import { ShellClock } from './clock.ts';
import { endsProcess } from './signals.ts';
import { exitOfAbort, signalOfAbort, Trapping } from './trapping.ts';
import { TypedInput } from './typed-input.ts';
import { umaskCommand, usualMask } from './umask.ts';

/** Longest run of a `trap` handler that cannot be interrupted, in real ms. */
const handlerMs = 1000;
/** Exit code of an interrupted command: 128 and the number of SIGINT, 2. */
export const interrupted = 130;

export class BashSession {
  readonly #options: SessionOptions;
  /** Commands that only shells of this place have. */
  readonly #own: readonly Command[];
  readonly #bash: Bash;
  readonly jobs: Jobs;
  readonly #state: LineState;
  #processes: Processes;
  readonly #programs: ReadonlySet<string>;
  /** True when the running line has come to its end. */
  #kept: number | undefined;
  #signal = new AbortController().signal;
  readonly #work: LineWork;
  readonly #errors = new ErrorWords();
  readonly #parser: Parser;
  readonly #trapping: Trapping;
  readonly #clock: ShellClock;
  /** The variables of the line, if a trap may need them. */
  #live: Map<string, string> | undefined;
  /** Aborted by a signal that the shell sends to itself. */
  #self = new AbortController();
  readonly #input: TypedInput;

  /** @param inherited The initial state, besides the variables. */
  constructor(options: SessionOptions, inherited?: LineState) {
    this.#options = options;
    const { home, env, print, processes, interactive = false } = options;
    this.#input = new TypedInput(options, () => this.#signal);
    this.#work = new LineWork(options, () => allowOutput(this.#bash));
    this.#state = new LineState(env, home, inherited);
    this.#processes = processes;
    this.jobs = new Jobs({
      print,
      interactive,
      processes: () => this.#processes,
      receive: this.#receive,
    });
    const live = new LiveFile();
    this.#clock = new ShellClock(options.now);
    const children = new Children({
      options,
      state: this.#state,
      jobs: this.jobs,
      processes: () => this.#processes,
      create: (given, state) => new BashSession(given, state),
    });
    const host: Host = {
      spawn: (...args) => children.spawn(...args),
      sleep: this.#work.sleep,
      exported: options.exported ?? ((context) => new Map(Object.entries(context.exportedEnv ?? {}))),
    };
    const starters = processCommands(host);
    this.#own = [...ownTools({ busybox: options.busybox === true }), ...options.commands(host)];
    const { sleep, now: work } = this.#work;
    const { pipe, drained = () => Promise.resolve() } = options;
    const endless = endlessTools({ sleep, drained });
    const filters = pipe === undefined ? [] : filterNames.map((name) => streamed(this.#tool(name), pipe));
    const programs = [
      ...this.#own.filter(({ name }) => options.streaming.has(name)),
      ...[...starters, ...endless, ...filters],
    ];
    this.#programs = new Set(programs.map(({ name }) => name));
    const rewriting = new Rewriting({
      parser: () => this.#parser,
      state: this.#state,
      typed: options.readLine !== undefined,
      programs: this.#programs,
      interactive,
      watched: () => this.#trapping.watched,
    });
    this.#trapping = new Trapping({ rewritten: rewriting.text });
    const has = (name: string): Promise<boolean> => this.hasProgram(name);
    const mask = { value: usualMask };
    const files = withDevices(options.files, {
      mask,
      opened: live.open,
      refused: (reason) => (this.#errors.refusal = reason),
      written: {
        [devices.out]: (text) => print('stdout', text),
        [devices.err]: (text) => print('stderr', this.#errors.of(text)),
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
      // It would replace globals of the whole page while a command runs, and nothing here needs the protection.
      defenseInDepth: false,
      sleep: (ms) => sleep(ms, this.#signal),
      customCommands: [
        ...starters,
        ...this.#own,
        ...[...this.jobs.commands(), ...endless, ...pipelineCommands(children.startStage, print)],
        ...hiddenCommands({ host, print, interactive, has, programs, rewritten: rewriting.text, live, work }),
        ...[this.#keep(), this.#input.command(), children.startJob(), umaskCommand(mask)],
        ...[...this.#trapping.commands(), ...this.#clock.commands(), listings(this.#state.texts)],
      ],
    });
    refineTools(this.#bash, {
      bundled: available,
      readTyped: this.#input.all,
      drained,
      work,
      around: (variables) => {
        this.#clock.tick(variables);
        // They are not accessible after the line.
        if (!this.#trapping.traps.empty) this.#live = new Map(variables);
      },
    });
    this.#parser = new Parser(this.#bash, {
      entered: rewriting.entered,
      inner: rewriting.inner,
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

  /** Names of everything that can be called. */
  get commands(): readonly string[] {
    const aliases = Object.keys(this.env).flatMap((name) => /^BASH_ALIAS_(.+)$/.exec(name)?.[1] ?? []);
    const own = this.#own.map(({ name }) => name);
    return [...available, ...own, ...this.#programs, ...offered, ...this.#state.texts.keys(), ...aliases];
  }

  /** Runs a typed line. Prints its output while it runs. */
  async run(text: string, signal: AbortSignal, stdin = ''): Promise<LineOutcome> {
    [this.#kept, this.#live] = [undefined, undefined];
    this.#errors.line = text;
    this.#trapping.begin();
    const { print, interactive, processes } = this.#options;
    if (isTooIntricate(text)) return this.#kill();
    if (interactive) this.#processes = processes.nextLine();
    const { ended } = this.#processes;
    const stopped = AbortSignal.any([signal, this.#self.signal]);
    const over = this.#work.begin();
    this.#signal = AbortSignal.any([stopped, ended, over]);
    const { env, cwd } = this.#state;
    const result = await this.#parser.enter(text, (script) =>
      this.#bash.exec(script, {
        env: { ...env, [nameVariable]: this.#options.name ?? 'bash' },
        replaceEnv: true,
        cwd,
        signal: this.#signal,
        stdin,
      }),
    );
    if (ended.aborted && !stopped.aborted) {
      if (interactive) print('stderr', gaveUpError);
      return { exit: (this.#state.exit = noFork), bounded: true };
    }
    if (over.aborted && !stopped.aborted) return this.#kill();
    if (stopped.aborted) {
      this.#keepLive();
      this.#state.exit = exitOfAbort(stopped);
      if (interactive) await this.#handle(this.#trapping.traps.get(signalOfAbort(stopped)));
      return { exit: this.#state.exit, bounded: false };
    }
    // Prints output that did not go to the terminal's device: syntax errors, and output collected by functions and
    // groups.
    if (result.stdout !== '') print('stdout', result.stdout);
    if (result.stderr !== '') print('stderr', this.#errors.of(result.stderr));
    const bounded = isBounded(result.stderr);
    this.#state.exit = this.#kept ?? (bounded ? killed : result.exitCode);
    if (this.#kept === undefined && !bounded) {
      this.#keepLive();
      await this.#handle(this.#trapping.afterFailure(this.#state.exit, result.stderr));
    }
    return { exit: this.#state.exit, bounded, left: this.#kept === undefined && this.#trapping.exits };
  }

  /** Ends a line that costs too much. */
  #kill(): LineOutcome {
    this.#options.print('stderr', 'Killed\n');
    return { exit: (this.#state.exit = killed), bounded: true };
  }

  /** Runs a script, and its traps for a signal and for its end. */
  async runToEnd(text: string, signal: AbortSignal, stdin = ''): Promise<LineOutcome> {
    const { bounded } = await this.run(text, signal, stdin);
    const stopped = AbortSignal.any([signal, this.#self.signal]);
    if (stopped.aborted && !this.#options.interactive) {
      this.#self = new AbortController();
      await this.#handle(this.#trapping.traps.get(signalOfAbort(stopped)));
    }
    await this.leave();
    return { exit: this.#state.exit, bounded };
  }

  /** Runs the handler for the end of the shell. */
  async leave(): Promise<void> {
    await this.#handle(this.#trapping.traps.take('EXIT'));
  }

  /** Runs a script of `trap`. Keeps the exit code unless the script calls `exit`. */
  async #handle(script: string | undefined): Promise<void> {
    if (!script || this.#trapping.handles || this.#processes.ended.aborted) return;
    const { exit } = this.#state;
    const interruptible = this.#options.interruptible ?? ((run) => run(AbortSignal.timeout(handlerMs)));
    await this.#trapping.handle(() => interruptible((signal) => this.run(script, signal)));
    if (this.#kept !== undefined) this.#state.exit = exit;
  }

  /** Saves the variables of a line that has ended early. */
  #keepLive(): void {
    if (this.#live !== undefined) this.#state.keep(this.#live, this.#live.get('PWD') ?? this.cwd);
  }

  /** Handles a signal that this shell sends to itself. */
  readonly #receive = (name: string): void => {
    if (this.#trapping.traps.get(name) !== undefined) this.#trapping.traps.receive(name);
    else if (!this.#options.interactive && endsProcess(name)) this.#self.abort(name);
  };

  /** Returns a reader that joins typed lines to commands of this shell. */
  commandReader(): CommandReader {
    return new CommandReader(this.#parser.unfinished);
  }

  /** Reports if there is a program of that name or a file at that path. */
  async hasProgram(name: string): Promise<boolean> {
    const [own, { fs }] = [this.#own.map((command) => command.name), this.#bash];
    if (name.includes('/')) return fs.exists(fs.resolvePath(this.cwd, name));
    return [...available, ...own, ...this.#programs, ...programsOfBuiltins].includes(name);
  }

  /** Returns a command of just-bash by its name. */
  #tool(name: string): Command {
    return { name, execute: (args, context) => toolOf(this.#bash, name).execute(args, context) };
  }

  /** Hidden at the end of each line: saves the state for the next line. */
  #keep(): Command {
    return defineCommand(hidden.keep, async ([exit = '0'], context) => {
      this.#kept = Number(exit);
      this.#state.keep(context.env, context.cwd);
      return { stdout: '', stderr: '', exitCode: Number(exit) };
    });
  }
}

/** One interactive bash: what a line sets — variables, functions, the directory — is there for the next. */
import {
  Bash,
  type Command,
  type CommandName,
  defineCommand,
  getCommandNames,
  type IFileSystem,
} from 'just-bash/browser';
import type { Host, Process } from './commands/host.ts';
import { processCommands } from './commands/process-commands.ts';
import type { CommandContext, CommandOutput, Print } from './commands/terminal-output.ts';
import { withDevices } from './devices.ts';
import { collected, devices, hidden, lastJobVariable, plainWords, type Streams } from './hidden.ts';
import { hiddenCommands } from './hidden-commands.ts';
import { Jobs } from './jobs.ts';
import { LineState } from './line-state.ts';
import { breathe, limits } from './limits.ts';
import { forkError, type Processes } from './processes.ts';
import { readArguments, readVariables } from './reading.ts';
import {
  type FunctionDefinition,
  lastExit,
  redirection,
  type Script,
  simpleCommand,
  type SimpleCommand,
  statement,
} from './script.ts';
import { streaming } from './streaming.ts';

export interface SessionOptions {
  readonly files: IFileSystem;
  readonly home: string;
  readonly env: Readonly<Record<string, string>>;
  readonly commands: (host: Host) => readonly Command[];
  /** Names of those commands that print to the terminal by themselves. */
  readonly streaming: ReadonlySet<string>;
  readonly print: Print;
  /** Waits for so much virtual time. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Absent where nobody types. */
  readonly readLine?: ReadLine;
  /** Ctrl-C where a line was asked for: ends the command that asked. */
  readonly interrupt?: () => void;
  /** The variables that a command is given; by default what just-bash says of them. */
  readonly exported?: (context: CommandContext) => ReadonlyMap<string, string>;
  /** The same for what runs in the background, where nobody types. */
  readonly inBackground: () => SessionOptions;
  /** Bounds that it shares with all that it starts. */
  readonly processes: Processes;
}

/** A line; `closed`: Ctrl-D, or the signal; `interrupted`: Ctrl-C. */
export type Read = { readonly line: string } | 'closed' | 'interrupted';

/** The next line that is typed; `verbatim` when it is no command, so that nothing in it is left out. */
export type ReadLine = (prompt: string, signal: AbortSignal, verbatim?: boolean) => Promise<Read>;

export interface Outcome {
  readonly exit: number;
  /** The shell stopped it: it ran too long, or wanted too much. */
  readonly bounded: boolean;
}

/** Commands of the shell's own that one would type. */
const builtins =
  'alias cd declare eval exit export for if local read return set shift source test type unset until wait while'.split(
    ' ',
  );
/** Of those, what is a program of its own as well. */
const programsOfBuiltins = ['test', '[', 'kill', 'echo', 'printf', 'pwd', 'true', 'false'];
const jobNames = ['jobs', 'fg', 'bg', 'kill'];
/** Commands of just-bash that are no part of a system, or do not work in a page. */
const absent = new Set<string>(['rg', 'html-to-markdown', 'gzip', 'gunzip', 'zcat']);
const available = (getCommandNames() as CommandName[]).filter((name) => !absent.has(name));
/** The exit code of a command that was interrupted: 128 and the signal's number, 2. */
export const interrupted = 130;
const boundedExit = 126;
const boundWords = /limit exceeded|exceeded,|too many|maximum/;

/** How a script is taken that just-bash parses: as it is, as one that is typed, or as another script. */
type Parsing = 'plain' | 'typed' | 'inner' | { readonly as: Script };

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
  #parsing: Parsing = 'inner';

  constructor(options: SessionOptions) {
    this.#options = options;
    const { home, env, print, readLine, processes } = options;
    this.#state = new LineState(env, home);
    this.#processes = processes;
    this.jobs = new Jobs({ print, interactive: readLine !== undefined, processes: () => this.#processes });
    const host: Host = {
      spawn: (context, output, exported) => this.#spawn(context, output, exported),
      sleep: options.sleep,
      exported: options.exported ?? ((context) => new Map(Object.entries(context.exportedEnv ?? {}))),
    };
    const starters = processCommands(host);
    this.#own = options.commands(host);
    const programs = [...this.#own.filter(({ name }) => options.streaming.has(name)), ...starters];
    this.#programs = new Set(programs.map(({ name }) => name));
    const files = withDevices(options.files, {
      written: {
        [devices.out]: (text) => print('stdout', text),
        [devices.err]: (text) => print('stderr', plainWords(text)),
        [devices.state]: (text) => this.#state.remember(text),
      },
      read: { [devices.input]: () => this.#readInput() },
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
        ...this.jobs.commands(),
        ...hiddenCommands({ host, print, programs, rewritten: (text, to) => this.#rewritten(text, to) }),
        ...[this.#keep(), this.#readLine(), this.#startJob()],
      ],
    });
    this.#bash.registerTransformPlugin({ name: 'terminal', transform: ({ ast }) => ({ ast: this.#transform(ast) }) });
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
    return [...available, ...own, ...this.#programs, ...builtins, ...jobNames, ...functions, ...aliases];
  }

  /** Runs what was typed. What it prints is printed while it runs. */
  async run(text: string, signal: AbortSignal, stdin = ''): Promise<Outcome> {
    this.#signal = signal;
    this.#kept = undefined;
    const { print, readLine, processes } = this.#options;
    if (readLine !== undefined) this.#processes = processes.nextLine();
    this.#parsing = 'typed';
    const { env, cwd } = this.#state;
    const result = await this.#bash.exec(text, { env: { ...env }, replaceEnv: true, cwd, signal, stdin });
    this.#parsing = 'inner';
    if (signal.aborted) return { exit: (this.#state.exit = interrupted), bounded: false };
    // What the terminal's device did not get: syntax errors, and what functions and groups have collected.
    if (result.stdout !== '') print('stdout', result.stdout);
    if (result.stderr !== '') print('stderr', plainWords(result.stderr));
    this.#state.exit = this.#kept ?? result.exitCode;
    return { exit: this.#state.exit, bounded: result.exitCode === boundedExit && boundWords.test(result.stderr) };
  }

  /** Whether the text is the beginning of a command that goes on in the next line. */
  incomplete(text: string): boolean {
    if (/(^|[^\\])(\\\\)*\\$/.test(text) || /(\||&&)\s*$/.test(text)) return true;
    if (/(^|[\s;])(do|then|else|in|\{)\s*$/.test(text)) return !this.#parses(`${text}\n:`) || /\{\s*$/.test(text);
    return !this.#parses(text);
  }

  /** False when the end of the text comes too early. Other errors are for the shell to tell. */
  #parses(text: string): boolean {
    try {
      this.#parse(text);
      return true;
    } catch (error) {
      return !/got EOF|unexpected EOF|unterminated here-document/.test(String(error));
    }
  }

  #parse(text: string): Script {
    return this.#while('plain', () => this.#bash.transform(text).ast);
  }

  /** just-bash writes down what it has parsed: that is made to be another script. */
  #serialize(script: Script): string {
    return this.#while({ as: script }, () => this.#bash.transform(':').script);
  }

  #while<T>(parsing: Parsing, act: () => T): T {
    const before = this.#parsing;
    this.#parsing = parsing;
    try {
      return act();
    } finally {
      this.#parsing = before;
    }
  }

  #transform(script: Script): Script {
    const parsing = this.#parsing;
    if (parsing === 'plain') return script;
    if (typeof parsing === 'object') return parsing.as;
    this.#parsing = 'inner';
    if (parsing === 'inner') return this.#rewrite(script, collected, () => undefined);
    const before = [...this.#state.functions.values()];
    const rewritten = this.#rewriteHere(script, { out: true, err: true, in: this.#options.readLine !== undefined });
    const restoring = this.#parse(`${this.#state.restoring()}\n${hidden.breathe} ${this.#state.exit}`);
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
      serialize: (part) => this.#serialize(part),
      onFunction,
    });
  }

  /** A text for `eval`; one with errors stays as it is, so that bash tells them. */
  #rewritten(text: string, to: Streams): string {
    try {
      return this.#serialize(this.#rewriteHere(this.#parse(text), to));
    } catch {
      return text;
    }
  }

  /** `alias kc='kubectl -n web'`: the command, when it is a simple one. */
  #alias(name: string): SimpleCommand | undefined {
    const text = this.env[`BASH_ALIAS_${name}`];
    if (text === undefined) return undefined;
    try {
      const { statements } = this.#parse(text);
      const commands = statements.flatMap(({ pipelines }) => pipelines.flatMap((pipeline) => pipeline.commands));
      const [command] = commands;
      const simple = commands.length === 1 && command?.type === 'SimpleCommand' ? command : undefined;
      return simple?.redirections.length === 0 && simple.assignments.length === 0 ? simple : undefined;
    } catch {
      return undefined;
    }
  }

  #spawn(context: CommandContext, output: CommandOutput, exported = context.exportedEnv ?? {}): Process | undefined {
    const started = this.#processes.startProgram();
    if (started === undefined) {
      output.err(forkError);
      return undefined;
    }
    const { readLine: _, interrupt: __, ...options } = this.#options;
    const { cwd } = context;
    const child = new BashSession({ ...options, ...started, home: cwd, env: exported, print: output.print });
    return {
      run: async (script, stdin, signal) => (await child.run(script, signal, stdin)).exit,
      has: async (program) => child.#hasProgram(program),
    };
  }

  async #hasProgram(name: string): Promise<boolean> {
    const own = this.#own.map((command) => command.name);
    const { fs } = this.#bash;
    if (name.includes('/')) return fs.exists(fs.resolvePath(this.cwd, name));
    return [...available, ...own, ...this.#programs, ...programsOfBuiltins].includes(name);
  }

  /** `read`, from whoever types. */
  #readLine(): Command {
    return defineCommand(hidden.read, async (args, { env }) => {
      const wanted = readArguments(args);
      const read = await this.#read(wanted.prompt);
      const line = typeof read === 'object' ? read.line : '';
      for (const [name, value] of readVariables(line, wanted, env.get('IFS') ?? ' \t\n')) env.set(name, value);
      return { stdout: '', stderr: '', exitCode: typeof read === 'object' ? 0 : 1 };
    });
  }

  /** Lines until Ctrl-D. */
  async #readInput(): Promise<string> {
    let text = '';
    for (let read = await this.#read(''); typeof read === 'object'; read = await this.#read('')) {
      text += `${read.line}\n`;
    }
    return text;
  }

  async #read(prompt: string): Promise<Read> {
    const { readLine, interrupt } = this.#options;
    if (readLine === undefined || this.#signal.aborted) return 'closed';
    const read = await readLine(prompt, this.#signal, true);
    if (read === 'interrupted') interrupt?.();
    return read;
  }

  /** Hidden where a `&` was: a job is a shell that begins as this one is. */
  #startJob(): Command {
    return defineCommand(hidden.job, async ([script = '', text = ''], { env, cwd }) => {
      // After Ctrl-C, a command must not ask for them any more.
      const variables = Object.fromEntries(env);
      await breathe();
      const pid = this.jobs.start(text, async (signal, processes) => {
        const { print, inBackground } = this.#options;
        const job = new BashSession({ ...inBackground(), print, processes, home: cwd, env: variables });
        job.#state.copyFrom(this.#state);
        return (await job.run(script, signal)).exit;
      });
      if (pid !== undefined) env.set(lastJobVariable, String(pid));
      return { stdout: '', stderr: '', exitCode: pid === undefined ? 1 : 0 };
    });
  }

  /** Hidden at the end of each line: takes down what the next line is to find. */
  #keep(): Command {
    return defineCommand(hidden.keep, async ([exit = '0'], context) => {
      this.#kept = Number(exit);
      this.#state.keep(context.env, context.cwd);
      return { stdout: '', stderr: '', exitCode: Number(exit) };
    });
  }

  /** What follows each line: takes down how it ended, and what no command is told of. */
  #ending(): Script['statements'] {
    const state = redirection(1, devices.state);
    const inquiry = this.#parse(`{ ${LineState.inquiry.join('; ')}; }`).statements;
    const [group] = inquiry.flatMap(({ pipelines }) => pipelines[0]!.commands);
    const asked = group?.type === 'Group' ? statement({ ...group, redirections: [state] }) : undefined;
    const keep = statement(simpleCommand(hidden.keep, [lastExit()]));
    return asked === undefined ? [keep] : [keep, asked];
  }
}

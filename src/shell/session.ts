/** One interactive bash: what a line sets — variables, functions, the directory — is there for the next. */
import { Bash, type Command, defineCommand, getCommandNames, type IFileSystem } from 'just-bash/browser';
import { withDevices } from './devices.ts';
import { Jobs } from './jobs.ts';
import { limits, pageTurn } from './limits.ts';
import { inputDevice, readArguments, readCommand, readVariables } from './reading.ts';
import {
  breatheCommand,
  breathing,
  devices,
  jobCommand,
  lastExit,
  lastJobVariable,
  redirection,
  simpleCommand,
  statement,
  toTerminal,
  word,
} from './streaming.ts';
import type { FunctionDefinition, Script } from './script.ts';

export interface SessionOptions {
  readonly files: IFileSystem;
  readonly home: string;
  readonly env: Readonly<Record<string, string>>;
  readonly commands: readonly Command[];
  /** Names of those commands that print to the terminal by themselves. */
  readonly streaming: ReadonlySet<string>;
  readonly print: (stream: 'stdout' | 'stderr', text: string) => void;
  /** Waits for so much virtual time. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Absent where nobody types. */
  readonly readLine?: ReadLine;
  /** Ctrl-C where a line was asked for: ends the command that asked. */
  readonly interrupt?: () => void;
  /** The same for what runs in the background, where nobody types. */
  readonly inBackground: () => SessionOptions;
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
const jobNames = ['jobs', 'fg', 'bg', 'kill'];
const keepCommand = 'lab-keep';
/** The exit code of a command that was interrupted: 128 and the signal's number, 2. */
export const interrupted = 130;
const boundedExit = 126;
const boundWords = /limit exceeded|exceeded,|too many|maximum/;

export class BashSession {
  readonly #options: SessionOptions;
  readonly #bash: Bash;
  readonly jobs: Jobs;
  #env: Record<string, string>;
  #cwd: string;
  #exit = 0;
  #arrays = '';
  readonly #functions = new Map<string, FunctionDefinition>();
  /** Set when the line that runs has come to its end. */
  #kept: number | undefined;
  #signal = new AbortController().signal;
  #substitute: Script | undefined;
  /** The next script that bash parses is what was typed, not what a command runs. */
  #typed = false;

  constructor(options: SessionOptions) {
    this.#options = options;
    const { home, env, commands, print } = options;
    this.#cwd = home;
    this.#env = { ...env };
    this.jobs = new Jobs(print);
    const files = withDevices(options.files, {
      written: {
        [devices.out]: (text) => print('stdout', text),
        [devices.err]: (text) => print('stderr', text),
        [devices.state]: (text) => this.#remember(text),
      },
      read: { [inputDevice]: () => this.#readInput() },
    });
    this.#bash = new Bash({
      fs: files,
      cwd: home,
      env: this.#env,
      executionLimits: limits,
      // It would replace globals of the whole page while a command runs; there is nothing behind this shell to protect.
      defenseInDepth: false,
      sleep: (ms) => options.sleep(ms, this.#signal),
      customCommands: [
        ...commands,
        ...this.jobs.commands(),
        ...[this.#breathe(), this.#keep(), this.#readLine(), this.#startJob()],
      ],
    });
    this.#bash.registerTransformPlugin({ name: 'terminal', transform: ({ ast }) => ({ ast: this.#rewrite(ast) }) });
  }

  get cwd(): string {
    return this.#cwd;
  }

  get env(): Readonly<Record<string, string>> {
    return this.#env;
  }

  /** Names of all that can be called. */
  get commands(): readonly string[] {
    const aliases = Object.keys(this.#env).flatMap((name) => /^BASH_ALIAS_(.+)$/.exec(name)?.[1] ?? []);
    const own = this.#options.commands.map(({ name }) => name);
    return [...getCommandNames(), ...own, ...builtins, ...jobNames, ...this.#functions.keys(), ...aliases];
  }

  /** Runs what was typed. What it prints is printed while it runs. */
  async run(text: string, signal: AbortSignal, stdin = ''): Promise<Outcome> {
    this.#signal = signal;
    this.#typed = true;
    this.#kept = undefined;
    const { print } = this.#options;
    const result = await this.#bash.exec(text, { env: this.#env, replaceEnv: true, cwd: this.#cwd, signal, stdin });
    this.#typed = false;
    if (signal.aborted) return { exit: (this.#exit = interrupted), bounded: false };
    // What the terminal's device did not get: syntax errors, and what functions and groups have collected.
    if (result.stdout !== '') print('stdout', result.stdout);
    if (result.stderr !== '') print('stderr', plainWords(result.stderr));
    this.#exit = this.#kept ?? result.exitCode;
    return { exit: this.#exit, bounded: result.exitCode === boundedExit && boundWords.test(result.stderr) };
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
      this.#bash.transform(text);
      return true;
    } catch (error) {
      return !/got EOF|unexpected EOF|unterminated here-document/.test(String(error));
    }
  }

  /** just-bash writes down what it has parsed: that is made to be another script. */
  #serialize(script: Script): string {
    this.#substitute = script;
    const text = this.#bash.transform(':').script;
    this.#substitute = undefined;
    return text;
  }

  #rewrite(script: Script): Script {
    if (this.#substitute !== undefined) return this.#substitute;
    if (!this.#typed) return breathing(script);
    this.#typed = false;
    const before = [...this.#functions.values()];
    const rewritten = toTerminal(script, {
      streams: (name) => this.#streams(name),
      serialize: (part) => this.#serialize(part),
      interactive: this.#options.readLine !== undefined,
      onFunction: (definition) => this.#functions.set(definition.name, definition),
    });
    return {
      ...rewritten,
      statements: [
        ...before.map((definition) => statement(definition)),
        ...this.#restored(),
        ...rewritten.statements,
        ...ending(),
      ],
    };
  }

  /** Sets what is not a plain variable, and `$?`. */
  #restored(): Script['statements'] {
    const text = `shopt -s expand_aliases\n${this.#arrays}\n${breatheCommand} ${this.#exit}`;
    return this.#bash.transform(text).ast.statements;
  }

  /** What `declare -p` prints of the variables of this shell. */
  #remember(declarations: string): void {
    const arrays = declarations.matchAll(/^declare -a (?!PIPESTATUS|BASH_)(\w+=.*)$/gm);
    this.#arrays = [...arrays].map(([, array]) => array).join('\n');
  }

  /** `k`, or an alias such as `alias kc='kubectl -n web'`. */
  #streams(name: string): boolean {
    const alias = this.#env[`BASH_ALIAS_${name}`]?.trim().split(/\s/)[0];
    return this.#options.streaming.has(alias ?? name);
  }

  /** Hidden in each loop: lets the page draw and Ctrl-C arrive, and keeps `$?`. */
  #breathe(): Command {
    let since = performance.now();
    return defineCommand(breatheCommand, async ([exit = '0']) => {
      if (performance.now() - since > pageTurn.everyMs) {
        await pageTurn.wait();
        since = performance.now();
      }
      return { stdout: '', stderr: '', exitCode: Number(exit) };
    });
  }

  /** `read`, from whoever types. */
  #readLine(): Command {
    return defineCommand(readCommand, async (args, { env }) => {
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
    return defineCommand(jobCommand, async ([script = '', text = ''], { env, cwd }) => {
      const pid = this.jobs.start(text, async (signal) => {
        const job = new BashSession({ ...this.#options.inBackground(), home: cwd, env: Object.fromEntries(env) });
        job.#arrays = this.#arrays;
        for (const [name, definition] of this.#functions) job.#functions.set(name, definition);
        return (await job.run(script, signal)).exit;
      });
      if (pid !== undefined) env.set(lastJobVariable, String(pid));
      return { stdout: '', stderr: '', exitCode: pid === undefined ? 1 : 0 };
    });
  }

  /** Hidden at the end of each line: takes down what the next line is to find. */
  #keep(): Command {
    return defineCommand(keepCommand, async ([exit = '0'], context) => {
      this.#kept = Number(exit);
      this.#cwd = context.cwd;
      this.#env = Object.fromEntries([...context.env].filter(([name]) => /^[A-Za-z_]\w*$/.test(name)));
      return { stdout: '', stderr: '', exitCode: Number(exit) };
    });
  }
}

/** What follows each line: takes down how it ended, and its arrays, which no command is told of. */
function ending(): Script['statements'] {
  const declare = simpleCommand('declare', [word('-p')]);
  return [simpleCommand(keepCommand, [lastExit()]), { ...declare, redirections: [redirection(1, devices.state)] }].map(
    (command) => statement(command),
  );
}

/** just-bash speaks of its options, which nobody here can set. */
const plainWords = (text: string): string => text.replace(/,? increase executionLimits\.\w+/g, '');

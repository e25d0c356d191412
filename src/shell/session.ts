/** One interactive bash: what a line sets — variables, functions, the directory — is there for the next. */
import { Bash, type Command, defineCommand, getCommandNames, type IFileSystem } from 'just-bash/browser';
import { limits, pageTurn } from './limits.ts';
import {
  breatheCommand,
  breathing,
  devices,
  type FunctionDefinition,
  lastExit,
  redirection,
  type Script,
  simpleCommand,
  statement,
  toTerminal,
  word,
} from './streaming.ts';

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
}

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
const keepCommand = 'lab-keep';
/** The exit code of a command that was interrupted: 128 and the signal's number, 2. */
export const interrupted = 130;
const boundedExit = 126;
const boundWords = /limit exceeded|exceeded,|too many|maximum/;

export class BashSession {
  readonly #options: SessionOptions;
  readonly #bash: Bash;
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
    const { files, home, env, commands } = options;
    this.#cwd = home;
    this.#env = { ...env };
    this.#bash = new Bash({
      fs: files,
      cwd: home,
      env: this.#env,
      executionLimits: limits,
      // It would replace globals of the whole page while a command runs; there is nothing behind this shell to protect.
      defenseInDepth: false,
      sleep: (ms) => options.sleep(ms, this.#signal),
      customCommands: [...commands, this.#breathe(), this.#keep()],
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
    return [...getCommandNames(), ...own, ...builtins, ...this.#functions.keys(), ...aliases];
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
  remember(declarations: string): void {
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

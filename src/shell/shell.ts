/**
 * The shell as the terminal uses it: it takes lines and returns output. A line that is typed while another one runs
 * waits for its turn, or is read by a program that requests one.
 */
import { installPrograms } from '../engine/index.ts';
import { programs } from '../engine/programs/index.ts';
import type { Person } from './commands/machine.ts';
import type { CommandReader } from './language/command-reader.ts';
import { complete, type Completion } from './completion/complete.ts';
import type { Emit, Hint, ShellEnvironment } from './environment.ts';
import { type Computer, home, newComputer } from './machine/computer.ts';
import { breathe } from './turns.ts';
import { ownFiles, putBack } from './machine/own-files.ts';
import { type PastedLine, pastedLines } from './pasted.ts';
import { Processes } from './session/processes.ts';
import { BashSession, interrupted } from './session/session.ts';
import type { Read } from './session/typed-input.ts';
import { sessionOptions } from './machine/laptop.ts';

export interface Shell {
  /** The prompt; empty while a command runs that reads nothing. */
  readonly prompt: string;
  /** True while a command runs that reads nothing. */
  readonly busy: boolean;
  /** Exit code of the last command. */
  readonly exit: number;
  /** Takes one or more lines. Resolves when all of them have been run or read. */
  enter(text: string): Promise<void>;
  /** Ctrl-C: ends the running command and discards waiting lines. */
  interrupt(typed?: string): void;
  /** Ctrl-D: leaves the shell. */
  leave(): void;
  /** Called when another cluster has replaced the one for which commands were given. */
  restart(): void;
  /** Completes the word before the caret. */
  complete(text: string, caret: number): Completion;
  /** Calls back when {@link prompt} or {@link busy} has changed. Returns a function that unsubscribes. */
  subscribe(listener: () => void): () => void;
}

/** A program that requests a line. */
interface Reader {
  readonly prompt: string;
  /** True if it reads text, not commands. */
  readonly verbatim: boolean;
  readonly answer: (read: Read) => void;
}

/** Largest number of lines and characters of a paste; of a longer one, nothing is run. */
const maxPasted = { lines: 100_000, characters: 2 ** 20 };
/** Number of commands that `history` keeps. */
const maxHistory = 1000;

/** @param computer The user's machine, if it has other shells too. */
export function createShell(
  environment: ShellEnvironment,
  emit: Emit,
  computer: Computer = newComputer(environment),
): Shell {
  installPrograms(programs);
  return new LabShell(environment, emit, computer);
}

class LabShell implements Shell {
  readonly #computer: Computer;
  readonly #environment: ShellEnvironment;
  readonly #emit: Emit;
  readonly #listeners = new Set<() => void>();
  readonly #processes = Processes.create();
  #session: BashSession;
  /** Number of inputs of the cluster when the running line began. */
  #line = 0;
  /** Running commands; Ctrl-C ends the last one. Empty while nothing runs. */
  #running: AbortController[] = [];
  #reader: Reader | undefined;
  #queue: PastedLine[] = [];
  /** True while lines of the queue run: the shell is busy between them, too. */
  #drains = false;
  /** The state of which listeners were last notified. */
  #known = '';
  /** Executed commands, oldest first. */
  #history: readonly string[] = [];
  #command: CommandReader;
  #done: Promise<void> = Promise.resolve();
  /** Hints to show after the command, each once. */
  readonly #hints = new Map<Hint, Readonly<Record<string, string>>>();

  constructor(environment: ShellEnvironment, emit: Emit, computer: Computer) {
    this.#environment = environment;
    this.#emit = emit;
    this.#computer = computer;
    this.#session = this.#newSession();
    this.#command = this.#session.commandReader();
  }

  get busy(): boolean {
    return (this.#drains || this.#running.length > 0) && this.#reader === undefined;
  }

  get prompt(): string {
    if (this.#reader !== undefined) return this.#reader.prompt;
    if (this.#command.begun) return '> ';
    const { cwd } = this.#session;
    const place = cwd === home ? '~' : cwd.startsWith(`${home}/`) ? `~${cwd.slice(home.length)}` : cwd;
    return `${place} $ `;
  }

  get exit(): number {
    return this.#session.exit;
  }

  enter(text: string): Promise<void> {
    const lines = text.length > maxPasted.characters ? undefined : pastedLines(text, maxPasted.lines);
    if (lines === undefined) {
      this.#emit({ kind: 'hint', hint: 'TooLong' });
      return this.#done;
    }
    // One by one: the number of arguments of a call is limited.
    for (const line of lines) this.#queue.push(line);
    if (this.#reader !== undefined) this.#feed();
    else if (!this.busy) this.#done = this.#runQueue();
    return this.#done;
  }

  interrupt(typed = ''): void {
    this.#queue = [];
    const running = this.#running.at(-1);
    if (running !== undefined && this.#reader === undefined) {
      this.#emit({ kind: 'stdout', text: '^C\n' });
      running.abort();
      return;
    }
    this.#emit({ kind: 'command', prompt: this.prompt, text: `${typed}^C` });
    this.#command.forget();
    this.#answer('interrupted');
    this.#changed();
  }

  leave(): void {
    if (this.#reader !== undefined) {
      this.#emit({ kind: 'command', prompt: this.prompt, text: '' });
      this.#answer('closed');
    } else if (!this.busy) void this.enter('exit');
  }

  restart(): void {
    this.#queue = [];
    this.#running.forEach((running) => running.abort());
    this.#processes.stopJobs();
    this.#answer('closed');
    putBack(this.#computer.files, home, this.#environment.files());
  }

  complete(text: string, caret: number): Completion {
    const { cwd, env, commands } = this.#session;
    return complete(text, caret, {
      api: this.#environment.api,
      namespace: this.#computer.config.namespace ?? 'default',
      cwd,
      env,
      commands,
      paths: this.#computer.files.paths(),
    });
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #runQueue(): Promise<void> {
    this.#drains = true;
    await this.#runLines().finally(() => (this.#drains = false));
    this.#changed();
  }

  async #runLines(): Promise<void> {
    // A line that waits while the page has its turn can still be discarded.
    for (let line = this.#queue.shift(); line !== undefined; await breathe(), line = this.#queue.shift()) {
      if (!this.#command.begun && line.skip) continue;
      const typed = this.#command.begun ? line.raw : line.text;
      this.#emit({ kind: 'command', prompt: this.prompt, text: typed });
      const text = this.#command.take(typed);
      this.#changed();
      if (text !== undefined && text.trim() !== '') {
        this.#history = [...this.#history, text].slice(-maxHistory);
        await this.#run(text);
      }
      if (text !== undefined) this.#tellJobs();
    }
  }

  async #run(text: string): Promise<void> {
    this.#line = this.#environment.inputs();
    try {
      const { exit, bounded, left } = await this.#interruptible((signal) => this.#session.run(text, signal));
      if (bounded) this.#hints.set('Bounded', {});
      // bash ends itself; here a new one starts at once.
      if (left || (exit !== interrupted && /^\s*logout\b/.test(text))) {
        await this.#session.leave();
        this.#processes.stopJobs();
        this.#session = this.#newSession();
        this.#command = this.#session.commandReader();
      }
    } catch (error) {
      this.#emit({ kind: 'stderr', text: `bash: ${error instanceof Error ? error.message : String(error)}\n` });
    } finally {
      for (const [hint, values] of this.#hints) this.#emit({ kind: 'hint', hint, values });
      this.#hints.clear();
      this.#environment.settle();
      // The state that the last of the waiting lines leaves is sufficient.
      if (this.#queue.length === 0) this.#environment.keepFiles(await ownFiles(this.#computer.files, home));
    }
  }

  async #interruptible<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const running = new AbortController();
    this.#running = [...this.#running, running];
    this.#changed();
    try {
      return await run(running.signal);
    } finally {
      this.#running = this.#running.filter((other) => other !== running);
      this.#changed();
    }
  }

  /** Returns a line for a program: a waiting one, or the next one that is typed. */
  #readLine(prompt: string, signal: AbortSignal, verbatim: boolean): Promise<Read> {
    return new Promise((resolve) => {
      const close = (): void => this.#answer('closed');
      if (signal.aborted) return resolve('closed');
      signal.addEventListener('abort', close);
      this.#reader = {
        prompt,
        verbatim,
        answer: (read) => {
          signal.removeEventListener('abort', close);
          resolve(read);
        },
      };
      this.#changed();
      this.#feed();
    });
  }

  /** Passes the next line to the program that reads. */
  #feed(): void {
    if (this.#reader === undefined) return;
    const { prompt, verbatim } = this.#reader;
    let line = this.#queue.shift();
    while (line?.skip && !verbatim) line = this.#queue.shift();
    if (line === undefined) return;
    const text = verbatim ? line.raw : line.text;
    this.#emit({ kind: 'command', prompt, text });
    this.#answer({ line: text });
  }

  #answer(read: Read): void {
    const reader = this.#reader;
    this.#reader = undefined;
    reader?.answer(read);
    if (reader !== undefined) this.#changed();
  }

  /** Prints which jobs have ended, before the next prompt, as bash does. */
  #tellJobs(): void {
    const text = this.#session.jobs.ended();
    if (text !== '') this.#emit({ kind: 'stdout', text });
  }

  #newSession(): BashSession {
    const person: Person = {
      readLine: (prompt, signal, verbatim = false) => this.#readLine(prompt, signal, verbatim),
      interruptible: (run) => this.#interruptible(run),
      interrupt: () => this.#running.at(-1)?.abort(),
    };
    const options = sessionOptions(
      {
        environment: this.#environment,
        emit: this.#emit,
        computer: this.#computer,
        processes: this.#processes,
        line: () => this.#line,
        hint: (hint, values) => this.#hints.set(hint, values),
        history: () => this.#history,
      },
      person,
    );
    const { readLine, interrupt } = person;
    return new BashSession({ ...options, readLine, interrupt, interactive: true });
  }

  #changed(): void {
    const state = `${this.busy} ${this.prompt}`;
    if (state === this.#known) return;
    this.#known = state;
    this.#listeners.forEach((listener) => listener());
  }
}

/**
 * The shell as the terminal uses it: lines go in, output comes out. A line typed while another runs waits for its turn,
 * or is read by a program that asks for one.
 */
import { defineCommand } from 'just-bash/browser';
import type { KubeConfig } from '../kubectl/index.ts';
import { kubectlCommands } from './commands/kubectl-command.ts';
import { networkCommands } from './commands/network-commands.ts';
import { watchCommand } from './commands/watch-command.ts';
import { complete, type Completion } from './completion/complete.ts';
import type { Emit, Hint, ShellEnvironment } from './environment.ts';
import { TerminalFiles } from './files.ts';
import { limits } from './limits.ts';
import { type PastedLine, pastedLines } from './pasted.ts';
import { BashSession, interrupted } from './session.ts';
import { devices } from './streaming.ts';
import { homeFiles } from './tutorial-files.ts';

export interface Shell {
  /** What stands before the line that is being typed; empty while a command runs. */
  readonly prompt: string;
  /** A command runs. */
  readonly busy: boolean;
  /** Takes a line, or several. Resolves when all that was entered is done. */
  enter(text: string): Promise<void>;
  /** Ctrl-C: ends what runs and forgets what waits. */
  interrupt(typed?: string): void;
  /** Calls back when {@link prompt} or {@link busy} has changed. Returns the unsubscriber. */
  subscribe(listener: () => void): () => void;
  /** What the word before the caret may become. */
  complete(text: string, caret: number): Completion;
}

const home = '/home/lab';
const user = 'lab';
const maxQueued = 1000;

export function createShell(environment: ShellEnvironment, emit: Emit): Shell {
  return new LabShell(environment, emit);
}

class LabShell implements Shell {
  readonly #files: TerminalFiles;
  readonly #config: KubeConfig = {};
  readonly #environment: ShellEnvironment;
  readonly #emit: Emit;
  readonly #listeners = new Set<() => void>();
  #session: BashSession;
  #running: AbortController | undefined;
  #queue: PastedLine[] = [];
  /** Lines of a command that is not complete yet. */
  #begun = '';
  #done: Promise<void> = Promise.resolve();
  /** What the lab has to say when the command is over, each thing once. */
  readonly #hints = new Map<Hint, Readonly<Record<string, string>>>();

  constructor(environment: ShellEnvironment, emit: Emit) {
    this.#environment = environment;
    this.#emit = emit;
    this.#files = new TerminalFiles({
      maxBytes: limits?.maxFileSystemBytes ?? Infinity,
      live: {
        path: `${home}/manifest.yaml`,
        read: () => environment.readText(),
        write: (text) => environment.writeText(text),
      },
      devices: {
        [devices.out]: (text) => emit({ kind: 'stdout', text }),
        [devices.err]: (text) => emit({ kind: 'stderr', text }),
        [devices.state]: (text) => this.#session.remember(text),
      },
    });
    void this.#files.mkdir('/tmp');
    for (const [name, text] of Object.entries(homeFiles)) this.#files.writeFileSync(`${home}/${name}`, text);
    this.#session = this.#newSession();
  }

  get busy(): boolean {
    return this.#running !== undefined;
  }

  get prompt(): string {
    if (this.#begun !== '') return '> ';
    const { cwd } = this.#session;
    const place = cwd === home ? '~' : cwd.startsWith(`${home}/`) ? `~${cwd.slice(home.length)}` : cwd;
    return `${place} $ `;
  }

  enter(text: string): Promise<void> {
    this.#queue.push(...pastedLines(text).slice(0, maxQueued));
    if (!this.busy) this.#done = this.#runQueue();
    return this.#done;
  }

  interrupt(typed = ''): void {
    this.#queue = [];
    if (this.#running !== undefined) {
      this.#emit({ kind: 'stdout', text: '^C\n' });
      this.#running.abort();
    } else {
      this.#emit({ kind: 'command', prompt: this.prompt, text: `${typed}^C` });
      this.#begun = '';
      this.#changed();
    }
  }

  complete(text: string, caret: number): Completion {
    const { cwd, env, commands } = this.#session;
    return complete(text, caret, {
      api: this.#environment.api,
      namespace: this.#config.namespace ?? 'default',
      cwd,
      env,
      commands,
      paths: this.#files.paths(),
    });
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #runQueue(): Promise<void> {
    for (let line = this.#queue.shift(); line !== undefined; line = this.#queue.shift()) {
      if (this.#begun === '' && line.skip) continue;
      const typed = this.#begun === '' ? line.text : line.raw;
      this.#emit({ kind: 'command', prompt: this.prompt, text: typed });
      const text = this.#begun === '' ? typed : `${this.#begun}\n${typed}`;
      if (this.#session.incomplete(text)) {
        this.#begun = text;
        this.#changed();
        continue;
      }
      this.#begun = '';
      if (text.trim() !== '') await this.#run(text);
    }
  }

  async #run(text: string): Promise<void> {
    const running = (this.#running = new AbortController());
    this.#changed();
    try {
      const { exit, bounded } = await this.#session.run(text, running.signal);
      if (bounded) this.#hints.set('Bounded', {});
      // Bash ends itself; here there is a new one at once.
      if (exit !== interrupted && /^\s*(exit|logout)\b/.test(text)) this.#session = this.#newSession();
    } catch (error) {
      this.#emit({ kind: 'stderr', text: `bash: ${error instanceof Error ? error.message : String(error)}\n` });
    } finally {
      this.#running = undefined;
      for (const [hint, values] of this.#hints) this.#emit({ kind: 'hint', hint, values });
      this.#hints.clear();
      this.#environment.settle();
      this.#changed();
    }
  }

  #newSession(): BashSession {
    const environment = this.#environment;
    const emit = this.#emit;
    const print = (kind: 'stdout' | 'stderr', text: string) => emit({ kind, text });
    return new BashSession({
      files: this.#files,
      home,
      env: {
        HOME: home,
        USER: user,
        LOGNAME: user,
        SHELL: '/bin/bash',
        LANG: 'C.UTF-8',
        TERM: 'dumb',
        EDITOR: 'editor',
      },
      streaming: new Set(['kubectl', 'k', 'watch']),
      print,
      sleep: async (ms, signal) => {
        environment.settle();
        const until = environment.cluster.now() + ms;
        while (!signal.aborted && environment.cluster.now() < until) await environment.wait(until, signal);
      },
      commands: [
        ...kubectlCommands({ environment, config: this.#config, print, answer: async () => undefined }),
        ...networkCommands((hint, values) => this.#hints.set(hint, values)),
        watchCommand(environment, emit),
        defineCommand('clear', async () => {
          emit({ kind: 'clear' });
          return { stdout: '', stderr: '', exitCode: 0 };
        }),
      ],
    });
  }

  #changed(): void {
    this.#listeners.forEach((listener) => listener());
  }
}

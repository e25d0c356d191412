/** One terminal: its log, its history, and the shell, which is loaded on first use. */
import type * as shellModule from '../../shell/index.ts';
import type { Computer, Emit, Shell, ShellEnvironment } from '../../shell/index.ts';
import type { Lab } from '../../store/lab.ts';
import type { CommandRecord } from '../../store/state/lab-state.ts';
import { History } from './history.ts';
import { type Entry, Log } from './log.ts';

export interface TerminalState {
  readonly entries: readonly Entry[];
  /** Shown before the input line. */
  readonly prompt: string;
  /** True while a command runs: the next line waits for it. */
  readonly busy: boolean;
  /** State of the shell's loading. */
  readonly shell: 'absent' | 'loading' | 'ready' | 'failed';
  /** A text that a command opens for editing. */
  readonly editing: Editing | null;
}

export interface Editing {
  readonly name: string;
  readonly text: string;
  /** Called with the saved text; undefined if it was closed without saving. */
  readonly finish: (text: string | undefined) => void;
}

/** The machine that all terminals share, created for the first of them. */
export class SharedComputer {
  #computer: Promise<{ readonly shells: typeof shellModule; readonly computer: Computer }> | undefined;

  /** Loads the shell's code once; may be retried after a failure. */
  computer(environment: Pick<ShellEnvironment, 'readText' | 'writeText' | 'files'>) {
    this.#computer ??= import('../../shell/index.ts')
      .then((shells) => ({ shells, computer: shells.newComputer(environment) }))
      .catch((error: unknown) => {
        this.#computer = undefined;
        throw error;
      });
    return this.#computer;
  }
}

const firstPrompt = '~ $ ';

export class Terminal {
  readonly history = new History();
  readonly #log = new Log();
  readonly #listeners = new Set<() => void>();
  #state: TerminalState = { entries: [], prompt: firstPrompt, busy: false, shell: 'absent', editing: null };
  #shell: Shell | undefined;
  #loading: Promise<Shell> | undefined;
  /** Lines that were entered before the shell was loaded. */
  #early: string[] = [];
  #draft = '';
  #due = false;

  constructor(
    private readonly lab: Lab,
    private readonly shared: SharedComputer,
  ) {}

  /** Shows commands of the page's buttons. */
  tell(commands: readonly CommandRecord[]): void {
    commands.forEach((command) => this.#log.addFromStage(command));
    if (commands.length > 0) this.#show();
  }

  /** Ends all running commands: the cluster was replaced, or the terminal closed. */
  restart(): void {
    this.#shell?.restart();
  }

  readonly state = (): TerminalState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Loads the shell once; may be retried after a failure. */
  readonly open = (): Promise<Shell> => {
    this.#loading ??= this.#begin().catch((error: unknown) => {
      this.#loading = undefined;
      this.#early = [];
      this.#set({ shell: 'failed', busy: false });
      throw error;
    });
    return this.#loading;
  };

  /** Text typed but not entered, for when this terminal is shown again. */
  get draft(): string {
    return this.#draft;
  }

  keepDraft(text: string): void {
    this.#draft = text;
  }

  enter(text: string): void {
    this.history.add(text);
    if (this.#shell !== undefined) return void this.#shell.enter(text);
    this.#early.push(text);
    this.#set({ busy: true });
    void this.open().catch(() => {});
  }

  interrupt(typed: string): void {
    this.#early = [];
    if (this.#shell !== undefined) this.#shell.interrupt(typed);
    else this.#emit({ kind: 'command', prompt: firstPrompt, text: `${typed}^C` });
  }

  /** Ctrl-D on an empty line. */
  leave(): void {
    this.#shell?.leave();
  }

  clear(): void {
    this.#emit({ kind: 'clear' });
  }

  async #begin(): Promise<Shell> {
    this.#set({ shell: 'loading' });
    await this.lab.ready;
    const { store, act, read } = this.lab;
    const access = read((readings) => readings.access);
    const { api, cluster, wait, timeRuns, settle, inputs, record, inside, files, keepFiles } = access;
    const editor = {
      readText: () => store.getState().text,
      writeText: (text: string) => void act('edit', { text }),
      edit: this.#edit,
    };
    const environment = {
      api,
      cluster,
      wait,
      timeRuns,
      settle,
      inputs,
      record,
      inside,
      files,
      keepFiles,
      ...editor,
    };
    const { shells, computer } = await this.shared.computer(environment);
    const shell = shells.createShell(environment, this.#emit, computer);
    this.#shell = shell;
    const follow = (): void => this.#set({ prompt: shell.prompt, busy: shell.busy });
    shell.subscribe(follow);
    this.#set({ shell: 'ready' });
    follow();
    for (const text of this.#early.splice(0)) void shell.enter(text);
    return shell;
  }

  /** Waits until the user has saved or closed a text. */
  readonly #edit = (name: string, text: string, signal: AbortSignal): Promise<string | undefined> =>
    new Promise((resolve) => {
      const finish = (edited?: string): void => {
        signal.removeEventListener('abort', leave);
        this.#set({ editing: null });
        resolve(edited);
      };
      const leave = (): void => finish();
      signal.addEventListener('abort', leave);
      this.#set({ editing: { name, text, finish } });
    });

  readonly #emit: Emit = (output) => {
    this.#log.add(output);
    this.#show();
  };

  /** Shows output once per frame, however often it arrives; by a timer in hidden tabs. */
  #show(): void {
    if (this.#due) return;
    this.#due = true;
    const show = (): void => {
      this.#due = false;
      this.#set({ entries: this.#log.entries });
    };
    if (document.visibilityState === 'visible') requestAnimationFrame(show);
    else setTimeout(show, 100);
  }

  #set(change: Partial<TerminalState>): void {
    this.#state = { ...this.#state, ...change };
    this.#listeners.forEach((listener) => listener());
  }
}

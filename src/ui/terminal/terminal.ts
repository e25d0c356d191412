/** One terminal: its log, its history, and the shell, which is loaded when it is first asked for something. */
import type * as shellModule from '../../shell/index.ts';
import type { Emit, Shell } from '../../shell/index.ts';
import type { Lab } from '../../store/lab.ts';
import { History } from './history.ts';
import { type Entry, Log } from './log.ts';

export interface TerminalState {
  readonly entries: readonly Entry[];
  /** Stands before the line that is typed. */
  readonly prompt: string;
  /** A command runs: the next line waits for it. */
  readonly busy: boolean;
  /** The shell is on its way, or could not be loaded. */
  readonly shell: 'absent' | 'loading' | 'ready' | 'failed';
  /** A text that a command lets one edit. */
  readonly editing: Editing | null;
}

export interface Editing {
  readonly name: string;
  readonly text: string;
  /** With the text as it was saved; `undefined`: left as it was. */
  readonly finish: (text: string | undefined) => void;
}

type ShellModule = Pick<typeof shellModule, 'createShell'>;

const firstPrompt = '~ $ ';

export class Terminal {
  readonly history = new History();
  readonly #log = new Log();
  readonly #listeners = new Set<() => void>();
  #state: TerminalState = { entries: [], prompt: firstPrompt, busy: false, shell: 'absent', editing: null };
  #shell: Shell | undefined;
  #loading: Promise<Shell> | undefined;
  /** Entered before the shell was there. */
  #early: string[] = [];
  #due = false;
  /** Id of the last command of the lab that was looked at. */
  #told = 0;

  constructor(
    private readonly lab: Lab,
    private readonly load: () => Promise<ShellModule> = () => import('../../shell/index.ts'),
  ) {}

  /** Listens to the lab: what is done on the stage is told here. Returns what ends that. */
  connect(): () => void {
    let connected = true;
    const leave = [
      this.lab.store.subscribe(({ commands }, before) => {
        if (commands !== before.commands) this.#tellStage();
      }),
      () => (connected = false),
    ];
    void this.lab.ready.then(
      () => connected && leave.push(this.lab.access.onReplaced(() => this.#shell?.restart())),
      () => {},
    );
    this.#tellStage();
    return () => leave.forEach((end) => end());
  }

  readonly state = (): TerminalState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Loads the shell, once. A failure may be tried again. */
  readonly open = (): Promise<Shell> => {
    this.#loading ??= this.#begin().catch((error: unknown) => {
      this.#loading = undefined;
      this.#early = [];
      this.#set({ shell: 'failed', busy: false });
      throw error;
    });
    return this.#loading;
  };

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
    const [{ createShell }] = await Promise.all([this.load(), this.lab.ready]);
    const { access, edit, state } = this.lab;
    const { api, cluster, wait, settle, inputs, record, inside, endPod, files, keepFiles } = access;
    const editor = { readText: () => state().text, writeText: edit, edit: this.#edit };
    const shell = createShell(
      { api, cluster, wait, settle, inputs, record, inside, endPod, files, keepFiles, ...editor },
      this.#emit,
    );
    this.#shell = shell;
    const follow = (): void => this.#set({ prompt: shell.prompt, busy: shell.busy });
    shell.subscribe(follow);
    this.#set({ shell: 'ready' });
    follow();
    for (const text of this.#early.splice(0)) void shell.enter(text);
    return shell;
  }

  /** Waits until the person has saved a text, or left it. */
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

  #tellStage(): void {
    const fresh = this.lab.state().commands.filter(({ id }) => id > this.#told);
    this.#told = Math.max(this.#told, ...fresh.map(({ id }) => id));
    for (const command of fresh) if (!command.typed) this.#log.addFromStage(command);
    if (fresh.length > 0) this.#show();
  }

  /** Output may come a thousand times a second; it is shown once a frame, or now and then where there are none. */
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

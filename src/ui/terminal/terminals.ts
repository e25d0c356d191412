/** The terminals of a lab: each with its own shell, all on the same machine and the same cluster. */
import type { Lab } from '../../store/lab.ts';
import type { CommandRecord } from '../../store/state/lab-state.ts';
import { SharedComputer, Terminal } from './terminal.ts';

export interface NumberedTerminal {
  /** From 1; a new terminal gets the first free number. */
  readonly number: number;
  readonly terminal: Terminal;
}

export interface TerminalsState {
  readonly all: readonly NumberedTerminal[];
  readonly shown: NumberedTerminal;
}

/** The most terminals. */
export const maxTerminals = 4;

export class Terminals {
  readonly #shared = new SharedComputer();
  readonly #listeners = new Set<() => void>();
  #state: TerminalsState;
  /** The commands that were printed; a command with new output is another value. */
  #reported: ReadonlySet<CommandRecord> = new Set();

  constructor(private readonly lab: Lab) {
    const shown = this.#make(1);
    this.#state = { all: [shown], shown };
  }

  /** Prints actions on the stage in the visible terminal. Returns the unsubscriber. */
  connect(): () => void {
    let connected = true;
    const leave = [
      this.lab.store.subscribe(({ commands }, before) => {
        if (commands !== before.commands) this.#tellStage();
      }),
      () => (connected = false),
    ];
    let wasLesson = false;
    const restart = (): void => {
      const isLesson = this.lab.store.getState().lesson !== null;
      for (const { terminal } of this.#state.all) {
        terminal.restart();
        // The commands of one lesson have no meaning in the cluster of another.
        if (isLesson || wasLesson) terminal.clear();
      }
      wasLesson = isLesson;
    };
    void this.lab.ready.then(
      () => connected && leave.push(this.lab.read(({ access }) => access.onReplaced(restart))),
      () => {},
    );
    this.#tellStage();
    return () => leave.forEach((end) => end());
  }

  readonly state = (): TerminalsState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  add(): void {
    const { all } = this.#state;
    if (all.length >= maxTerminals) return;
    let number = 1;
    while (all.some((other) => other.number === number)) number++;
    const added = this.#make(number);
    this.#set({ all: [...all, added].sort((a, b) => a.number - b.number), shown: added });
  }

  show(shown: NumberedTerminal): void {
    this.#set({ ...this.#state, shown });
  }

  /** Closes a terminal and ends its commands. The last terminal stays. */
  close(closed: NumberedTerminal): void {
    const { all, shown } = this.#state;
    if (all.length === 1) return;
    closed.terminal.restart();
    const left = all.filter((other) => other !== closed);
    const next = left[Math.min(all.indexOf(closed), left.length - 1)]!;
    this.#set({ all: left, shown: shown === closed ? next : shown });
  }

  #make(number: number): NumberedTerminal {
    return { number, terminal: new Terminal(this.lab, this.#shared) };
  }

  #tellStage(): void {
    const { commands } = this.lab.store.getState();
    const fresh = commands.filter((command) => !command.typed && !this.#reported.has(command));
    this.#reported = new Set(commands);
    this.#state.shown.terminal.tell(fresh);
  }

  #set(state: TerminalsState): void {
    this.#state = state;
    this.#listeners.forEach((listener) => listener());
  }
}

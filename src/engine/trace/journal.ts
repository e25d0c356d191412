/** Journal of a running cluster, and its subscribers. */
import { withFields } from '../base/values.ts';
import type { Clock } from '../sim/clock.ts';
import type { HistoryRecord } from './history.ts';
import type { Input, Turn } from './input.ts';

/** A record that has no place in the history yet. */
type Unplaced<R = HistoryRecord> = R extends HistoryRecord ? Omit<R, 'seq' | 'at'> : never;

export type Listener = (records: readonly HistoryRecord[]) => void;

export class Journal {
  /** Everything that happened, oldest first. */
  readonly history: HistoryRecord[] = [];
  /** Inputs from outside, oldest first. */
  readonly inputs: Input[] = [];
  /** The moments after each task and input that left records, oldest first. */
  readonly turns: Turn[] = [];
  /** How many tasks have run since the beginning. */
  #steps = 0;
  /** The number of characters in all inputs. */
  #asked = 0;
  /** When the last task ran, and how many have run at that very time. */
  #last = { at: -Infinity, tasks: 0 };
  /** Length of the history that the listeners know. */
  #notified = 0;
  readonly #listeners = new Set<Listener>();

  constructor(private readonly clock: Clock) {}

  get steps(): number {
    return this.#steps;
  }

  /** The work so far without writes and lists: tasks, and requests by their size. */
  get work(): number {
    return this.#steps + this.inputs.length + Math.floor(this.#asked / 320);
  }

  /** How many of the tasks due at this very moment have run. */
  get after(): number {
    return this.#last.at === this.clock.now ? this.#last.tasks : 0;
  }

  /** Appends a record. */
  record(record: Unplaced): void {
    this.history.push(withFields(record, { seq: this.history.length, at: this.clock.now }) as HistoryRecord);
  }

  /** Appends a copy of a request from outside, which later changes to its arguments cannot affect. */
  asked(verb: string, args: readonly unknown[]): void {
    const json = JSON.stringify(args);
    this.#asked += json.length;
    const kept = JSON.parse(json) as unknown[];
    const { now: at } = this.clock;
    this.inputs.push({ at, after: this.after, steps: this.#steps, seq: this.history.length, verb, args: kept });
  }

  /** A task is over. */
  endStep(): void {
    this.#steps++;
    this.#last = { at: this.clock.now, tasks: this.after + 1 };
    this.endTurn();
  }

  /** A task or an input is over: a moment, if it left records. */
  endTurn(): void {
    const seq = this.history.length;
    if (seq === this.turns.at(-1)?.seq) return;
    const { now: at } = this.clock;
    this.turns.push({ seq, at, after: this.after, steps: this.#steps, inputs: this.inputs.length });
  }

  /** Declares everything so far the initial state: one moment, without notifications. */
  begin(): void {
    this.#steps = 0;
    this.turns.length = 0;
    this.endTurn();
    this.#notified = this.history.length;
  }

  /** @returns The unsubscriber. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tells the listeners what is new to them. */
  tell(): void {
    if (this.#notified === this.history.length) return;
    const records = this.history.slice(this.#notified);
    this.#notified = this.history.length;
    for (const listener of this.#listeners) listener(records);
  }
}

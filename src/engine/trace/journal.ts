/** The journal of a running cluster, and its subscribers. */
import { withFields } from '../base/values.ts';
import type { Clock } from '../sim/clock.ts';
import type { HistoryRecord } from './history.ts';
import type { Input, Turn } from './input.ts';

/** A record without a position in the history. */
type Unplaced<R = HistoryRecord> = R extends HistoryRecord ? Omit<R, 'seq' | 'at'> : never;

export type Listener = (records: readonly HistoryRecord[]) => void;

export class Journal {
  /** Everything that happened, oldest first. */
  readonly history: HistoryRecord[] = [];
  /** Inputs from outside, oldest first. */
  readonly inputs: Input[] = [];
  /** The moments after each task and input that left records, oldest first. */
  readonly turns: Turn[] = [];
  /** Number of tasks so far. */
  #steps = 0;
  /** Number of characters in all inputs. */
  #asked = 0;
  /** The time of the last task, and the number of tasks at exactly that time. */
  #last = { at: -Infinity, tasks: 0 };
  /** Length of the history that the subscribers know. */
  #notified = 0;
  readonly #listeners = new Set<Listener>();

  constructor(private readonly clock: Clock) {}

  get steps(): number {
    return this.#steps;
  }

  /** The work so far, except writes and lists: tasks, and requests by their size. */
  get work(): number {
    return this.#steps + this.inputs.length + Math.floor(this.#asked / 320);
  }

  /** Number of tasks due at the current time that have run. */
  get after(): number {
    return this.#last.at === this.clock.now ? this.#last.tasks : 0;
  }

  /** Appends a record. */
  record(record: Unplaced): void {
    this.history.push(withFields(record, { seq: this.history.length, at: this.clock.now }) as HistoryRecord);
  }

  /** Appends a copy of a request from outside, so that later changes to its arguments have no effect. */
  asked(verb: string, args: readonly unknown[]): void {
    const json = JSON.stringify(args);
    this.#asked += json.length;
    const kept = JSON.parse(json) as unknown[];
    const { now: at } = this.clock;
    this.inputs.push({ at, after: this.after, steps: this.#steps, seq: this.history.length, verb, args: kept });
  }

  /** Notes the end of a task. */
  endStep(): void {
    this.#steps++;
    this.#last = { at: this.clock.now, tasks: this.after + 1 };
    this.endTurn();
  }

  /** Notes the end of a task or an input: a moment, if it left records. */
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

  /** @returns a function that ends the subscription. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Notifies the subscribers of new records. */
  tell(): void {
    if (this.#notified === this.history.length) return;
    const records = this.history.slice(this.#notified);
    this.#notified = this.history.length;
    for (const listener of this.#listeners) listener(records);
  }
}

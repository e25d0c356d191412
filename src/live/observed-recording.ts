/** The observed history of a real cluster, as a recording like that of a simulation. */
import { type Actor, beginCalendar, type HistoryRecord, type SyncRecord, type Turn } from '../engine/index.ts';
import type { Recording } from '../timeline/recording.ts';
import { shareStructure } from '../view/share-structure.ts';
import type { LiveChange } from './live-cluster.ts';
import { actorOf } from './writers.ts';

/** Largest number of records in a history; enough for half a day of a set that changes each second. */
const maxRecords = 60_000;

type Listener = (records: readonly HistoryRecord[]) => void;

/** Returns an empty history that begins at a date (ms since 1970), which is its time 0. */
export function observeFrom(date: number): ObservedRecording {
  beginCalendar(date);
  return new ObservedRecording();
}

/** A record without its position in the history. */
type Entry = Omit<SyncRecord, 'seq' | 'at'>;

export class ObservedRecording implements Recording {
  readonly history: HistoryRecord[] = [];
  readonly turns: Turn[] = [];
  /** The requests that were sent to a real cluster are not known. */
  readonly inputs = [];
  readonly #listeners = new Set<Listener>();
  #now = 0;

  /** @param most Largest number of records. */
  constructor(private readonly most = maxRecords) {
    // The moment before the first observation.
    this.turns.push({ at: 0, after: 0, seq: 0, steps: 0, inputs: 0 });
  }

  /** True if recording has stopped because the history is full. */
  get full(): boolean {
    return this.history.length >= this.most;
  }

  now(): number {
    return this.#now;
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Notes that time has passed without a change. */
  pass(at: number): void {
    // The clock may be set back; the time of the history never decreases.
    this.#now = Math.max(this.#now, at);
    this.#listeners.forEach((listener) => listener([]));
  }

  /** Records changes as one moment (virtual ms). */
  see(changes: readonly LiveChange[], at: number): void {
    if (changes.length === 0 || this.full) return;
    this.#now = Math.max(this.#now, at);
    const from = this.history.length;
    for (const change of changes) this.#write(change);
    this.#endTurn();
    this.#tell(from);
  }

  /** Records the inferred decisions on the newest state. */
  decide(decisions: readonly Entry[]): void {
    if (decisions.length === 0 || this.full) return;
    const from = this.history.length;
    for (const entry of decisions) this.history.push({ ...entry, seq: this.history.length, at: this.#now });
    this.#endTurn();
    this.#tell(from);
  }

  #tell(from: number): void {
    const records = this.history.slice(from);
    this.#listeners.forEach((listener) => listener(records));
  }

  #write(change: LiveChange): void {
    const { type, resource, previous } = change;
    const actor: Actor = actorOf(change);
    const object = type === 'MODIFIED' ? shareStructure(previous, change.object) : change.object;
    this.history.push({
      seq: this.history.length,
      at: this.#now,
      type,
      resource,
      object,
      actor,
      ...(previous !== undefined && { previous }),
    });
  }

  #endTurn(): void {
    const steps = this.turns.length;
    const after = this.turns.at(-1)!.at === this.#now ? this.turns.at(-1)!.after + 1 : 0;
    this.turns.push({ at: this.#now, after, seq: this.history.length, steps, inputs: 0 });
  }
}

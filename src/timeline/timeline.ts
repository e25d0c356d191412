/**
 * The shown moment: the head of a run (live), or a past moment of it. An action in the past makes a new run that
 * branches there; both are kept.
 */
import type { ApiServer, Cluster, Turn } from '../engine/index.ts';
import type { SavedPlace } from '../share/session.ts';
import type { ClusterView } from '../view/cluster-view.ts';
import { actionAfter, actionBefore } from './actions.ts';
import { momentApi } from './moment-api.ts';
import type { Playable } from './playable.ts';
import type { Recording } from './recording.ts';
import { Run } from './run.ts';

/** A moment of a run: after a turn, at a time from that turn on and before the next. */
interface Position {
  readonly turn: number;
  readonly at: number;
}

/** Operations on a node's machine that bypass the API server. */
export type NodeDoor = Pick<Cluster, 'cutNode' | 'restoreNode'>;
/** The number of runs that are kept; the oldest one is dropped. */
const maxRuns = 12;

export class Timeline implements Playable {
  #run: Run;
  #runs: Run[];
  #past: Position | null = null;
  #ids = 0;

  /**
   * @param recording The recording of the first run.
   * @param text The manifest text at its beginning.
   * @param onRecords Called when something was written in the cluster of the run in use.
   */
  constructor(
    recording: Recording,
    text: string,
    private readonly onRecords: () => void,
  ) {
    this.#run = this.#listen(new Run({ id: ++this.#ids, text }, recording));
    this.#runs = [this.#run];
  }

  #listen(run: Run): Run {
    run.recording.subscribe(() => {
      if (run === this.#run) this.onRecords();
    });
    return run;
  }

  /** The run in use. */
  get run(): Run {
    return this.#run;
  }
  /** All kept runs, oldest first. */
  get runs(): readonly Run[] {
    return this.#runs;
  }
  /** The recording of the run in use. */
  get recording(): Recording {
    return this.#run.recording;
  }
  /** The simulated cluster of the run in use. @throws StatusError when the run is not a simulation. */
  get cluster(): Cluster {
    return this.#run.cluster;
  }
  /** True while the shown moment is not the newest. */
  get past(): boolean {
    return this.#past !== null;
  }
  /** The last task or input by the moment that is shown; undefined while nothing has happened. */
  get turn(): Turn | undefined {
    return this.#past === null ? this.recording.turns.at(-1) : this.#turn();
  }
  /** The number of inputs by the shown moment. */
  get inputs(): number {
    return this.#past === null ? this.recording.inputs.length : (this.#turn()?.inputs ?? 0);
  }
  /** Returns the view of the shown moment. */
  view(): ClusterView {
    return this.#past === null ? this.#run.head() : this.#run.viewAt(this.#turn()?.seq ?? 0);
  }
  now(): number {
    return this.#past?.at ?? this.recording.now();
  }

  #turn(): Turn | undefined {
    return this.#past === null ? undefined : this.recording.turns[this.#past.turn];
  }

  // Advances time: through the recorded moments, and past the head by running the cluster.

  nextTaskAt(): number | undefined {
    if (this.#past === null) return this.recording.simulation?.cluster.nextTaskAt();
    return this.recording.turns[this.#past.turn + 1]?.at ?? this.recording.now();
  }

  step(): void {
    if (this.#past === null) this.recording.simulation?.cluster.step();
    else this.#goTo(this.#past.turn + 1);
  }

  advanceTo(time: number): void {
    if (this.#past === null) this.recording.simulation?.cluster.advanceTo(time);
    else this.seek(time);
  }

  /** Moves to a time of the run; to its head, live, if the time is not past. */
  seek(at: number): void {
    const time = Math.max(at, 0);
    this.#past = time >= this.recording.now() ? null : { turn: Math.max(this.#run.turnAt(time), 0), at: time };
  }

  /** Moves to the moment after `seq` records; at the later time `at`, if that is still before the next record. */
  seekRecord(seq: number, at = 0): void {
    this.#goTo(this.#run.turnOf(seq));
    this.#wait(at);
  }

  /** Moves to the moment after the last task or input by `place`; at a later time, as in {@link seekRecord}. */
  seekPlace(place: SavedPlace, at: number): void {
    this.#goTo(this.#run.turnBy(place));
    this.#wait(at);
  }

  /** Moves on to a time before the next task or input. */
  #wait(at: number): void {
    const next = this.#past && this.recording.turns[this.#past.turn + 1]?.at;
    if (this.#past !== null && at > this.#past.at && at <= next!) this.#past = { ...this.#past, at };
  }

  /** The last task or input by the shown moment; undefined if the time alone identifies it. */
  get place(): SavedPlace | undefined {
    if (this.#past === null || this.#past.turn === this.#run.turnAt(this.#past.at)) return undefined;
    const { at, after, inputs } = this.#turn()!;
    return { at, after, inputs };
  }

  live(): void {
    this.#past = null;
  }

  #goTo(turn: number): void {
    const { turns } = this.recording;
    if (turn >= turns.length - 1) this.#past = null;
    else this.#past = { turn: Math.max(turn, 0), at: Math.max(turns[Math.max(turn, 0)]!.at, 0) };
  }

  /** Moves on to the controller's next decision. */
  stepDecision(): void {
    if (this.#past === null) this.recording.simulation?.cluster.stepDecision();
    else {
      const next = this.#run.decisions().find((turn) => turn > this.#past!.turn);
      if (next === undefined) this.#past = null;
      else this.#goTo(next);
    }
  }

  /** Moves back to the moment after the previous decision or input. */
  stepBack(): void {
    const here = this.#past?.turn ?? this.recording.turns.length - 1;
    this.#goBack(this.#run.decisions().findLast((turn) => turn < here) ?? 0);
  }

  #goBack(turn: number): void {
    if (turn < this.recording.turns.length - 1) this.#goTo(turn);
  }

  /** Moves on to the next mark; live, by running the cluster. Returns false if there is none. */
  nextMark(): boolean {
    if (this.#past === null) {
      const before = this.#run.marks.length;
      // Bounded: if no mark comes soon, none ever will.
      for (let i = 0; i < 10_000 && this.#run.marks.length === before; i++) {
        if (!this.recording.simulation?.cluster.step()) return false;
      }
      return this.#run.marks.length > before;
    }
    const seq = this.#turn()?.seq ?? 0;
    const next = this.#run.marks.find((mark) => mark.seq > seq);
    if (next === undefined) this.#past = null;
    else this.#goTo(this.#run.firstTurnWith(next.seq));
    return true;
  }

  // Undo and redo: they move to the moment before the last action, and after the next one.

  get canUndo(): boolean {
    return this.#actionBefore() !== undefined;
  }
  get canRedo(): boolean {
    return this.#past !== null && this.#actionAfter() !== undefined;
  }
  get canStepBack(): boolean {
    return (this.#past?.turn ?? this.recording.turns.length - 1) > 0;
  }

  #actionBefore(): Position | undefined {
    return actionBefore(this.#run, this.inputs);
  }

  undo(): void {
    this.#past = this.#actionBefore() ?? this.#past;
  }

  #actionAfter(): number | undefined {
    return actionAfter(this.#run, this.inputs);
  }

  /** After the last action this is the newest moment again. */
  redo(): void {
    const end = this.#past === null ? undefined : this.#actionAfter();
    if (end === undefined) return;
    this.#goTo(end);
    if (!this.canRedo) this.live();
  }

  // Runs.

  /**
   * Makes the shown moment the head of a run: of this one, or of a new one that branches from it there.
   * @returns the simulated cluster at that moment.
   * @throws StatusError when the run is not a simulation.
   */
  act(): Cluster {
    if (this.#past === null) return this.cluster;
    const { at } = this.#past;
    this.#add(this.#run.fork(++this.#ids, this.#turn()!, at));
    return this.cluster;
  }

  /** Begins a new run and selects it. An unused current run is dropped. */
  begin(recording: Recording, text: string): void {
    const used = this.recording.inputs.length > 0;
    const before = this.#run;
    this.#add(new Run({ id: ++this.#ids, text }, recording));
    if (!used) this.#runs = this.#runs.filter((run) => run !== before);
  }

  /** Returns an id for a run that the caller makes. */
  nextId(): number {
    return ++this.#ids;
  }

  /** Adds a run that the caller made, and selects it. */
  take(run: Run): void {
    this.#add(run);
  }

  /** Adds a run that the caller made, beside the one in use. */
  keep(run: Run): void {
    const here = this.#run;
    this.#runs = [...this.#runs.filter((kept) => kept !== here).slice(2 - maxRuns), here, this.#listen(run)];
  }

  #add(run: Run): void {
    this.#runs = [...this.#runs, this.#listen(run)].slice(-maxRuns);
    this.#run = run;
    this.#past = null;
  }

  /** Selects another run, at its head. */
  select(id: number): void {
    const run = this.#runs.find((kept) => kept.id === id);
    if (run === undefined) return;
    this.#run = run;
    this.#past = null;
  }

  /** Replaces all runs. */
  restore(runs: readonly Run[], selected: number): void {
    if (runs.length === 0) return;
    this.#runs = runs.map((run) => this.#listen(run));
    this.#ids = Math.max(...runs.map((run) => run.id));
    this.#run = runs.find((run) => run.id === selected) ?? runs[0]!;
    this.#past = null;
  }

  /**
   * The API server at the shown moment: reading sees that moment, writing makes it the head of a run. Writing throws a
   * StatusError when the run is not a simulation.
   */
  readonly api: ApiServer = momentApi({
    objects: () => (this.#past === null ? this.#newestApi() : undefined) ?? this.view().objects,
    newest: () => this.#newestApi(),
    act: () => this.act(),
  });

  /** Disconnects and reconnects machines; in the past this also makes that moment the head of a run. */
  readonly nodes: NodeDoor = {
    cutNode: (name, actor) => this.act().cutNode(name, actor),
    restoreNode: (name, actor) => this.act().restoreNode(name, actor),
  };

  #newestApi(): ApiServer | undefined {
    return this.recording.simulation?.cluster.api;
  }
}

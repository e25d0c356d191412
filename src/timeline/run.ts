/** A run: the recording of one cluster, the view of any of its moments, and the manifest text that belongs to each. */
import {
  type Cluster,
  type HistoryRecord,
  type Input,
  isDecision,
  type Place,
  type ReplayInput,
  type Turn,
} from '../engine/index.ts';
import type { SavedCommand, SavedPlace, SavedRun } from '../share/session.ts';
import { type ClusterView, emptyClusterView, foldRecords } from '../view/cluster-view.ts';
import { lastIndex } from './last-index.ts';
import type { Snapshot } from '../view/snapshot.ts';
import { type Mark, MarkList } from './marks.ts';
import { type Recording, type SimulatedRecording, simulationOf } from './recording.ts';
import { RunDigest } from './run-digest.ts';

/** The name of the file that holds the editor's text. A command that reads it reads what the editor held then. */
export const manifestFile = 'manifest.yaml';

/** The number of records between two kept views: a jump to any moment folds at most this many. */
const stride = 48;
/** The number of records that become one new view while a saved run is replayed. */
const batch = 256;

/** How a run began. */
export interface RunOrigin {
  readonly id: number;
  /** The manifest text at its beginning. */
  readonly text: string;
  /** The run it branched from, when (virtual ms), and after how many inputs. */
  readonly from?: { readonly id: number; readonly at: number; readonly inputs: number };
}

export class Run {
  readonly id: number;
  readonly from: RunOrigin['from'];
  /** The name that its user gave it; null while it has only its number. */
  name: string | null = null;
  readonly #marks = new MarkList();
  /** The texts, each with the number of inputs after which it was set. */
  #texts: { readonly inputs: number; readonly text: string }[];
  /** Commands that changed something, oldest first. */
  #commands: SavedCommand[] = [];
  /** The number of records in the history when the last command was noted. */
  #noted: number;
  /** Views at the head and before it, oldest first. */
  readonly #views: { readonly seq: number; readonly view: ClusterView }[] = [{ seq: 0, view: emptyClusterView }];
  #pending: HistoryRecord[] = [];
  /** The number of records that were searched for marks. */
  #marked: number;
  readonly digest: RunDigest;

  constructor(
    { id, text, from }: RunOrigin,
    readonly recording: Recording,
  ) {
    const { history, turns } = recording;
    this.id = id;
    this.from = from;
    this.digest = new RunDigest(recording);
    // The initial objects have no marks: no action created them.
    this.#marked = turns[0]?.seq ?? history.length;
    this.#noted = history.length;
    this.#texts = [{ inputs: 0, text }];
    this.#pending = [...history];
    recording.subscribe((records) => {
      // One by one: a batch may be longer than a call has room for arguments.
      for (const record of records) this.#pending.push(record);
    });
  }

  /** The simulated cluster. @throws StatusError when the recording is not a simulation. */
  get cluster(): Cluster {
    return simulationOf(this.recording).cluster;
  }

  /** True while there are records that no view contains yet. */
  get behind(): boolean {
    return this.#pending.length > 0;
  }

  /** Returns the view of the newest moment. Many tasks of one frame become one new view. */
  head(): ClusterView {
    const last = this.#views.at(-1)!;
    if (this.#pending.length === 0) return last.view;
    const records = this.#pending;
    this.#pending = [];
    const kept = this.#views.at(-2)?.seq ?? 0;
    const next = { seq: last.seq + records.length, view: foldRecords(last.view, records) };
    // The view of the head is replaced until it is a stride away from the one before.
    if (this.#views.length > 1 && next.seq - kept <= stride) this.#views.pop();
    this.#views.push(next);
    return next.view;
  }

  /** Returns the view after `seq` records; the same object for repeated calls. */
  viewAt(seq: number): ClusterView {
    const head = this.head();
    if (seq >= this.recording.history.length) return head;
    let index = this.#views.findLastIndex((kept) => kept.seq <= seq);
    // A long batch leaves no views in between: they are made when they are first needed.
    for (let kept = this.#views[index]!; seq - kept.seq > stride; kept = this.#views[++index]!) {
      const end = kept.seq + stride;
      this.#views.splice(index + 1, 0, {
        seq: end,
        view: foldRecords(kept.view, this.recording.history.slice(kept.seq, end)),
      });
    }
    const kept = this.#views[index]!;
    return foldRecords(kept.view, this.recording.history.slice(kept.seq, seq));
  }

  /** The marks, oldest first. The same list while there are no new ones. */
  get marks(): readonly Mark[] {
    const { history, simulation } = this.recording;
    const records = history.slice(this.#marked);
    this.#marked = history.length;
    this.#marks.add(records, this.recording.now(), simulation?.cluster.atRest() ?? false);
    return this.#marks.marks;
  }

  /** Returns the index of the last turn at or before `at` (virtual ms). */
  turnAt(at: number): number {
    return lastIndex(this.recording.turns, (turn) => turn.at <= at);
  }

  /** Returns the index of the last turn with at most `seq` records. */
  turnOf(seq: number): number {
    return lastIndex(this.recording.turns, (turn) => turn.seq <= seq);
  }

  /** Returns the index of the last turn at or before a place. */
  turnBy({ at, after, inputs }: SavedPlace): number {
    const by = (turn: Turn): boolean => turn.at < at || (turn.at === at && turn.after <= after);
    return lastIndex(this.recording.turns, (turn) => turn.inputs <= inputs && by(turn));
  }

  /** Returns the index of the first turn with at least `seq` records. */
  firstTurnWith(seq: number): number {
    const at = this.turnOf(seq);
    return this.recording.turns[at]?.seq === seq ? at : at + 1;
  }

  /** Returns the indexes of the turns with a decision of a controller or a request from outside. */
  decisions(): readonly number[] {
    const { turns, history } = this.recording;
    return turns.flatMap((turn, i) => {
      const before = turns[i - 1];
      const asked = before === undefined || turn.inputs > before.inputs;
      return asked || history.slice(before.seq, turn.seq).some(isDecision) ? [i] : [];
    });
  }

  /** Sets the text from now on. */
  remember(text: string): void {
    this.#texts.push({ inputs: this.recording.inputs.length, text });
  }

  /** Returns the text after a number of inputs. */
  textAt(inputs: number): string {
    return this.#textBy(inputs).text;
  }

  /** Returns the last text applied by a number of inputs, and the cluster right after it; null before the first one. */
  appliedAt(inputs: number): { readonly text: string; readonly view: Snapshot } | null {
    const then = this.#textBy(inputs);
    return then === this.#texts[0]
      ? null
      : { text: then.text, view: this.viewAt(this.#recordsAfter(then.inputs)).objects };
  }

  #textBy(inputs: number) {
    return this.#texts.findLast((then) => then.inputs <= inputs) ?? this.#texts[0]!;
  }

  /** Returns the number of records right after a number of inputs, before any later task. */
  #recordsAfter(inputs: number): number {
    const { turns, inputs: all } = this.recording;
    const { steps } = all[inputs - 1] ?? turns[0]!;
    return turns[lastIndex(turns, (turn) => turn.inputs <= inputs && turn.steps <= steps)]?.seq ?? 0;
  }

  /** The commands that changed something, oldest first, with the contents of the files that they read. */
  get commands(): readonly SavedCommand[] {
    return this.#commands;
  }

  /**
   * Notes a command; one that changed nothing is left out, unless it is known to be `ok`.
   * @param command.ok False if all or a part of it was refused.
   */
  note({ command, file, line, ok }: Pick<SavedCommand, 'command' | 'file' | 'line'> & { readonly ok?: boolean }): void {
    const { history, inputs } = this.recording;
    const fresh = history.slice(this.#noted);
    this.#noted = history.length;
    if (ok !== true && !fresh.some((record) => 'actor' in record && record.actor.name === 'user')) return;
    this.#commands.push({
      inputs: inputs.length,
      command,
      ...(file !== undefined && { file }),
      ...(line !== undefined && { line }),
      ...(ok === false && { refused: true }),
    });
  }

  /**
   * Returns a new run that equals this one up to a moment.
   * @throws StatusError when it is not a simulation.
   */
  fork(id: number, turn: Turn, at: number): Run {
    const from = { id: this.id, at, inputs: turn.inputs };
    const next = new Run({ id, text: this.textAt(0), from }, simulationOf(this.recording).fork(turn, at));
    const before = ({ inputs }: { readonly inputs: number }): boolean => inputs <= turn.inputs;
    next.#texts = this.#texts.filter(before);
    next.#commands = this.#commands.filter(before);
    return next;
  }

  /**
   * Returns the run as plain data, from which {@link Run.replaying} makes the same run.
   * @throws StatusError when it is not a simulation.
   */
  save(): SavedRun {
    const { cluster, id, name, from } = this;
    const commands = this.#commands.map(({ file, ...command }): SavedCommand => {
      const implied = command.command.includes(manifestFile) && file === this.textAt(command.inputs);
      return file === undefined || implied ? command : { ...command, file };
    });
    return {
      id,
      name,
      from: from ?? null,
      inputs: cluster.inputs.map(savedInput),
      texts: this.#texts,
      ...saved(cluster.place()),
      ...(commands.length > 0 && { commands }),
      ...(simulationOf(this.recording).origin && { imported: true }),
      digest: this.digest.text(),
    };
  }

  /** Replays a saved run into a new simulation. */
  static replay(saved: SavedRun, into: SimulatedRecording): Run {
    const replayed = Run.replaying(saved, into);
    for (;;) {
      const step = replayed.next();
      if (step.done === true) return step.value;
    }
  }

  /**
   * Replays a saved run in small parts: yields the run after each task and input.
   * @param into A new simulation, with the seed of the saved one.
   * @throws Error when its inputs are not inputs of a cluster.
   */
  static *replaying(saved: SavedRun, into: SimulatedRecording): Generator<Run, Run> {
    const { id, name, from, inputs, texts, commands = [], digest: _, imported: __, ...end } = saved;
    const run = new Run({ id, text: texts[0]?.text ?? '', ...(from && { from }) }, into);
    run.name = name;
    if (texts.length > 0) run.#texts = [...texts];
    const replayed = run.cluster.replaying(inputs, { ...end, inputs: inputs.length });
    while (replayed.next().done !== true) {
      if (run.#pending.length >= batch) {
        run.head();
        run.digest.advance();
      }
      yield run;
    }
    run.#noted = run.recording.history.length;
    run.#commands = commands.map((command) => {
      const implied = command.file === undefined && command.command.includes(manifestFile);
      return implied ? { ...command, file: run.textAt(command.inputs) } : command;
    });
    return run;
  }
}

/** Leaves out the default of `after`. */
const saved = ({ at, after }: Place) => (after === 0 ? { at } : { at, after });

const savedInput = ({ verb, args, ...place }: Input): ReplayInput => ({ ...saved(place), verb, args });

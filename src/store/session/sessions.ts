/** Owns the commands of the lab; saves all of it, opens saved sessions, and starts over. */
import type { SavedRun, Session } from '../../share/session.ts';
import { type Run, manifestFile } from '../../timeline/run.ts';
import { simulationOf } from '../../timeline/recording.ts';
import { simulate } from '../../timeline/simulate.ts';
import type { Timeline } from '../../timeline/timeline.ts';
import type { Variation } from '../../timeline/variations.ts';
import type { SetKey } from '../../view/stage/derive-stage.ts';
import type { Applied, Editor } from '../editor.ts';
import { exampleText, isExampleText } from '../state/examples.ts';
import type { Outcome, RestoreOutcome } from '../state/outcome.ts';
import type { CommandRecord, Drain, SessionState } from '../state/lab-state.ts';
import type { ShownMoment } from '../moment/shown-moment.ts';
import type { Frames } from '../moment/playback.ts';
import type { LaterPrograms } from '../commands/programs.ts';
import type * as comparing from '../moment/comparing.ts';
import type * as restoring from './restoring.ts';
import { goToMoment, lookOf, selectedOf, sessionOf } from './saved-state.ts';
import type { ShownCluster } from '../moment/shown-cluster.ts';
import type { PageSlice, Slice, StateStore } from '../state/state-store.ts';

type Comparing = typeof comparing;
export type LoadComparing = () => Promise<Comparing>;
export type LoadRestoring = () => Promise<typeof restoring>;

const maxCommands = 100;

interface SessionsParts {
  readonly store: StateStore;
  readonly slice: Slice<SessionState>;
  readonly page: PageSlice;
  readonly timeline: Timeline;
  readonly editor: Editor;
  readonly cluster: ShownCluster;
  readonly moment: ShownMoment;
  readonly frames: Frames;
  readonly parts: { readonly comparing: LoadComparing; readonly restoring: LoadRestoring };
  readonly programs: LaterPrograms;
}

export class Sessions {
  #restoring: restoring.Restoring | undefined;
  #commandIds = 0;

  constructor(private readonly parts: SessionsParts) {}

  /** Records a command. Returns its id. */
  record(command: Omit<CommandRecord, 'id'>): number {
    const { slice, timeline } = this.parts;
    timeline.run.note(command);
    const record: CommandRecord = { id: ++this.#commandIds, ...command };
    slice.set({ commands: [...slice.state.commands, record].slice(-maxCommands) });
    return record.id;
  }

  /** Replaces the output of a running command. */
  extend(id: number, lines: readonly string[], ok: boolean): void {
    const { slice } = this.parts;
    const { commands } = slice.state;
    slice.set({ commands: commands.map((command) => (command.id === id ? { ...command, lines, ok } : command)) });
  }

  /** Applies a text, and records the equivalent command. */
  recordApply(apply: () => Applied): Outcome {
    const at = this.parts.timeline.now();
    const { ok, lines, file } = apply();
    this.record({ at, command: `kubectl apply -f ${manifestFile}`, file, lines, ok });
    return { ok, lines };
  }

  /** Shows that a node is being drained, and why a Pod is still there. */
  showDrain(drain: Drain): void {
    const { slice } = this.parts;
    const { drains } = slice.state;
    const begun = drains.some(({ node }) => node === drain.node);
    slice.set({ drains: begun ? drains.map((d) => (d.node === drain.node ? drain : d)) : [...drains, drain] });
  }

  endDrain(node: string): void {
    const { slice } = this.parts;
    slice.set({ drains: slice.state.drains.filter((drain) => drain.node !== node) });
  }

  keepFiles(files: SessionState['files']): void {
    const { slice } = this.parts;
    if (JSON.stringify(files) !== JSON.stringify(slice.state.files)) slice.set({ files });
  }

  /**
   * Returns the session as plain data: all runs, and what is shown.
   * @throws StatusError for a recording.
   */
  save(): Session {
    return sessionOf(this.parts.store.state, this.parts.timeline);
  }

  /**
   * Replays a session from outside, and replaces this one once the replay has succeeded. The page stays usable
   * meanwhile; `restoring` in the state is the progress.
   * @param beginning The session that {@link resetToBeginning} returns to from now on.
   * @returns A promise that is rejected with a SessionError if it cannot be replayed; then nothing has changed.
   */
  async restore(session: unknown, beginning: unknown): Promise<RestoreOutcome> {
    const { readSession } = await this.parts.parts.restoring();
    const read = readSession(session);
    const first = beginning === null ? null : readSession(beginning);
    return this.#open(read.runs, read, (runs) => {
      this.parts.timeline.restore(runs, read.run);
      this.parts.slice.set({ beginning: first });
    });
  }

  /** Stops the replay that {@link restore} or {@link resetToBeginning} has begun: everything stays as it is. */
  cancelRestore(): void {
    this.#restoring?.cancel();
  }

  /** Doubles the work that a replay may make, and continues it. */
  allowMoreWork(): void {
    const { slice, page } = this.parts;
    slice.set({ workBudget: slice.state.workBudget * 2 });
    page.set({ dialog: null });
  }

  /** Begins a new run from the same seed, with an example's text. The run before it is kept. */
  reset(example: string): void {
    const { slice, timeline, editor, cluster, moment } = this.parts;
    const { text, example: before, language } = slice.state;
    const fresh = exampleText(example, language);
    const own = !isExampleText(before, text) && !isExampleText(example, text);
    timeline.begin(simulate(simulationOf(timeline.recording).seed), fresh);
    moment.replaced();
    editor.begin(fresh);
    if (own) editor.keepReplaced(text);
    slice.set({ example, commands: [] });
    cluster.select((editor.drafts[0]?.metadata as SetKey | undefined) ?? { namespace: 'default', name: 'web' });
  }

  /** Moves to the moment of the link that the lab began with, in a new run; does nothing if there is none. */
  async resetToBeginning(): Promise<RestoreOutcome | undefined> {
    const { store, slice, timeline, editor } = this.parts;
    const { beginning, text } = slice.state;
    const saved = beginning?.runs.find(({ id }) => id === beginning.run) ?? beginning?.runs[0];
    if (beginning === null || saved === undefined) return undefined;
    const own = text !== beginning.text && text !== timeline.run.textAt(timeline.inputs);
    const run = { ...saved, id: timeline.nextId(), from: null };
    const outcome = await this.#open([run], beginning, ([replayed]) => timeline.take(replayed!));
    if (own && outcome === 'restored') store.commit(() => editor.keepReplaced(text));
    return outcome;
  }

  /** Shows another run beside the one in use, from their first difference on; null for none. */
  compareWith(id: number | null): void {
    this.parts.page.set({ beside: id });
    if (id !== null) this.playFirstDifference();
  }

  /** Goes to the first moment at which the two compared runs differ, and plays from there. */
  playFirstDifference(): void {
    this.#comparing((module) => module.playFirstDifference(this.parts));
  }

  /** Replays the run in use with one thing changed, and shows the new run beside it. */
  compare(variation: Variation): void {
    this.#comparing((module) => module.compareVariation(this.parts, variation));
  }

  #comparing(work: (module: Comparing) => void): void {
    const { store, page, parts } = this.parts;
    void parts.comparing().then(
      (module) => store.commit(() => work(module)),
      () => page.set({ banner: 'NotLoaded' }),
    );
  }

  /** Replays saved runs, adds them to the timeline and shows the moment of a session. */
  async #open(
    runs: readonly SavedRun[],
    session: Session,
    put: (runs: readonly Run[]) => void,
  ): Promise<RestoreOutcome> {
    const [module] = await Promise.all([this.parts.parts.restoring(), this.parts.programs.load()]);
    this.#restoring ??= new module.Restoring(this.parts);
    const replayed = await this.#restoring.replay(runs, session);
    if (replayed === null) return 'cancelled';
    const { store, slice, page, moment } = this.parts;
    const { divergence } = replayed;
    store.commit(() => {
      put(replayed.runs);
      this.#enter(session);
      slice.set({ divergence });
      if (divergence !== null) page.set({ dialog: { name: 'divergence' } });
      moment.settle();
    });
    return 'restored';
  }

  /** Shows the moment and the views of a session. Its run is already in the timeline. */
  #enter(session: Session): void {
    const { slice, page, timeline, editor, cluster, moment } = this.parts;
    goToMoment(timeline, session);
    const look = lookOf(session, timeline.past, timeline.view().objects);
    editor.begin(session.text ?? '');
    const { example, files } = look.session;
    slice.set({ ...(example !== undefined && { example }), files: files ?? {}, commands: this.#savedCommands() });
    // Parts that are already shown stay.
    const unfolded = [...new Set([...page.state.unfolded, ...look.page.unfolded])];
    // A lesson file that is being written stays.
    page.set({ ...look.page, unfolded, lessonFile: page.state.lessonFile ?? look.page.lessonFile });
    editor.settleHere();
    cluster.select(selectedOf(session) ?? slice.state.selected);
    moment.replaced();
    moment.restore(look.moment);
  }

  /** Returns the saved commands of the run in use; what they printed is not saved. */
  #savedCommands(): readonly CommandRecord[] {
    const { recording, commands } = this.parts.timeline.run;
    return commands.slice(-maxCommands).map(({ inputs, command, file, refused }) => ({
      ...{ id: ++this.#commandIds, at: recording.inputs[inputs - 1]?.at ?? 0, command, lines: [], ok: !refused },
      ...(file !== undefined && { file }),
    }));
  }
}

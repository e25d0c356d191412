/** Opens saved sessions in place of what the lab shows. Loaded when the first one is opened. */
import { beginCalendar } from '../../engine/index.ts';
import { readSession } from '../../share/read-session.ts';
import type { SavedRun, Session } from '../../share/session.ts';
import type { Run } from '../../timeline/run.ts';
import type { CommandRecord } from '../state/lab-state.ts';
import type { RestoreOutcome } from '../state/outcome.ts';
import { Restoring } from './restoring.ts';
import { goToMoment, lookOf, selectedOf } from './saved-state.ts';
import { maxCommands, type SessionOpening, type SessionsParts } from './sessions-parts.ts';

export class Opening implements SessionOpening {
  readonly #restoring: Restoring;

  /** @param nextCommand Returns an id for a command. */
  constructor(
    private readonly parts: SessionsParts,
    private readonly nextCommand: () => number,
  ) {
    this.#restoring = new Restoring(parts);
  }

  /** See `Sessions.restore`. */
  async restore(session: unknown, beginning: unknown): Promise<RestoreOutcome> {
    const read = readSession(session);
    const first = beginning === null ? null : readSession(beginning);
    return this.#open(read.runs, read, (runs) => {
      this.parts.timeline.restore(runs, read.run);
      this.parts.slice.set({ beginning: first });
    });
  }

  /** See `Sessions.resetToBeginning`. */
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

  cancel(): void {
    this.#restoring.cancel();
  }

  /** Replays saved runs, adds them to the timeline and shows the moment of a session. */
  async #open(
    runs: readonly SavedRun[],
    session: Session,
    put: (runs: readonly Run[]) => void,
  ): Promise<RestoreOutcome> {
    const imported = session.imported === undefined ? undefined : await this.parts.parts.importing();
    const replayed = await this.#restoring.replay(runs, session, imported?.importedOrigin);
    if (replayed === null) return 'cancelled';
    const { store, slice, page, moment } = this.parts;
    const { divergence } = replayed;
    store.commit(() => {
      beginCalendar(session.imported?.date);
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
    // The introduction is about the cluster of the lab.
    if (session.imported !== undefined) page.set({ introduction: null, lesson: null, marked: null, plan: null });
    editor.settleHere();
    cluster.select(selectedOf(session) ?? slice.state.selected);
    moment.replaced();
    moment.restore(look.moment);
  }

  /** Returns the saved commands of the run in use; what they printed is not saved. */
  #savedCommands(): readonly CommandRecord[] {
    const { recording, commands } = this.parts.timeline.run;
    return commands.slice(-maxCommands).map(({ inputs, command, file, refused }) => ({
      id: this.nextCommand(),
      at: recording.inputs[inputs - 1]?.at ?? 0,
      command,
      lines: [],
      ok: !refused,
      ...(file !== undefined && { file }),
    }));
  }
}

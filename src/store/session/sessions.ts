/** Owns the commands of the lab; saves all of it, opens saved sessions, and starts over. */
import type { Session } from '../../share/session.ts';
import { manifestFile } from '../../timeline/run.ts';
import { simulationOf } from '../../timeline/recording.ts';
import { simulate } from '../../timeline/simulate.ts';
import type { Variation } from '../../timeline/variations.ts';
import type { SetKey } from '../../view/stage/derive-stage.ts';
import type { Applied } from '../editor.ts';
import { exampleText, isExampleText } from '../state/examples.ts';
import type { Outcome, RestoreOutcome } from '../state/outcome.ts';
import type { CommandRecord, Drain, SessionState } from '../state/lab-state.ts';
import { sessionOf } from './saved-state.ts';
import { type LoadComparing, maxCommands, type SessionOpening, type SessionsParts } from './sessions-parts.ts';

type Comparing = Awaited<ReturnType<LoadComparing>>;

export class Sessions {
  #opened: SessionOpening | undefined;
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
    return (await this.#opening()).restore(session, beginning);
  }

  /** Stops the replay that {@link restore} or {@link resetToBeginning} has begun: everything stays as it is. */
  cancelRestore(): void {
    this.#opened?.cancel();
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
    return (await this.#opening()).resetToBeginning();
  }

  async #opening(): Promise<SessionOpening> {
    const [module] = await Promise.all([this.parts.parts.restoring(), this.parts.programs.load()]);
    return (this.#opened ??= new module.Opening(this.parts, () => ++this.#commandIds));
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
}

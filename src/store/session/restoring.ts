/** Opens sessions: replays them in slices, and replaces the current one once the replay has succeeded. */
import { beginCalendar, timestamp, WorkError } from '../../engine/index.ts';
import { SessionError } from '../../share/reading.ts';
import type { SavedImport, SavedRun, Session } from '../../share/session.ts';
import { type Divergence, divergenceOf } from '../../timeline/divergence.ts';
import { Editor } from '../editor.ts';
import type { LabState, SessionState } from '../state/lab-state.ts';
import type { Frames } from '../moment/playback.ts';
import { goToMoment, lookOf, selectedOf } from './saved-state.ts';
import { ShownCluster } from '../moment/shown-cluster.ts';
import { type PageSlice, type Slice, StateStore } from '../state/state-store.ts';
import { inSlices } from '../state/slices.ts';
import { Run } from '../../timeline/run.ts';
import type { Origin } from '../../timeline/recording.ts';
import { simulate, simulating } from '../../timeline/simulate.ts';
import { Timeline } from '../../timeline/timeline.ts';

/** The progress of a replay. */
interface Progress {
  /** From 0 to 1. */
  readonly done: number;
  /** The work of the clusters so far. */
  readonly work: number;
}

/**
 * Replays a session's runs in small parts.
 * @throws WorkError when a part takes too much work.
 */
export function* replaySession(
  session: Pick<Session, 'runs' | 'seed'>,
  origin?: Origin,
): Generator<Progress, readonly Run[]> {
  const total = session.runs.reduce((sum, { at, inputs }) => sum + at + inputs.length, 1);
  const runs: Run[] = [];
  let [done, work] = [0, 0];
  for (const saved of session.runs) {
    const making = simulating(session.seed, saved.imported && origin);
    let made = making.next();
    for (; made.done !== true; made = making.next()) yield { done: done / total, work };
    const replayed = Run.replaying(saved, made.value);
    let step = replayed.next();
    for (; step.done !== true; step = replayed.next()) {
      const { cluster } = step.value;
      yield { done: (done + cluster.now() + cluster.inputs.length) / total, work: work + cluster.work() };
    }
    runs.push(step.value);
    done += saved.at + saved.inputs.length;
    work += step.value.cluster.work();
  }
  return runs;
}

/** Makes the imported cluster of a session, in small parts; yields the part that is done, from 0 to 1. */
type ImportedOrigin = (saved: SavedImport) => Generator<number, Origin>;

/** Makes the imported cluster, and replays the runs. */
function* replayImported(
  session: Pick<Session, 'runs' | 'seed'>,
  saved: SavedImport,
  make: ImportedOrigin,
): Generator<Progress, readonly Run[]> {
  const making = make(saved);
  let step = making.next();
  for (; step.done !== true; step = making.next()) yield { done: step.value, work: 0 };
  return yield* replaySession(session, step.value);
}

/** Does each part of a work in another calendar than that of the page, which is used meanwhile. */
function* inCalendar<T, R>(date: number | undefined, work: Generator<T, R>): Generator<T, R> {
  for (;;) {
    const step = withCalendar(date, () => work.next());
    if (step.done === true) return step.value;
    yield step.value;
  }
}

function withCalendar<T>(date: number | undefined, work: () => T): T {
  const before = Date.parse(timestamp(0));
  beginCalendar(date);
  try {
    return work();
  } finally {
    beginCalendar(before);
  }
}

/** The result of replaying a session. */
export interface Replayed {
  readonly runs: readonly Run[];
  /** Where they differ from the recorded runs. */
  readonly divergence: Divergence | null;
}

/**
 * Derives the page of a session at its moment, in a separate state, to find out whether it can be shown.
 * @returns The runs at that moment.
 * @throws Error if it cannot be shown.
 */
function rehearse(session: Session, runs: readonly Run[], state: LabState): Timeline {
  const timeline = new Timeline(simulate(session.seed), '', () => {});
  timeline.restore(runs, session.run);
  goToMoment(timeline, session);
  const store = new StateStore(state);
  const editor = new Editor(store.slice('editor'), timeline);
  editor.begin(session.text ?? '');
  editor.settleHere();
  const cluster = new ShownCluster(store.slice('cluster'), timeline, editor);
  const selected = selectedOf(session);
  if (selected !== undefined) cluster.select(selected);
  cluster.show();
  lookOf(session, timeline.past, timeline.view().objects);
  return timeline;
}

/** The parts of the lab that a replay needs and will replace. */
interface RestoringParts {
  readonly store: StateStore;
  readonly slice: Slice<SessionState>;
  readonly page: PageSlice;
  readonly frames: Pick<Frames, 'now'>;
}

export class Restoring {
  /** The session that is being replayed. */
  #current: object | undefined;

  constructor(private readonly parts: RestoringParts) {}

  /**
   * Replays the runs of a session. Nothing is replaced yet.
   * @param as The session whose moment will be shown with them.
   * @param make Makes its imported cluster, if it has one.
   * @returns null if it was cancelled.
   * @throws SessionError if it cannot be replayed and shown.
   */
  async replay(runs: readonly SavedRun[], as: Session, make?: ImportedOrigin): Promise<Replayed | null> {
    const current = (this.#current = {});
    const { slice, frames } = this.parts;
    const { seed, imported } = as;
    const date = imported?.date;
    try {
      const work = imported && make ? replayImported({ runs, seed }, imported, make) : replaySession({ runs, seed });
      const replayed = await inSlices(inCalendar(date, work), frames, async ({ done, work }) => {
        if (this.#current !== current) return false;
        slice.set({ restoring: Math.min(done, 1) });
        if (work > slice.state.workBudget && !(await this.#mayGoOn(work))) this.cancel();
        return this.#current === current;
      });
      if (replayed === undefined || this.#current !== current) return null;
      return withCalendar(date, () => {
        const rehearsed = rehearse(as, replayed.result, slice.state);
        return { runs: replayed.result, divergence: divergenceOf(as, runs, rehearsed) };
      });
    } catch (error) {
      if (error instanceof WorkError) throw new SessionError('TooMuchWork');
      throw error instanceof SessionError ? error : new SessionError('Malformed');
    } finally {
      if (this.#current === current) this.cancel();
    }
  }

  /** Asks if a replay may make more work than usual; resolves when the user has decided. */
  #mayGoOn(work: number): Promise<boolean> {
    const { store, page } = this.parts;
    page.set({ dialog: { name: 'work' } });
    return new Promise((resolve) => {
      const unsubscribe = store.reader.subscribe((state) => {
        if (state.dialog?.name === 'work' && state.restoring !== null) return;
        unsubscribe();
        resolve(state.workBudget > work);
      });
    });
  }

  cancel(): void {
    this.#current = undefined;
    const { slice } = this.parts;
    if (slice.state.restoring !== null) slice.set({ restoring: null });
  }
}

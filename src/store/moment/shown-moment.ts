/** The shown moment: its position, playback from it, and moves to other moments. */
import type { Run } from '../../timeline/run.ts';
import type { Timeline } from '../../timeline/timeline.ts';
import { shareStructure } from '../../view/share-structure.ts';
import { nextReadyDeadline } from '../../view/traps/ready-deadline.ts';
import type { Editor } from '../editor.ts';
import type { LabState, MomentState, RunInfo } from '../state/lab-state.ts';
import { type Frames, Playback } from './playback.ts';
import type { ShownCluster } from './shown-cluster.ts';
import type { Slice, StateStore } from '../state/state-store.ts';
import type { Waiters } from '../commands/waiters.ts';

interface MomentParts {
  readonly store: Pick<StateStore, 'commit'>;
  readonly slice: Slice<MomentState>;
  readonly timeline: Timeline;
  readonly editor: Editor;
  readonly cluster: ShownCluster;
  readonly waiters: Waiters;
  readonly frames?: Frames | undefined;
}

export class ShownMoment {
  readonly #replaced = new Set<() => void>();
  readonly #playback: Playback;

  constructor(private readonly parts: MomentParts) {
    const { store, slice, timeline, frames } = parts;
    this.#playback = new Playback({
      playable: () => timeline,
      nextOutside: () => this.#nextOutside(),
      speed: () => slice.state.speed,
      onFrame: () => store.commit(() => this.show()),
      onRunning: (running) =>
        store.commit(() => {
          this.show();
          slice.set({ running });
        }),
      frames,
    });
  }

  play(): void {
    this.parts.slice.set({ playing: true, held: false });
    this.#playback.play();
  }

  pause(): void {
    const { slice, waiters } = this.parts;
    this.#playback.pause();
    slice.set({ playing: false, held: false });
    waiters.changed();
  }

  setSpeed(speed: number): void {
    this.parts.slice.set({ speed });
  }

  /** Moves to another moment or run. */
  travel(go: (timeline: Timeline) => void): void {
    const { slice, timeline } = this.parts;
    const { run } = timeline;
    const { playing } = slice.state;
    go(timeline);
    // The past stands still; at the newest moment time runs again, if it ran before.
    if (timeline.past && playing) {
      this.pause();
      slice.set({ held: true });
    }
    if (timeline.run !== run) this.replaced();
  }

  /** Sets playback as in an opened session. */
  restore({ playing, held, speed }: Partial<Pick<MomentState, 'playing' | 'held' | 'speed'>>): void {
    this.#playback.pause();
    this.parts.slice.set({
      playing: playing ?? true,
      held: held ?? false,
      ...(speed !== undefined && { speed }),
    });
    if (playing) this.#playback.play();
  }

  /** Resumes time after a request to the cluster, or while a program waits for a time, unless the clock is paused. */
  wake(): void {
    this.#playback.wake();
  }

  /**
   * Resolves after the next write in the cluster, at virtual time `until`, or when `signal` is aborted. Keeps playback
   * running meanwhile.
   */
  wait(until = Infinity, signal: AbortSignal): Promise<void> {
    const { timeline, waiters } = this.parts;
    if (until <= timeline.now()) return Promise.resolve();
    const woken = waiters.add(until, signal);
    this.wake();
    return woken;
  }

  /** Shows the results of an action, and resumes time. */
  settle(): void {
    const { slice, timeline } = this.parts;
    if (slice.state.held && !timeline.past) this.play();
    this.show(true);
    this.wake();
  }

  /**
   * Brings the state up to date with the timeline. When only time has passed, it changes only the clock, ten times a
   * second.
   * @param moved True if the moment, the run or the text may be another one.
   */
  show(moved = false): void {
    const { slice, timeline, editor, cluster, waiters } = this.parts;
    // Read this first: looking for the applied text brings the run up to date.
    const { behind } = timeline.run;
    editor.follow();
    const { state } = slice;
    const now = timeline.now();
    // Playing the past may have reached the newest moment, although no object differs between the two.
    if (moved || behind || timeline.past !== state.past || timeline.view().objects !== state.view) {
      cluster.show();
      editor.compare();
      slice.set(this.#state(state));
    } else if (Math.floor(now / 100) !== Math.floor(state.now / 100)) {
      slice.set({ now, head: timeline.recording.now() });
    }
    waiters.passed(now);
  }

  /** Calls back when another cluster replaces the one in use. Returns the unsubscriber. */
  onReplaced(listener: () => void): () => void {
    this.#replaced.add(listener);
    return () => this.#replaced.delete(listener);
  }

  /** Tells the listeners that another cluster is in use. */
  replaced(): void {
    this.#replaced.forEach((listener) => listener());
  }

  /** Ends the frames. */
  dispose(): void {
    this.#playback.pause();
  }

  /**
   * Returns the first time at which the page changes by itself: a program stops waiting, or a Pod's ready deadline
   * passes.
   */
  #nextOutside(): number | undefined {
    const { slice, timeline, waiters } = this.parts;
    const quiet = timeline.past ? undefined : nextReadyDeadline(slice.state.stage.unsettled, timeline.now());
    const next = Math.min(waiters.next() ?? Infinity, quiet ?? Infinity);
    return next === Infinity ? undefined : next;
  }

  #state({ runs }: LabState): Partial<MomentState> {
    const { timeline } = this.parts;
    const { run, past, canUndo, canRedo, canStepBack } = timeline;
    return {
      now: timeline.now(),
      past,
      head: run.recording.now(),
      marks: run.marks,
      run: run.id,
      runs: shareStructure(runs, timeline.runs.map(infoOf)),
      canUndo,
      canRedo,
      canStepBack,
      canGoOn: timeline.nextTaskAt() !== undefined,
      readOnly: run.recording.simulation === undefined,
    };
  }
}

const infoOf = ({ id, name, from, commands }: Run): RunInfo => ({
  id,
  name,
  from: from ?? null,
  began: commands.find(({ inputs }) => inputs > (from?.inputs ?? 0))?.command ?? null,
});

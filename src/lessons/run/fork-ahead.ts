/**
 * A copy of a run that follows it in small parts. A check of goals uses it as its fork; otherwise each check would
 * replay the whole history.
 */
import type { Turn } from '../../engine/index.ts';
import type { SimulatedRecording } from '../../timeline/recording.ts';
import { simulate } from '../../timeline/simulate.ts';
import type { LessonRun } from './lesson-run.ts';

/** Tasks and inputs that are replayed in one part; this takes a few milliseconds. */
const partSize = 40;

interface Copy {
  readonly of: SimulatedRecording;
  readonly recording: SimulatedRecording;
  /** The moment that it has reached, or is replaying towards. */
  turn: Turn | undefined;
  /** The rest of that replay. */
  parts: Generator<void, void> | undefined;
}

function goTo(way: Copy['parts']): void {
  while (way?.next().done === false);
}

export class ForkAhead {
  #copy: Copy | undefined;

  /** Replays a part of the records that the copy lacks. Returns true if there are more. */
  follow(run: LessonRun): boolean {
    const copy = this.#copyOf(run);
    copy.parts ??= this.#way(copy, run.turn);
    for (let i = 0; i < partSize; i++) {
      if (copy.parts?.next().done !== false) {
        copy.parts = undefined;
        return false;
      }
    }
    return true;
  }

  /** Returns a fork of the run at its moment; the next one starts from the beginning. */
  take(run: LessonRun): LessonRun {
    const copy = this.#copyOf(run);
    this.#copy = undefined;
    goTo(copy.parts);
    goTo(this.#way(copy, run.turn));
    return run.fork(copy.recording);
  }

  /** Returns the copy, or a new one if the copy is past the run's moment. */
  #copyOf({ recording, turn }: LessonRun): Copy {
    const copy = this.#copy;
    if (copy?.of === recording && (copy.turn === undefined || copy.turn.seq <= turn.seq)) return copy;
    return (this.#copy = {
      of: recording,
      recording: simulate(recording.simulation.seed),
      turn: undefined,
      parts: undefined,
    });
  }

  /** Returns the replay from the copy's moment to another one; undefined if it is there. */
  #way(copy: Copy, turn: Turn): Generator<void, void> | undefined {
    if (copy.turn?.seq === turn.seq && copy.turn.inputs === turn.inputs) return undefined;
    const { inputs = 0 } = copy.turn ?? {};
    copy.turn = turn;
    const end = { ...turn, inputs: turn.inputs - inputs };
    return copy.recording.simulation.cluster.replaying(copy.of.inputs.slice(inputs, turn.inputs), end);
  }
}

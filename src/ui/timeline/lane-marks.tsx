import { type ReactNode, useCallback, useSyncExternalStore } from 'react';
import type { Mark } from '../../timeline/marks.ts';
import { useLab, useLabInstance } from '../kit/lab.tsx';
import { Marks } from './marks.tsx';
import type { Nearby } from './nearby.ts';
import { NoteLines } from './note-lines.tsx';
import './lane-marks.css';

interface LaneMarksProps {
  /** The marks of the branch in use. */
  readonly marks: readonly Mark[];
  /** The time at the end of the track (virtual ms). */
  readonly end: number;
  /** Width of the track, px. */
  readonly width: number;
}

/** The marks of two compared branches: each in a band of its own, with the letter of its lane. */
export function LaneMarks({ marks, end, width }: LaneMarksProps) {
  return (
    <>
      <Band letter="A">
        <Marks marks={marks} end={end} width={width} />
      </Band>
      <Band letter="B">
        <Marks marks={useOtherMarks()} end={end} width={width} />
      </Band>
    </>
  );
}

interface LaneNotesProps {
  /** The marks of the branch in use. */
  readonly marks: readonly Mark[];
  /** Returns the marks of a lane near the pointer. */
  readonly near: (marks: readonly Mark[]) => Nearby;
}

/** The marks of both lanes near a moment, each under the letter of its lane. */
export function LaneNotes({ marks, near }: LaneNotesProps) {
  return (
    <>
      <LaneNote letter="A" near={near(marks)} />
      <LaneNote letter="B" near={near(useOtherMarks())} />
    </>
  );
}

function LaneNote({ letter, near }: { readonly letter: string; readonly near: Nearby }) {
  return (
    <span className="lane-note" data-lane={letter}>
      <b className="lane-letter">{letter}</b>
      <span>
        <NoteLines near={near} />
      </span>
    </span>
  );
}

function Band({ letter, children }: { readonly letter: string; readonly children: ReactNode }) {
  return (
    <div className="lane-marks" data-lane={letter} aria-hidden="true">
      {children}
      <b className="lane-letter">{letter}</b>
    </div>
  );
}

const none: readonly Mark[] = [];

/** Returns the marks of the compared branch, as it continues. */
function useOtherMarks(): readonly Mark[] {
  const lab = useLabInstance();
  const beside = useLab((state) => state.beside);
  const run = lab.read(({ timeline }) => timeline.runs.find(({ id }) => id === beside));
  const subscribe = useCallback((listener: () => void) => run?.recording.subscribe(listener) ?? (() => {}), [run]);
  return useSyncExternalStore(subscribe, () => run?.marks ?? none);
}

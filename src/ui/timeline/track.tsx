import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { lastIndex } from '../../timeline/last-index.ts';
import type { Mark } from '../../timeline/marks.ts';
import { clockText } from '../../view/words/clock-text.ts';
import { useAct, useLab, useLabInstance } from '../kit/lab.tsx';
import { later } from '../kit/later.tsx';
import { useMessages } from '../kit/messages.tsx';
import { Marks } from './marks.tsx';
import { NoteLines } from './note-lines.tsx';
import { type Nearby, nearby } from './nearby.ts';
import { speakMoment } from './speak-moment.ts';

/** The largest distance of a mark from the pointer, px; larger for fingers. */
const reach = { mouse: 8, touch: 20 };

/** Pointer position (virtual ms) and its reach (px). */
interface Pointed {
  readonly at: number;
  readonly reach: number;
}

/** Two lanes share a note. */
const mostOfLane = 3;

/** The moments of the run from left to right, as a slider. */
export function Track() {
  const { t } = useMessages();
  const lab = useLabInstance();
  const act = useAct();
  const now = useLab((state) => state.now);
  const head = useLab((state) => state.head);
  const marks = useLab((state) => state.marks);
  const marked = useLab((state) => state.marked);
  const compared = useLab(({ run, runs, beside }) => runs.some(({ id }) => id === beside && id !== run));
  const [track, width] = useWidth();
  const [pointed, setPointed] = useState<Pointed | null>(null);
  /** True while it is used by keyboard. */
  const [focused, setFocused] = useState(false);
  const note = useId();
  const end = Math.max(head, 1);
  const shown = pointed ?? (focused ? { at: now, reach: reach.mouse } : null);
  const near = (of: readonly Mark[], { at, reach: px }: Pointed): Nearby =>
    nearby(of, at, (px * end) / Math.max(width, 1), compared ? mostOfLane : undefined);

  function point(event: PointerEvent): number {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const at = Math.min(Math.max((event.clientX - left) / width, 0), 1) * end;
    setPointed({ at, reach: event.pointerType === 'mouse' ? reach.mouse : reach.touch });
    return at;
  }

  function onKeyDown(event: KeyboardEvent): void {
    const earlier = marks[lastIndex(marks, (mark) => mark.at < now)];
    const later = marks[lastIndex(marks, (mark) => mark.at <= now) + 1];
    const targets: Record<string, number> = {
      ArrowLeft: earlier?.at ?? 0,
      ArrowDown: earlier?.at ?? 0,
      ArrowRight: later?.at ?? head,
      ArrowUp: later?.at ?? head,
      PageUp: now + end / 10,
      PageDown: now - end / 10,
      Home: 0,
      End: head,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    setPointed(null);
    setFocused(true);
    act('seek', { at: target });
  }

  useEffect(() => speakMoment(track.current!, lab, t), [track, lab, t]);

  return (
    <div
      ref={track}
      className="track"
      role="slider"
      tabIndex={0}
      aria-label={t('timeline.track')}
      aria-valuemin={0}
      // speakMoment says which.
      aria-valuenow={0}
      aria-describedby={note}
      onKeyDown={onKeyDown}
      onFocus={({ currentTarget }) => setFocused(currentTarget.matches(':focus-visible'))}
      onBlur={() => setFocused(false)}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        act('seek', { at: point(event) });
      }}
      onPointerMove={(event) => {
        const at = point(event);
        if (event.buttons === 1) act('seek', { at });
      }}
      onPointerUp={({ pointerType }) => pointerType !== 'mouse' && setPointed(null)}
      onPointerLeave={() => setPointed(null)}
      onPointerCancel={() => setPointed(null)}
    >
      {compared ? <LaneMarks marks={marks} end={end} width={width} /> : <Marks marks={marks} end={end} width={width} />}
      {marked !== null && (
        <div
          className="track-decided"
          aria-hidden="true"
          style={{ transform: `translateX(${(100 * Math.min(marked, end)) / end}%)` }}
        >
          <i />
        </div>
      )}
      <div className="playhead" style={{ transform: `translateX(${(100 * now) / end}%)` }}>
        <i />
      </div>
      {shown !== null && (
        <Note id={note} at={shown.at} share={Math.min(shown.at / end, 1)}>
          {compared ? (
            <LaneNotes marks={marks} near={(lane) => near(lane, shown)} />
          ) : (
            <NoteLines near={near(marks, shown)} />
          )}
        </Note>
      )}
    </div>
  );
}

const loadLanes = () => import('./lane-marks.tsx');
const LaneMarks = later(() => loadLanes().then((module) => module.LaneMarks));
const LaneNotes = later(() => loadLanes().then((module) => module.LaneNotes));

interface NoteProps {
  readonly id: string;
  readonly at: number;
  /** Its place on the track: 0 at the beginning, 1 at the end. */
  readonly share: number;
  readonly children: ReactNode;
}

/** A note about the marks around a moment, above the track and within its ends. */
function Note({ id, at, share, children }: NoteProps) {
  return (
    <div className="track-place" style={{ transform: `translateX(${100 * share}%)` }}>
      <p id={id} className="track-note" style={{ transform: `translateX(${-100 * share}%)` }}>
        <b>{clockText(at)}</b>
        {children}
      </p>
    </div>
  );
}

/** Returns the width of an element, px, as it changes. */
function useWidth() {
  const element = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.round(entry?.contentRect.width ?? 0)));
    if (element.current !== null) observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return [element, width] as const;
}

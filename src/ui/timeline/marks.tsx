import { memo } from 'react';
import { lastIndex } from '../../timeline/last-index.ts';
import { type Mark, type MarkKind, markKinds } from '../../timeline/marks.ts';
import { looks, rowHeight, rowsHeight, steadyEnd } from './mark-shapes.ts';

interface MarksProps {
  readonly marks: readonly Mark[];
  /** The time at the end of the track (virtual ms). */
  readonly end: number;
  /** Width of the track, px. */
  readonly width: number;
}

/**
 * All marks, drawn for the end {@link steadyEnd}: as time advances, the drawing is scaled, and only new marks are
 * drawn.
 */
export const Marks = memo(function Marks({ marks, end, width }: MarksProps) {
  const drawnEnd = steadyEnd(end);
  const settled = lastIndex(marks, (mark) => mark.at <= drawnEnd) + 1;
  return (
    <svg
      className="marks"
      width={width}
      height={rowsHeight}
      style={{ transform: `scaleX(${drawnEnd / end})` }}
      aria-hidden="true"
    >
      <Stretch marks={marks} from={0} to={settled} end={drawnEnd} width={width} />
      <Stretch marks={marks} from={settled} to={marks.length} end={drawnEnd} width={width} />
    </svg>
  );
});

interface StretchProps extends MarksProps {
  /** The marks from this index up to another one, exclusive. */
  readonly from: number;
  readonly to: number;
}

/** One path for each kind, so that a thousand marks are seven elements. */
const Stretch = memo(
  function Stretch({ marks, from, to, end, width }: StretchProps) {
    const drawn = Object.fromEntries(markKinds.map((kind) => [kind, ''])) as Record<MarkKind, string>;
    /** The place of the last mark of each kind: two at one place are drawn once. */
    const last: Partial<Record<MarkKind, number>> = {};
    for (let i = from; i < to; i++) {
      const { kind, at } = marks[i]!;
      const x = Math.round((2 * width * at) / end) / 2;
      if (last[kind] === x) continue;
      last[kind] = x;
      drawn[kind] += looks[kind].at(x, (looks[kind].row + 0.5) * rowHeight);
    }
    return markKinds.map((kind) => (
      <path key={kind} data-mark={kind} data-filled={looks[kind].filled} d={drawn[kind]} />
    ));
  },
  // A run's list only grows at its end: if both ends are equal, so is the middle.
  (before, after) =>
    before.from === after.from &&
    before.to === after.to &&
    before.end === after.end &&
    before.width === after.width &&
    before.marks[before.from] === after.marks[after.from] &&
    before.marks[before.to - 1] === after.marks[after.to - 1],
);

/** The shape of one kind, within a line of text. */
export function MarkShape({ kind }: { readonly kind: MarkKind }) {
  const { filled, at } = looks[kind];
  return (
    <svg className="mark-shape" width="10" height="10" aria-hidden="true">
      <path data-mark={kind} data-filled={filled} d={at(5, 5)} />
    </svg>
  );
}

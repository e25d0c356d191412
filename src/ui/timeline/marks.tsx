import { memo, useMemo } from 'react';
import { type Mark, type MarkKind, markKinds } from '../../store/timeline/marks.ts';
import { looks, rowHeight, rowsHeight } from './mark-shapes.ts';

interface MarksProps {
  readonly marks: readonly Mark[];
  /** The time at the end of the track (virtual ms). */
  readonly end: number;
  /** Width of the track, px. */
  readonly width: number;
}

/** One path for each kind: a thousand marks are seven elements. */
export const Marks = memo(function Marks({ marks, end, width }: MarksProps) {
  const paths = useMemo(() => {
    const drawn = Object.fromEntries(markKinds.map((kind) => [kind, ''])) as Record<MarkKind, string>;
    /** Where the last of each kind stands: two on one spot are one. */
    const last: Partial<Record<MarkKind, number>> = {};
    for (const { kind, at } of marks) {
      const x = Math.round((2 * width * at) / end) / 2;
      if (last[kind] === x) continue;
      last[kind] = x;
      drawn[kind] += looks[kind].at(x, (looks[kind].row + 0.5) * rowHeight);
    }
    return drawn;
  }, [marks, end, width]);
  return (
    <svg className="marks" width={width} height={rowsHeight} aria-hidden="true">
      {markKinds.map((kind) => (
        <path key={kind} data-mark={kind} data-filled={looks[kind].filled} d={paths[kind]} />
      ))}
    </svg>
  );
});

/** The shape of one kind, for a line of text. */
export function MarkShape({ kind }: { readonly kind: MarkKind }) {
  const { filled, at } = looks[kind];
  return (
    <svg className="mark-shape" width="10" height="10" aria-hidden="true">
      <path data-mark={kind} data-filled={filled} d={at(5, 5)} />
    </svg>
  );
}

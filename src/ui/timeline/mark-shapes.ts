/** The shapes of marks: each kind has its own row and shape, so that colour is not needed to distinguish them. */
import type { MarkKind } from '../../timeline/marks.ts';

/** Half of a shape's width and height, px. */
const r = 3;

interface Look {
  /** From above: actions, revisions, changes of Pods, problems. */
  readonly row: number;
  readonly filled: boolean;
  /** The shape around (x, y), as the data of an SVG path. */
  readonly at: (x: number, y: number) => string;
}

const circle = (x: number, y: number): string =>
  `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;

export const looks: Readonly<Record<MarkKind, Look>> = {
  action: { row: 0, filled: true, at: (x, y) => `M${x - r} ${y - r}h${2 * r}l${-r} ${2 * r}z` },
  revision: { row: 0, filled: true, at: (x, y) => `M${x} ${y - r}l${r} ${r}l${-r} ${r}l${-r} ${-r}z` },
  create: { row: 1, filled: false, at: circle },
  ready: { row: 1, filled: true, at: circle },
  terminate: { row: 2, filled: false, at: (x, y) => `M${x - r} ${y - r}h${2 * r}v${2 * r}h${-2 * r}z` },
  gone: { row: 2, filled: false, at: (x, y) => `M${x - r} ${y - r}l${2 * r} ${2 * r}m0 ${-2 * r}l${-2 * r} ${2 * r}` },
  failure: { row: 3, filled: true, at: (x, y) => `M${x} ${y - r}l${r} ${2 * r}h${-2 * r}z` },
};

/** The height of a row, px. */
export const rowHeight = 8;
export const rowsHeight = 4 * rowHeight;

/** Growth of the time range that causes a redraw: shapes are at most this much too wide. */
const growth = 1.05;

/**
 * Returns the end (virtual ms) for which to draw a track that ends at `end`: near it, not beyond it, and the same for a
 * while. The drawing is correct when scaled by `steadyEnd(end) / end`.
 */
export const steadyEnd = (end: number): number => growth ** Math.floor(Math.log(end) / Math.log(growth) + 1e-9);

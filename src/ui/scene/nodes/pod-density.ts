/** Decides how much of each Pod is shown in the nodes, and how much room it takes. */
import { type FieldLayout, layoutOf, type Size } from '../shared/grid-geometry.ts';

export type PodDensity = 'cards' | 'chips' | 'field';

/** The most cards and chips on all nodes together. */
const [mostCards, mostChips] = [60, 250];
/** The most unusual Pods that are shown one by one. */
export const fewPods = 6;
/** The largest height of a node's field (CSS px), as long as its cells can be distinguished. */
const mostHeight = 260;

/** Returns the density for a number of Pods, existing or planned, so that it does not change with each replacement. */
export function podDensityOf(pods: number): PodDensity {
  if (pods <= mostCards) return 'cards';
  return pods <= mostChips ? 'chips' : 'field';
}

/**
 * Returns the number of Pods to keep room for on each node: the largest number, rounded up, so that it seldom changes.
 */
export function roomFor(most: number): number {
  const step = Math.max(10 ** Math.floor(Math.log10(Math.max(most, 1))) / 2, 10);
  return Math.max(Math.ceil(most / step), 1) * step;
}

/** Returns the layout of a node's field: all nodes have the same cells and the same height. */
export function nodeFieldLayout(count: number, room: number, size: Size): { layout: FieldLayout; height: number } {
  const whole = layoutOf(room, { width: size.width, height: Math.min(size.height, mostHeight) });
  return {
    layout: { ...whole, count, rows: Math.ceil(count / whole.columns) },
    height: whole.rows * whole.height,
  };
}

/** Returns ordinals as ranges: three or more consecutive ones become one range. */
export function rangesOf(ordinals: readonly number[]): readonly (readonly [from: number, to: number])[] {
  const ranges: [number, number][] = [];
  for (const ordinal of ordinals) {
    const last = ranges.at(-1);
    if (last?.[1] === ordinal - 1) last[1] = ordinal;
    else ranges.push([ordinal, ordinal]);
  }
  return ranges.flatMap(([from, to]) =>
    to === from + 1 ? [[from, from] as const, [to, to] as const] : [[from, to] as const],
  );
}

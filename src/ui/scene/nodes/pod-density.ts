/** How much of each Pod is shown in the nodes, and how much room it takes there. */
import { type FieldLayout, layoutOf, type Size } from '../shared/grid-geometry.ts';

export type PodDensity = 'cards' | 'chips' | 'field';

/** More of them than these cost more than they tell, on all nodes together. */
const [mostCards, mostChips] = [60, 250];
/** Of what stands out so many are shown one by one. */
export const fewPods = 6;
/** CSS px that the field of a node is high at most, as long as its cells can be distinguished. */
const mostHeight = 260;

/** By the number of Pods that are shown, or are to be: it does not change with each one that is replaced. */
export function podDensityOf(pods: number): PodDensity {
  if (pods <= mostCards) return 'cards';
  return pods <= mostChips ? 'chips' : 'field';
}

/** For how many Pods there is room on each node: the most that one has, rounded up, so that it stays for a while. */
export function roomFor(most: number): number {
  const step = Math.max(10 ** Math.floor(Math.log10(Math.max(most, 1))) / 2, 10);
  return Math.max(Math.ceil(most / step), 1) * step;
}

/** The same cells and the same height on each node, however many of them are taken. */
export function nodeFieldLayout(count: number, room: number, size: Size): { layout: FieldLayout; height: number } {
  const whole = layoutOf(room, { width: size.width, height: Math.min(size.height, mostHeight) });
  return {
    layout: { ...whole, count, rows: Math.ceil(count / whole.columns) },
    height: whole.rows * whole.height,
  };
}

/** Ordinals in their order, as ranges: three or more that follow each other are one. */
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

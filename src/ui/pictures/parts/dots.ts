/** Draws very many slots as dots. The colour is the revision, the shape is the state. */
import { type Tone, toneOf } from '../../../view/pod/tone.ts';
import type { PodModel } from '../../../view/stage-model.ts';
import { margin } from '../geometry.ts';
import type { PictureSubject } from '../subject.ts';
import type { Pen } from '../pen.ts';
import { cloth, revisionColour } from './revision.ts';

/** px: the largest height of all dots, and the limits of the pitch. */
const most = 320;
const largest = 36;
const smallest = 5;
/** The size (px) from which a dot has its revision's pattern, unless there are too many. */
const patterned = 12;
const mostPatterned = 300;
const head = 34;
export interface DotGrid {
  /** px from one dot to the next. */
  readonly pitch: number;
  readonly columns: number;
}

/** Returns the grid with the largest dots that fit into the width and, if possible, into the height (px). */
export function dotGrid(count: number, width: number, height = most): DotGrid {
  const columnsOf = (pitch: number) => Math.max(Math.floor(width / pitch), 1);
  let pitch = largest;
  while (pitch > smallest && Math.ceil(count / columnsOf(pitch)) * pitch > height) pitch--;
  return { pitch, columns: columnsOf(pitch) };
}

export function dotsHeight(count: number, width: number): number {
  const { pitch, columns } = dotGrid(count, width - 2 * margin);
  return head + Math.ceil(count / columns) * pitch + 8;
}

/**
 * Draws a dot as on the page: full when Ready, half full while starting, with a hole when failing, empty while
 * terminating.
 */
function dot(pen: Pen, x: number, y: number, side: number, tone: Tone, colour: string): void {
  const fill = tone === 'bad' ? pen.colours.bad : colour;
  if (tone === 'good') return pen.box(x, y, side, side, { radius: 1, fill });
  const line = Math.max(side / 6, 1);
  pen.box(x, y, side, side, { radius: 1, fill: pen.colours.raised, stroke: fill, strokeWidth: line });
  if (tone === 'wait') pen.box(x, y + side / 2, side, side / 2, { fill });
  if (tone === 'bad') pen.box(x + side / 4, y + side / 4, side / 2, side / 2, { fill });
}

const nothing = (pen: Pen, x: number, y: number, side: number): void =>
  pen.box(x + side / 3, y + side / 3, side / 3, side / 3, { fill: pen.colours['line-strong'] });

/** Draws a dot for each Pod, and none for an empty slot, row by row from (x, y). */
export function dotRows(
  pen: Pen,
  x: number,
  y: number,
  { pitch, columns }: DotGrid,
  pods: readonly (PodModel | null)[],
): void {
  const side = Math.max(pitch - (pitch > 20 ? 4 : pitch > 8 ? 3 : 1), 2);
  const woven = side >= patterned && pods.length <= mostPatterned;
  pods.forEach((pod, i) => {
    const [left, top] = [x + (i % columns) * pitch, y + Math.floor(i / columns) * pitch];
    if (pod === null) return nothing(pen, left, top, side);
    const tone = toneOf(pod);
    dot(pen, left, top, side, tone, revisionColour(pen.colours, pod.revisionIndex));
    if (tone === 'good' && woven) cloth(pen, pod.revisionIndex, { x: left, y: top, width: side, height: side });
  });
}

/**
 * Draws the slots as dots.
 * @param count The number of slots to keep room for.
 */
export function dotField(
  pen: Pen,
  y: number,
  width: number,
  count: number,
  { stage: { slots } }: PictureSubject,
): void {
  const { t, colours } = pen;
  const ready = slots.filter(({ pod }) => pod?.ready && !pod.terminating).length;
  pen.text(margin, y + 18, t('dots.summary', { ready, count: slots.length }), { face: 'text-bold', size: 15 });

  const tones = ['good', 'wait', 'bad', 'leaving'] as const;
  let right = width - margin;
  const legend = (text: string, sign: (x: number) => void): void => {
    right -= pen.text(right, y + 18, text, { size: 12, fill: colours['text-soft'], anchor: 'end' }) + 17;
    sign(right);
    right -= 16;
  };
  legend(t('pictures.legend.none'), (x) => nothing(pen, x, y + 8, 12));
  for (const tone of tones.toReversed()) {
    legend(t(`pictures.legend.${tone}`), (x) => dot(pen, x, y + 8, 12, tone, colours['text-soft']));
  }

  const grid = dotGrid(count, width - 2 * margin);
  dotRows(
    pen,
    margin,
    y + head,
    grid,
    slots.map(({ pod }) => pod),
  );
}

/** Very many slots: one dot each. Colour is the revision, shape is the state. */
import { type Tone, toneOf } from '../../../view/pod/tone.ts';
import type { PodModel } from '../../../view/stage-model.ts';
import { margin } from '../geometry.ts';
import type { Moment } from '../moment.ts';
import type { Pen } from '../pen.ts';
import { cloth, revisionColour } from './revision.ts';

/** px: of all dots, and of one with what is between it and the next. */
const most = 320;
const largest = 36;
const smallest = 5;
/** From this size (px) on a dot has its revision's pattern, as far as there are not too many to draw. */
const patterned = 12;
const mostPatterned = 300;
const head = 34;
export interface DotGrid {
  /** px from one dot to the next. */
  readonly pitch: number;
  readonly columns: number;
}

/** The largest dots with which so many fit into the width and, if they can, into the height (px). */
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

/** As the page's dots: full when Ready, half full while it starts, a hole in it when it cannot, empty while it goes. */
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

/** A Pod each, or nothing where there is none, row by row from (x, y). */
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

/** @param count Slots that there is to be room for. */
export function dotField(pen: Pen, y: number, width: number, count: number, { stage: { slots } }: Moment): void {
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

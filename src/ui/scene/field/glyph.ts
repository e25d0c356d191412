/**
 * A slot as a few pixels. Fill and pattern are the revision's; the filled part shows how far the Pod has come; a slot
 * without a Pod is an empty frame; a line at its foot is a kept claim.
 */
import { type Tone, toneOf } from '../../../view/pod/tone.ts';
import type { Forecast } from '../../../view/rollout/forecasts.ts';
import type { PodModel, SlotModel } from '../../../view/stage-model.ts';
import { revisionMark } from '../shared/revision.tsx';

export interface Glyph {
  readonly tone: Tone | 'ghost';
  /** Colour and pattern of the revision. */
  readonly colour: number;
  readonly pattern: number;
  /** True if there is no Pod, but its claim was kept. */
  readonly kept: boolean;
  /** Colour of the revision that the Pod will be updated to; null if it is up to date. */
  readonly next: number | null;
  /** The effect of a previewed change here. */
  readonly forecast: Exclude<Forecast['does'], 'stay'> | null;
}

/** Returns the glyph of a Pod without a slot. */
export function podGlyph(pod: PodModel): Glyph {
  const mark = revisionMark(pod.revisionIndex);
  return {
    tone: toneOf(pod),
    colour: mark['data-rev-colour'],
    pattern: mark['data-rev-pattern'],
    kept: false,
    next: null,
    forecast: null,
  };
}

const ghost: Glyph = { tone: 'ghost', colour: 0, pattern: 0, kept: false, next: null, forecast: null };

/**
 * Returns the glyph of a slot.
 * @param update Index of the revision that the Pod will be updated to; null for none.
 * @param does The effect of a previewed change.
 */
export function glyphOf({ pod, claims }: SlotModel, update: number | null, does: Forecast['does'] = 'stay'): Glyph {
  return {
    ...(pod === null ? ghost : podGlyph(pod)),
    kept: pod === null && claims.length > 0,
    next: update === null ? null : revisionMark(update)['data-rev-colour'],
    forecast: does === 'stay' ? null : does,
  };
}

type Colours = (token: string) => string;

/** Fills the whole canvas of `context`. */
export function paintGlyph(context: CanvasRenderingContext2D, glyph: Glyph, colours: Colours): void {
  paintState(context, glyph, colours);
  const ground = colours('--raised');
  if (glyph.forecast === 'update') paintCorner(context, colours('--text'), ground, 1);
  else if (glyph.forecast === 'delete') paintStrokes(context, cross, colours('--bad'), ground);
  else if (glyph.forecast === 'create') paintStrokes(context, plus, colours('--accent'), ground);
  else if (glyph.next !== null) paintCorner(context, colours(`--revision-${glyph.next}`), ground);
}

/** Paints the state and the revision of the Pod. */
function paintState(context: CanvasRenderingContext2D, glyph: Glyph, colours: Colours): void {
  const { width, height } = context.canvas;
  const line = Math.max(Math.round(Math.min(width, height) / 7), 1);
  const frame = (): void =>
    context.strokeRect(line / 2, line / 2, Math.max(width - line, 1), Math.max(height - line, 1));
  context.lineWidth = line;
  if (glyph.tone === 'ghost') {
    context.strokeStyle = colours('--line-strong');
    context.globalAlpha = 0.55;
    context.setLineDash([line * 2, line * 2]);
    frame();
    context.globalAlpha = 1;
    if (!glyph.kept) return;
    context.fillStyle = colours('--text-soft');
    const foot = Math.max(Math.round(height * 0.35), 2);
    context.fillRect(0, height - foot, width, foot);
    return;
  }
  const revision = colours(glyph.tone === 'bad' ? '--bad' : `--revision-${glyph.colour}`);
  context.fillStyle = context.strokeStyle = revision;
  if (glyph.tone === 'good') {
    context.fillRect(0, 0, width, height);
    paintPattern(context, glyph.pattern, colours('--raised'));
  } else {
    frame();
    const half = Math.round(height / 2);
    if (glyph.tone === 'wait') context.fillRect(0, half, width, height - half);
    if (glyph.tone === 'bad') {
      context.fillRect(width * 0.4, height * 0.2, Math.max(width * 0.2, 1), height * 0.35);
      context.fillRect(width * 0.4, height * 0.65, Math.max(width * 0.2, 1), height * 0.15);
    }
  }
}

/** Paints the patterns of revision.css, simplified. */
function paintPattern(context: CanvasRenderingContext2D, pattern: number, colour: string): void {
  if (pattern === 0) return;
  const { width, height } = context.canvas;
  const small = Math.min(width, height);
  const stroke = Math.max(small / 8, 1);
  context.save();
  context.fillStyle = context.strokeStyle = colour;
  context.lineWidth = stroke;
  context.beginPath();
  context.rect(0, 0, width, height);
  context.clip();
  if (pattern === 2) {
    const step = Math.max(small / 2, 3);
    for (let y = step / 2; y < height; y += step) {
      for (let x = step / 2; x < width; x += step) context.fillRect(x - stroke / 2, y - stroke / 2, stroke, stroke);
    }
  } else if (pattern === 3) {
    const step = Math.max(small / 2.5, 3);
    for (let y = step - stroke; y < height; y += step) context.fillRect(0, y, width, stroke);
  } else {
    const step = Math.max(small / 2, 4);
    context.beginPath();
    for (let x = -height + step / 2; x < width + height; x += step) {
      context.moveTo(x, height);
      context.lineTo(x + height, 0);
      if (pattern !== 4) continue;
      context.moveTo(x, 0);
      context.lineTo(x + height, height);
    }
    context.stroke();
  }
  context.restore();
}

type Stroke = readonly [x: number, y: number, toX: number, toY: number];
/** In fractions of a square. */
const cross: readonly Stroke[] = [
  [0.1, 0.1, 0.9, 0.9],
  [0.9, 0.1, 0.1, 0.9],
];
const plus: readonly Stroke[] = [
  [0.5, 0.1, 0.5, 0.9],
  [0.1, 0.5, 0.9, 0.5],
];

/** Paints a sign over the glyph, with an outline. */
function paintStrokes(
  context: CanvasRenderingContext2D,
  strokes: readonly Stroke[],
  colour: string,
  ground: string,
): void {
  const { width, height } = context.canvas;
  const side = Math.min(width, height);
  const [left, top] = [(width - side) / 2, (height - side) / 2];
  context.beginPath();
  for (const [x, y, toX, toY] of strokes) {
    context.moveTo(left + x * side, top + y * side);
    context.lineTo(left + toX * side, top + toY * side);
  }
  for (const [style, share] of [
    [ground, 0.42],
    [colour, 0.2],
  ] as const) {
    context.strokeStyle = style;
    context.lineWidth = Math.max(side * share, 1);
    context.stroke();
  }
}

/** Paints a corner in the colour of the next revision. */
function paintCorner(context: CanvasRenderingContext2D, colour: string, ground: string, share = 0.55): void {
  const { width, height } = context.canvas;
  const side = Math.max(Math.min(width, height) * share, 2);
  const corner = (length: number): void => {
    context.beginPath();
    context.moveTo(width - length, 0);
    context.lineTo(width, 0);
    context.lineTo(width, length);
    context.fill();
  };
  context.fillStyle = ground;
  corner(side);
  context.fillStyle = colour;
  corner(side * 0.68);
}

/** Makes a recording of a range of moments without playing it. */
import type { Lane } from '../lanes.ts';
import { paint } from '../canvas.ts';
import type { PictureStyle } from '../stage-picture.ts';
import { type Encoder, filmSize, type Format } from './encoder.ts';
import { type FilmRange, mostBytes } from './range.ts';
import { stillsOf } from './stills.ts';

export interface FilmOrder {
  readonly range: FilmRange;
  readonly format: Format;
  /** px. */
  readonly width: number;
  readonly style: PictureStyle;
  readonly lanes: readonly Lane[];
  readonly signal: AbortSignal;
  /** 0 … 1. */
  readonly onProgress: (share: number) => void;
}

export interface Film {
  readonly file: Blob;
  readonly width: number;
  readonly height: number;
  readonly pictures: number;
}

/** The file became larger than {@link mostBytes}. */
class TooLargeError extends Error {
  override readonly name = 'TooLargeError';
}

/** The longest work (ms) before the page can respond. */
const turn = 12;

function pauses(signal: AbortSignal): () => Promise<void> {
  let since = performance.now();
  return async () => {
    signal.throwIfAborted();
    if (performance.now() - since < turn) return;
    await new Promise((resolve) => setTimeout(resolve));
    signal.throwIfAborted();
    since = performance.now();
  };
}

async function encoderFor(canvas: OffscreenCanvas, { format, range }: FilmOrder): Promise<Encoder> {
  if (format === 'gif') return (await import('./gif-encoder.ts')).gifEncoder(canvas);
  return (await import('./video-encoder.ts')).videoEncoder(canvas, format, range.rate);
}

/**
 * Makes a recording.
 * @throws TooLargeError
 * @throws the signal's reason if it is aborted.
 */
export async function makeFilm(order: FilmOrder): Promise<Film> {
  const { range, style, lanes, signal, onProgress } = order;
  const pause = pauses(signal);
  const stills = await stillsOf(range, style, lanes, pause);
  const { drawing: first } = stills[0]!;
  const { width, height } = filmSize(first, order.width);
  const canvas = new OffscreenCanvas(width, height);
  const encoder = await encoderFor(canvas, order);
  try {
    const context = canvas.getContext('2d')!;
    for (const [i, { drawing, duration }] of stills.entries()) {
      paint(context, drawing, width / drawing.width);
      if ((await encoder.add(duration)) > mostBytes) throw new TooLargeError();
      onProgress((i + 1) / stills.length);
      await pause();
    }
    return { file: await encoder.finish(), width, height, pictures: stills.length };
  } finally {
    encoder.dispose();
  }
}

/** Moments of a recording. */

export interface FilmRange {
  /** Virtual ms, both included. */
  readonly from: number;
  readonly to: number;
  /** Virtual ms per ms of the film. */
  readonly speed: number;
  /** Moments per second of the film. */
  readonly rate: number;
}

export const speeds = [1, 2, 4, 8, 16, 32] as const;
/** A GIF counts in hundredths of a second: each of these divides them. */
export const rates = [5, 10, 20] as const;
/** Moments of one film: of more, neither the person nor the machine would see the end. */
export const mostMoments = 600;
/** Bytes: mail and slides take no more. */
export const mostBytes = 30_000_000;
/** How long the last moment stays (ms). */
export const hold = 1500;

export const momentCount = ({ from, to, speed, rate }: FilmRange): number =>
  Math.ceil(((Math.max(to - from, 0) / speed) * rate) / 1000) + 1;

/** Virtual ms of each moment, the first and the last of the range among them. */
export function momentTimes(range: FilmRange): readonly number[] {
  const { from, to, speed, rate } = range;
  return Array.from({ length: momentCount(range) }, (_, i) => Math.min(from + (i * 1000 * speed) / rate, to));
}

/** How long the film is (ms). */
export const filmLength = (range: FilmRange): number => (momentCount(range) * 1000) / range.rate + hold;

/** Fast enough for a range not to bore. */
export const speedFor = (from: number, to: number): number =>
  speeds.find((speed) => (to - from) / speed <= 15_000) ?? speeds.at(-1)!;

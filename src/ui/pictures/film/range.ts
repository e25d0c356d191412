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
/** The most moments of one recording. */
export const mostMoments = 600;
/** The most bytes of a file, for mail and slides. */
export const mostBytes = 30_000_000;
/** The duration of the last moment (ms). */
export const hold = 1500;

export const momentCount = ({ from, to, speed, rate }: FilmRange): number =>
  Math.ceil(((Math.max(to - from, 0) / speed) * rate) / 1000) + 1;

/** Returns the time of each moment (virtual ms), including the first and the last of the range. */
export function momentTimes(range: FilmRange): readonly number[] {
  const { from, to, speed, rate } = range;
  return Array.from({ length: momentCount(range) }, (_, i) => Math.min(from + (i * 1000 * speed) / rate, to));
}

/** Returns the length of the recording (ms). */
export const filmLength = (range: FilmRange): number => (momentCount(range) * 1000) / range.rate + hold;

/** Returns a speed at which a range is not too long. */
export const speedFor = (from: number, to: number): number =>
  speeds.find((speed) => (to - from) / speed <= 15_000) ?? speeds.at(-1)!;

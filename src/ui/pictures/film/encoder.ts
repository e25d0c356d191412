/** Encoder of canvas frames into a file. */

export type Format = 'gif' | 'webm' | 'mp4';

export interface Size {
  /** px; even, as video codecs want it. */
  readonly width: number;
  readonly height: number;
}

export interface Encoder {
  /** Takes what is on the canvas, for `duration` ms. Returns how many bytes there are so far. */
  add(duration: number): Promise<number>;
  finish(): Promise<Blob>;
  /** Lets everything go. To be called at the end in any case. */
  dispose(): void;
}

const even = (length: number): number => 2 * Math.round(length / 2);

/** The size of a film `width` px wide. */
export function filmSize(drawing: Size, width: number): Size {
  return { width: even(width), height: even((drawing.height * width) / drawing.width) };
}

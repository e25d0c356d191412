/** Encoder of canvas frames into a file. */

export type Format = 'gif' | 'webm' | 'mp4';

export interface Size {
  /** px; even, as video codecs require. */
  readonly width: number;
  readonly height: number;
}

export interface Encoder {
  /** Adds the canvas as a frame of `duration` ms. Resolves to the number of bytes so far. */
  add(duration: number): Promise<number>;
  finish(): Promise<Blob>;
  /** Frees all resources. Must be called at the end. */
  dispose(): void;
}

const even = (length: number): number => 2 * Math.round(length / 2);

/** Returns the size of a recording of `width` px. */
export function filmSize(drawing: Size, width: number): Size {
  return { width: even(width), height: even((drawing.height * width) / drawing.width) };
}

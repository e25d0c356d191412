/** Writes a GIF frame by frame: after the first, only the changed part. */
import { applyPalette, GIFEncoder, quantize } from 'gifenc';

export class Gif {
  readonly #encoder = GIFEncoder();
  #before: Uint32Array | null = null;

  constructor(
    private readonly width: number,
    private readonly height: number,
  ) {}

  /**
   * Adds a frame.
   * @param rgba All pixels, opaque; the GIF owns the array from now on.
   * @param delay Duration in ms, a multiple of 10.
   */
  add(rgba: Uint8ClampedArray, delay: number): void {
    const pixels = new Uint32Array(rgba.buffer, rgba.byteOffset, rgba.length / 4);
    if (this.#before === null) {
      const palette = quantize(rgba, 256);
      this.#encoder.writeFrame(applyPalette(rgba, palette), this.width, this.height, { palette, delay });
    } else this.#addChange(pixels, this.#before, delay);
    this.#before = pixels;
  }

  #addChange(pixels: Uint32Array, before: Uint32Array, delay: number): void {
    const places: number[] = [];
    for (let i = 0; i < pixels.length; i++) if (pixels[i] !== before[i]) places.push(i);
    const changed = new Uint8ClampedArray(Uint32Array.from(places, (place) => pixels[place]!).buffer);
    const palette = places.length === 0 ? [] : quantize(changed, 255);
    const colours = places.length === 0 ? new Uint8Array() : applyPalette(changed, palette);
    const transparentIndex = palette.length;
    const index = new Uint8Array(pixels.length).fill(transparentIndex);
    places.forEach((place, i) => (index[place] = colours[i]!));
    this.#encoder.writeFrame(index, this.width, this.height, {
      palette: [...palette, [0, 0, 0]],
      delay,
      transparent: true,
      transparentIndex,
      // Keep the previous frame.
      dispose: 1,
    });
  }

  /** Bytes so far. */
  get size(): number {
    return this.#encoder.bytesView().length;
  }

  finish(): Uint8Array {
    this.#encoder.finish();
    return this.#encoder.bytes();
  }
}

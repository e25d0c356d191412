/** Splits a stream into lines; a chunk may end within a character. */

/** A line that is longer than the limit. */
export class LineTooLong extends Error {}

export class Lines {
  readonly #decoder = new TextDecoder();
  #rest = '';

  /** @param most Longest line, in characters. */
  constructor(private readonly most: number) {}

  /**
   * Adds a chunk. Returns the lines that it completes.
   * @throws LineTooLong
   */
  take(piece: Uint8Array): readonly string[] {
    const lines = (this.#rest + this.#decoder.decode(piece, { stream: true })).split('\n');
    this.#rest = lines.pop()!;
    if (this.#rest.length > this.most || lines.some(({ length }) => length > this.most)) throw new LineTooLong();
    return lines.filter((line) => line.trim() !== '');
  }
}

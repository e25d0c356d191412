/** Cuts what comes in pieces into lines; a piece may end within a character. */

/** A line that is longer than it may be. */
export class LineTooLong extends Error {}

export class Lines {
  readonly #decoder = new TextDecoder();
  #rest = '';

  /** @param most Characters that a line may have. */
  constructor(private readonly most: number) {}

  /** Takes in a piece. Returns the lines that it completes. @throws LineTooLong */
  take(piece: Uint8Array): readonly string[] {
    const lines = (this.#rest + this.#decoder.decode(piece, { stream: true })).split('\n');
    this.#rest = lines.pop()!;
    if (this.#rest.length > this.most || lines.some(({ length }) => length > this.most)) throw new LineTooLong();
    return lines.filter((line) => line.trim() !== '');
  }
}

/** The history of typed lines, with a backward search. */

const maxLines = 1000;

export class History {
  #lines: string[] = [];
  /** The current index; the number of lines for the new line. */
  #at = 0;
  /** The draft of the new line. */
  #draft = '';

  /** Adds a line; a repeated line is kept once. */
  add(line: string): void {
    if (line.trim() !== '' && line !== this.#lines.at(-1)) this.#lines = [...this.#lines, line].slice(-maxLines);
    this.#at = this.#lines.length;
    this.#draft = '';
  }

  /** Returns the line before (-1) or after (1) this one; undefined at an end. */
  move(by: -1 | 1, typed: string): string | undefined {
    const to = this.#at + by;
    if (to < 0 || to > this.#lines.length) return undefined;
    if (this.#at === this.#lines.length) this.#draft = typed;
    this.#at = to;
    return this.#lines[to] ?? this.#draft;
  }

  /** Returns the newest line that contains `text`, after skipping `skip` of them. */
  find(text: string, skip = 0): string | undefined {
    const found = text === '' ? [] : this.#lines.filter((line) => line.includes(text));
    return [...new Set(found.reverse())][skip];
  }
}

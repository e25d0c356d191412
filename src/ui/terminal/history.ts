/** The lines that were typed: up and down through them, and a search backwards. */

const maxLines = 1000;

export class History {
  #lines: string[] = [];
  /** Where one is; the number of lines when on a new one. */
  #at = 0;
  /** The new line, as it was left. */
  #draft = '';

  /** Takes in a line; the same as the last is kept once. */
  add(line: string): void {
    if (line.trim() !== '' && line !== this.#lines.at(-1)) this.#lines = [...this.#lines, line].slice(-maxLines);
    this.#at = this.#lines.length;
    this.#draft = '';
  }

  /** The line before (-1) or after (1) this one; undefined at an end. */
  move(by: -1 | 1, typed: string): string | undefined {
    const to = this.#at + by;
    if (to < 0 || to > this.#lines.length) return undefined;
    if (this.#at === this.#lines.length) this.#draft = typed;
    this.#at = to;
    return this.#lines[to] ?? this.#draft;
  }

  /** The newest line with `text` in it; the `skip` newest of those are passed over. */
  find(text: string, skip = 0): string | undefined {
    const found = text === '' ? [] : this.#lines.filter((line) => line.includes(text));
    return [...new Set(found.reverse())][skip];
  }
}

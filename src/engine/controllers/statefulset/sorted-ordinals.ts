/**
 * A set of ordinals that knows their order and the gaps between them. An array: putting one in moves a few kilobytes at
 * most, and everything that is asked of it is found by bisection.
 */
export class SortedOrdinals {
  readonly #values: number[] = [];

  toggle(ordinal: number, isIn: boolean): void {
    const at = this.#position(ordinal);
    const wasIn = this.#values[at] === ordinal;
    if (isIn && !wasIn) this.#values.splice(at, 0, ordinal);
    else if (!isIn && wasIn) this.#values.splice(at, 1);
  }

  /** The lowest in [from, to]. */
  first(from = -Infinity, to = Infinity): number | undefined {
    const found = this.#values[this.#position(from)];
    return found !== undefined && found <= to ? found : undefined;
  }

  /** The highest in [from, to]. */
  last(from = -Infinity, to = Infinity): number | undefined {
    const found = this.#values[this.#position(to + 1) - 1];
    return found !== undefined && found >= from ? found : undefined;
  }

  /** The lowest number in [from, to] that is not in the set. */
  firstGap(from: number, to: number): number | undefined {
    const start = this.#position(from);
    const run = bisect(this.#values.length - start, (i) => this.#values[start + i] !== from + i);
    return from + run <= to ? from + run : undefined;
  }

  /** The highest number in [from, to] that is not in the set. */
  lastGap(from: number, to: number): number | undefined {
    const end = this.#position(to + 1) - 1;
    const run = bisect(end + 1, (i) => this.#values[end - i] !== to - i);
    return to - run >= from ? to - run : undefined;
  }

  count(from: number, to: number): number {
    return Math.max(0, this.#position(to + 1) - this.#position(from));
  }

  /** Those in [from, to], ascending. */
  range(from = -Infinity, to = Infinity): number[] {
    return this.#values.slice(this.#position(from), this.#position(to + 1));
  }

  /** Where the ordinal stands, or would stand. */
  #position(ordinal: number): number {
    return bisect(this.#values.length, (i) => this.#values[i]! >= ordinal);
  }
}

/** The lowest index below `length` from which on `holds`; `length` when there is none. */
function bisect(length: number, holds: (index: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

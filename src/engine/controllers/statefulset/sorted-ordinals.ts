/**
 * A sorted set of ordinals that can find gaps. It is an array: an insertion moves a few kilobytes at most, and every
 * query uses bisection.
 */
export class SortedOrdinals {
  readonly #values: number[] = [];

  toggle(ordinal: number, isIn: boolean): void {
    const at = this.#position(ordinal);
    const wasIn = this.#values[at] === ordinal;
    if (isIn && !wasIn) this.#values.splice(at, 0, ordinal);
    else if (!isIn && wasIn) this.#values.splice(at, 1);
  }

  /** Returns the lowest ordinal in [from, to]. */
  first(from = -Infinity, to = Infinity): number | undefined {
    const found = this.#values[this.#position(from)];
    return found !== undefined && found <= to ? found : undefined;
  }

  /** Returns the highest ordinal in [from, to]. */
  last(from = -Infinity, to = Infinity): number | undefined {
    const found = this.#values[this.#position(to + 1) - 1];
    return found !== undefined && found >= from ? found : undefined;
  }

  /** Returns the lowest number in [from, to] that is not in the set. */
  firstGap(from: number, to: number): number | undefined {
    const start = this.#position(from);
    const run = bisect(this.#values.length - start, (i) => this.#values[start + i] !== from + i);
    return from + run <= to ? from + run : undefined;
  }

  /** Returns the highest number in [from, to] that is not in the set. */
  lastGap(from: number, to: number): number | undefined {
    const end = this.#position(to + 1) - 1;
    const run = bisect(end + 1, (i) => this.#values[end - i] !== to - i);
    return to - run >= from ? to - run : undefined;
  }

  count(from: number, to: number): number {
    return Math.max(0, this.#position(to + 1) - this.#position(from));
  }

  /** Returns the ordinals in [from, to], ascending. */
  range(from = -Infinity, to = Infinity): number[] {
    return this.#values.slice(this.#position(from), this.#position(to + 1));
  }

  /** Returns the position of the ordinal, or the position for inserting it. */
  #position(ordinal: number): number {
    return bisect(this.#values.length, (i) => this.#values[i]! >= ordinal);
  }
}

/** Returns the lowest index below `length` from which on `holds`; `length` if there is none. */
function bisect(length: number, holds: (index: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

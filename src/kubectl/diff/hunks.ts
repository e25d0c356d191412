/** Hunks: the differences between two texts, line by line, as diff(1) finds them. */

/** A range of lines from `start` up to `end`, both counted from 0. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Lines of the first text, and the lines in the second that replace them; either may be empty. */
export interface Hunk {
  readonly before: Span;
  readonly after: Span;
}

/** Largest number of different lines between two common lines for which the smallest difference is computed. */
const maxEdits = 800;
/** Largest number of steps of that search for two texts. */
const maxSteps = 4_000_000;

/** Marks the lines of one text that the other does not have. */
type Marks = Uint8Array;

/** Returns the hunks in order. If the smallest difference would take too much work, it may be larger than necessary. */
export function hunksOf<T>(before: readonly T[], after: readonly T[]): readonly Hunk[] {
  const numbers = new Map<T, number>();
  const numbered = (lines: readonly T[]): Lines =>
    Int32Array.from(lines, (line) => {
      const known = numbers.get(line) ?? numbers.size;
      numbers.set(line, known);
      return known;
    });
  const [a, b] = [numbered(before), numbered(after)];
  const [gone, added] = [new Uint8Array(a.length + 1), new Uint8Array(b.length + 1)];
  new Comparison(a, b, gone, added).compare({ start: 0, end: a.length }, { start: 0, end: b.length });
  slide(a, gone, added);
  slide(b, added, gone);
  return together(gone, added);
}

class Comparison {
  #steps = maxSteps;

  constructor(
    private readonly a: Lines,
    private readonly b: Lines,
    private readonly gone: Marks,
    private readonly added: Marks,
  ) {}

  compare(before: Span, after: Span): void {
    const { a, b, gone, added } = this;
    let [from, to] = [before.start, after.start];
    let [fromEnd, toEnd] = [before.end, after.end];
    while (from < fromEnd && to < toEnd && a[from] === b[to]) [from, to] = [from + 1, to + 1];
    while (from < fromEnd && to < toEnd && a[fromEnd - 1] === b[toEnd - 1]) [fromEnd, toEnd] = [fromEnd - 1, toEnd - 1];
    if (
      from < fromEnd &&
      to < toEnd &&
      (this.#fewest(from, fromEnd, to, toEnd) || this.#apart(from, fromEnd, to, toEnd))
    )
      return;
    gone.fill(1, from, fromEnd);
    added.fill(1, to, toEnd);
  }

  /** Marks the smallest difference. Returns false, and marks nothing, if it is too large. */
  #fewest(from: number, fromEnd: number, to: number, toEnd: number): boolean {
    const [a, b] = [this.a.subarray(from, fromEnd), this.b.subarray(to, toEnd)];
    const max = Math.min(maxEdits, a.length + b.length, Math.floor(Math.sqrt(this.#steps)));
    const rounds = reach(a, b, max);
    this.#steps -= rounds === undefined ? max ** 2 : rounds.length ** 2;
    if (rounds === undefined) return false;
    let [i, j] = [a.length, b.length];
    for (let edits = rounds.length - 1; edits > 0; edits--) {
      const before = rounds[edits - 1]!;
      const diagonal = i - j;
      const [under, over] = [before[diagonal - 1 + edits] ?? -1, before[diagonal + 1 + edits] ?? -1];
      const isNew = diagonal === -edits || (diagonal !== edits && under < over);
      [i, j] = isNew ? [over, over - diagonal - 1] : [under, under - diagonal + 1];
      if (isNew) this.added[to + j] = 1;
      else this.gone[from + i] = 1;
    }
    return true;
  }

  /**
   * Compares the ranges between lines that occur once in each text, in the same order. Returns false if there are none.
   */
  #apart(from: number, fromEnd: number, to: number, toEnd: number): boolean {
    const pairs = longestRise(this.#uniquePairs(from, fromEnd, to, toEnd));
    if (pairs.length === 0) return false;
    let [i, j] = [from, to];
    for (const [at, other] of [...pairs, [fromEnd, toEnd] as const]) {
      this.compare({ start: i, end: at }, { start: j, end: other });
      [i, j] = [at + 1, other + 1];
    }
    return true;
  }

  /** Returns the positions of lines that occur exactly once in both texts, in the order of the first. */
  #uniquePairs(from: number, fromEnd: number, to: number, toEnd: number): readonly Pair[] {
    const places = (lines: Lines, start: number, end: number): ReadonlyMap<number, number> => {
      const found = new Map<number, number>();
      for (let i = start; i < end; i++) found.set(lines[i]!, found.has(lines[i]!) ? -1 : i);
      return found;
    };
    const others = places(this.b, to, toEnd);
    return [...places(this.a, from, fromEnd)].flatMap(([line, at]) => {
      const other = others.get(line) ?? -1;
      return at < 0 || other < 0 ? [] : [[at, other] as const];
    });
  }
}

/**
 * Myers' algorithm: how far each diagonal (i - j) reaches in `a` after 0, 1, 2… edits. Diagonal d of round n is at
 * index d + n + 1. Returns `undefined` if more than `max` edits are needed.
 */
function reach(a: Lines, b: Lines, max: number): readonly Lines[] | undefined {
  const rounds: Int32Array[] = [];
  for (let edits = 0; edits <= max; edits++) {
    const before = rounds.at(-1);
    // One more place on both sides, for reading the neighbours.
    const round = new Int32Array(2 * edits + 3).fill(-1);
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const [under, over] = [before?.[diagonal - 1 + edits] ?? -1, before?.[diagonal + 1 + edits] ?? -1];
      let i = before === undefined ? 0 : diagonal === -edits || (diagonal !== edits && under < over) ? over : under + 1;
      let j = i - diagonal;
      while (i < a.length && j < b.length && a[i] === b[j]) [i, j] = [i + 1, j + 1];
      round[diagonal + edits + 1] = i;
      if (i >= a.length && j >= b.length) return [...rounds, round];
    }
    rounds.push(round);
  }
  return undefined;
}

type Lines = Int32Array;
type Pair = readonly [number, number];

/** Returns the longest subsequence of pairs whose second numbers increase. */
function longestRise(pairs: readonly Pair[]): readonly Pair[] {
  /** The last pair of the best subsequence of each length, and the predecessor of each pair. */
  const ends: number[] = [];
  const previous: number[] = [];
  for (const [i, [, other]] of pairs.entries()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pairs[ends[middle]!]![1] < other) low = middle + 1;
      else high = middle;
    }
    previous.push(low === 0 ? -1 : ends[low - 1]!);
    ends[low] = i;
  }
  const rise: Pair[] = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at]!) rise.push(pairs[at]!);
  return rise.reverse();
}

/**
 * Moves each run of marked lines down as far as equal lines allow, so that runs meet; then back up to a run of the
 * other text, if there was one on the way. diff(1) does the same, so users expect changes there.
 */
function slide(lines: Lines, marks: Marks, others: Marks): void {
  const end = lines.length;
  /** Returns the line of the other text opposite of `i`. */
  let [i, j] = [0, 0];
  for (;;) {
    while (i < end && marks[i] === 0) {
      while (others[j++] === 1);
      i++;
    }
    if (i === end) return;
    let start = i;
    while (marks[i] === 1) i++;
    while (others[j] === 1) j++;
    let opposite: number;
    for (let length = -1; length !== i - start;) {
      length = i - start;
      while (start > 0 && lines[start - 1] === lines[i - 1]) {
        marks[--start] = 1;
        marks[--i] = 0;
        while (start > 0 && marks[start - 1] === 1) start--;
        while (others[--j] === 1);
      }
      opposite = others[j - 1] === 1 ? i : end;
      while (i < end && lines[start] === lines[i]) {
        marks[start++] = 0;
        marks[i++] = 1;
        while (marks[i] === 1) i++;
        while (others[++j] === 1) opposite = i;
      }
    }
    while (opposite! < i) {
      marks[--start] = 1;
      marks[--i] = 0;
      while (others[--j] === 1);
    }
  }
}

/** Runs of both texts at the same position are one change. */
function together(gone: Marks, added: Marks): readonly Hunk[] {
  const changes: Hunk[] = [];
  const [length, otherLength] = [gone.length - 1, added.length - 1];
  for (let [i, j] = [0, 0]; i < length || j < otherLength; [i, j] = [i + 1, j + 1]) {
    const [start, other] = [i, j];
    while (i < length && gone[i] === 1) i++;
    while (j < otherLength && added[j] === 1) j++;
    if (i > start || j > other) changes.push({ before: { start, end: i }, after: { start: other, end: j } });
  }
  return changes;
}

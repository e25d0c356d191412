/** The pause between two tries, and what comes after it. */
import type { Random } from '../engine/index.ts';
import type { Limits } from './limits.ts';

/** No more failures than this are counted. */
const maxFailures = 20;

export class Rest {
  #failures = 0;
  #rests = 0;
  #due = 0;
  #next: 'list' | 'watch' = 'list';

  constructor(
    private readonly purpose: string,
    private readonly random: Random,
    private readonly limits: Limits,
  ) {}

  /** Failures since something went well. */
  get failures(): number {
    return this.#failures;
  }
  /** The request that comes after the pause. */
  get next(): 'list' | 'watch' {
    return this.#next;
  }

  /** Counts a failure. Returns how many there were before. */
  failed(): number {
    const before = this.#failures;
    this.#failures = Math.min(before + 1, maxFailures);
    return before;
  }

  succeeded(): void {
    this.#failures = 0;
  }

  /** Pauses for a time (ms). */
  for(delay: number, next: 'list' | 'watch', at: number): void {
    this.#next = next;
    this.#due = at + delay;
  }

  /** Pauses for about a time: not all that were cut off at once come back at once. */
  forAbout(delay: number, next: 'list' | 'watch', at: number): void {
    this.for(delay * this.random.between(0.5, 1.5, `${this.purpose} ${++this.#rests}`), next, at);
  }

  /** Pauses after a failure: the longer, the more often it has failed. */
  afterFailure(next: 'list' | 'watch', at: number): void {
    const { firstDelay, maxDelay } = this.limits;
    this.forAbout(Math.min(firstDelay * 2 ** this.failed(), maxDelay), next, at);
  }

  /** Reports if the pause is over. No pause is as long as the longest: if it seems so, the clock was set back. */
  isOver(at: number): boolean {
    return at >= this.#due || this.#due - at > this.limits.rest;
  }
}

/** The pause between two requests, and the request that follows it. */
import type { Random } from '../engine/index.ts';
import type { Limits } from './limits.ts';

/** Largest number of failures that is counted. */
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

  /** Number of failures since the last success. */
  get failures(): number {
    return this.#failures;
  }
  /** The request that comes after the pause. */
  get next(): 'list' | 'watch' {
    return this.#next;
  }

  /** Counts a failure. Returns the number of earlier ones. */
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

  /** Pauses for a time with jitter, so that clients that were cut off together do not return together. */
  forAbout(delay: number, next: 'list' | 'watch', at: number): void {
    this.for(delay * this.random.between(0.5, 1.5, `${this.purpose} ${++this.#rests}`), next, at);
  }

  /** Pauses after a failure; each further failure makes the pause longer. */
  afterFailure(next: 'list' | 'watch', at: number): void {
    const { firstDelay, maxDelay } = this.limits;
    this.forAbout(Math.min(firstDelay * 2 ** this.failed(), maxDelay), next, at);
  }

  /** Returns true if the pause is over. If it seems longer than the longest possible one, the clock was set back. */
  isOver(at: number): boolean {
    return at >= this.#due || this.#due - at > this.limits.rest;
  }
}

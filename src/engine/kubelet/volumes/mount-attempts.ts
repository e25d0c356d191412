/** The volumes of a Pod that are made of API objects: each is tried again by itself until its objects are there. */
// Models kubernetes/pkg/util/goroutinemap/exponentialbackoff and pkg/kubelet/volumemanager/reconciler

/** First delay and its cap, in virtual ms; it doubles in between. */
const [first, longest] = [500, 122_000];

export class MountAttempts {
  readonly #mounted = new Set<string>();
  readonly #failed = new Map<string, { readonly at: number; readonly delay: number }>();

  /**
   * Tries to mount what is due, and says of each failure why.
   * @returns true when every volume is mounted.
   */
  advance(
    now: number,
    volumes: readonly string[],
    problemOf: (volume: string) => string | undefined,
    onFailure: (volume: string, problem: string) => void,
  ): boolean {
    for (const volume of volumes) {
      const before = this.#failed.get(volume);
      if (this.#mounted.has(volume) || (before !== undefined && before.at + before.delay > now)) continue;
      const problem = problemOf(volume);
      if (problem === undefined) {
        this.#mounted.add(volume);
        this.#failed.delete(volume);
      } else {
        this.#failed.set(volume, {
          at: now,
          delay: before === undefined ? first : Math.min(2 * before.delay, longest),
        });
        onFailure(volume, problem);
      }
    }
    return this.#failed.size === 0;
  }

  /** Virtual ms of the next attempt; Infinity: none is needed. */
  get due(): number {
    return Math.min(...[...this.#failed.values()].map(({ at, delay }) => at + delay));
  }
}

/** The volumes of a Pod that contain API objects: each is retried separately until its objects exist. */
// Models kubernetes/pkg/util/goroutinemap/exponentialbackoff and pkg/kubelet/volumemanager/reconciler

/** The first delay and the longest one, in virtual ms; it doubles in between. */
const [first, longest] = [500, 122_000];

export class MountAttempts {
  readonly #mounted = new Set<string>();
  readonly #failed = new Map<string, { readonly at: number; readonly delay: number }>();

  /**
   * Tries to mount the volumes that are due, and reports the reason of each failure.
   * @returns true if every volume is mounted.
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

  /** Virtual ms of the next attempt; Infinity if there is none. */
  get due(): number {
    return Math.min(...[...this.#failed.values()].map(({ at, delay }) => at + delay));
  }
}

/** The nodes that buttons are draining: each by `kubectl drain`, which retries refused evictions. */
import type { Kubectl } from './kubectl.ts';
import type { Outcome, PendingOutcome } from '../state/outcome.ts';
import type { Sessions } from '../session/sessions.ts';

export class Drains {
  readonly #running = new Map<string, AbortController>();

  constructor(
    private readonly kubectl: Kubectl,
    private readonly sessions: Sessions,
  ) {}

  /** Drains a node, unless it is being drained already. */
  begin(node: string, argv: readonly string[]): Outcome | PendingOutcome | void {
    if (this.#running.has(node)) return;
    const stop = new AbortController();
    this.#running.set(node, stop);
    this.sessions.showDrain({ node, refusal: null });
    return this.kubectl.run(argv, {
      signal: stop.signal,
      refused: (refusal) => this.sessions.showDrain({ node, refusal }),
      ended: () => {
        this.#running.delete(node);
        this.sessions.endDrain(node);
      },
    });
  }

  /** Stops asking for evictions. */
  cancel(node: string): void {
    this.#running.get(node)?.abort();
    this.sessions.endDrain(node);
  }
}

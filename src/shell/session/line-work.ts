/** The work of a line: it ends if it takes too many steps without waiting. */
import type { SessionOptions } from './session-options.ts';
import { Work } from '../turns.ts';

export class LineWork {
  #work = new Work(() => undefined);

  /** @param waited Called after the line has waited for virtual time. */
  constructor(
    private readonly options: SessionOptions,
    private readonly waited: () => void,
  ) {}

  /** Begins a line. Returns a signal that is aborted when the line takes too many steps. */
  begin(): AbortSignal {
    const over = new AbortController();
    this.#work = new Work(() => over.abort());
    return over.signal;
  }

  readonly now = (): Work => this.#work;

  /** Waits for the given virtual time (ms). */
  readonly sleep = async (ms: number, signal: AbortSignal): Promise<void> => {
    await this.options.sleep(ms, signal);
    if (ms <= 0) return;
    this.#work.rest();
    this.waited();
  };
}

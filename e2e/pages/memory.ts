import type { CDPSession, Page } from '@playwright/test';

/** Memory of a page: elements and texts, attached or not, listeners, and the heap in MB. */
export interface Held {
  readonly nodes: number;
  readonly listeners: number;
  readonly heap: number;
}

/** The difference in MB between two counts of an idle page. */
const breath = 0.5;

/** Counts what a page holds after garbage collection. */
export class Memory {
  private constructor(
    private readonly page: Page,
    private readonly cdp: CDPSession,
  ) {}

  static async of(page: Page): Promise<Memory> {
    return new Memory(page, await page.context().newCDPSession(page));
  }

  /**
   * Counts the elements, listeners and heap of a page at rest. Collects garbage until three more counts in a row find as
   * many elements and listeners: a page that is still at work may hold fewer than it will.
   */
  async held(): Promise<Held> {
    let last = await this.#count();
    for (let same = 0; same < 3; same++) {
      const next = await this.#count();
      if (next.nodes !== last.nodes || next.listeners !== last.listeners || next.heap < last.heap - breath) same = -1;
      last = next;
    }
    return last;
  }

  /**
   * Returns the heap of a page that keeps running, in MB. Collects garbage until three counts in a row find no less.
   */
  async heap(): Promise<number> {
    let { heap: least } = await this.#count();
    for (let same = 0; same < 3; same++) {
      const { heap } = await this.#count();
      if (heap < least - breath) same = -1;
      least = Math.min(heap, least);
    }
    return least;
  }

  async #count(): Promise<Held> {
    // The browser holds removed elements until it has painted the page without them.
    await this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestIdleCallback(done))));
    await this.cdp.send('HeapProfiler.collectGarbage');
    const { nodes, jsEventListeners } = await this.cdp.send('Memory.getDOMCounters');
    const { usedSize } = await this.cdp.send('Runtime.getHeapUsage');
    return { nodes, listeners: jsEventListeners, heap: usedSize / 1e6 };
  }
}

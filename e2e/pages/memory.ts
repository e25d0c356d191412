import type { CDPSession, Page } from '@playwright/test';

/** Memory of a page: elements and texts, attached or not, listeners, and the heap in MB. */
export interface Held {
  readonly nodes: number;
  readonly listeners: number;
  readonly heap: number;
}

/** Counts what a page holds once no more of it turns out to be garbage. */
export class Memory {
  private constructor(
    private readonly page: Page,
    private readonly cdp: CDPSession,
  ) {}

  static async of(page: Page): Promise<Memory> {
    return new Memory(page, await page.context().newCDPSession(page));
  }

  /** Collects garbage until three counts in a row found no less than the counts before. */
  async held(): Promise<Held> {
    let least = await this.#count();
    for (let same = 0; same < 3; same++) {
      const { nodes, listeners, heap } = await this.#count();
      // The heap breathes: half a megabyte is no news.
      if (nodes < least.nodes || listeners < least.listeners || heap < least.heap - 0.5) same = -1;
      least = {
        nodes: Math.min(nodes, least.nodes),
        listeners: Math.min(listeners, least.listeners),
        heap: Math.min(heap, least.heap),
      };
    }
    return least;
  }

  async #count(): Promise<Held> {
    // Removed elements are held until the page has been painted without them.
    await this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestIdleCallback(done))));
    await this.cdp.send('HeapProfiler.collectGarbage');
    const { nodes, jsEventListeners } = await this.cdp.send('Memory.getDOMCounters');
    const { usedSize } = await this.cdp.send('Runtime.getHeapUsage');
    return { nodes, listeners: jsEventListeners, heap: usedSize / 1e6 };
  }
}

import type { Page } from '@playwright/test';

/** Unexpected movement in one frame: see https://wicg.github.io/layout-instability/. */
export interface Shift {
  /** The share of the window that moved, multiplied by the distance, as the browser scores it. */
  readonly value: number;
  /** The classes of the elements that moved. */
  readonly moved: readonly string[];
}

/**
 * Records what moves on the page, except within half a second after input, as the browser's own score does. The
 * manifest and the terminal scroll to what an action changed or printed: a frame in which only they move is ignored.
 */
export class LayoutShift {
  private constructor(private readonly page: Page) {}

  /**
   * Call it before the page is opened.
   * @param options.withInput True if movement after input counts as well.
   */
  static async record(page: Page, { withInput = false } = {}): Promise<LayoutShift> {
    await page.addInitScript((withInput) => {
      const shifts: Shift[] = [];
      Object.assign(window, { layoutShifts: shifts });
      interface Entry extends PerformanceEntry {
        readonly value: number;
        readonly hadRecentInput: boolean;
        readonly sources: readonly { readonly node: Node | null }[];
      }
      new PerformanceObserver((list) => {
        for (const { value, hadRecentInput, sources } of list.getEntries() as Entry[]) {
          if (hadRecentInput && !withInput) continue;
          const elements = sources.flatMap(({ node }) =>
            node instanceof Element ? [node] : (node?.parentElement ?? []),
          );
          if (elements.length > 0 && elements.every((element) => element.closest('.side') !== null)) continue;
          shifts.push({ value, moved: elements.map(({ className, tagName }) => String(className) || tagName) });
        }
      }).observe({ type: 'layout-shift' });
    }, withInput);
    return new LayoutShift(page);
  }

  /** Returns what has moved since the last call. */
  async take(): Promise<readonly Shift[]> {
    return this.page.evaluate(() => (window as unknown as { layoutShifts: Shift[] }).layoutShifts.splice(0));
  }
}

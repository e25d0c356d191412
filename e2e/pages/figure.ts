/** Page object of a figure, alone or in a frame of another page. */
import { expect, type Locator, type Page } from '@playwright/test';

/** A page or one of its frames. */
type Place = Pick<Page, 'locator' | 'getByRole' | 'getByText'>;

export class Figure {
  readonly stage: Locator;
  readonly start: Locator;
  readonly problems: Locator;
  readonly lesson: Locator;

  constructor(readonly place: Place) {
    this.stage = place.locator('[data-panel="stage"]');
    this.start = place.getByRole('button', { name: 'Start' });
    this.problems = place.locator('.frame-problems');
    this.lesson = place.locator('[data-panel="lesson"]');
  }

  pod(name: string): Locator {
    return this.place.locator(`[data-pod="${name}"]`);
  }

  button(name: string): Locator {
    return this.place.getByRole('button', { name, exact: true });
  }

  async expectReady(...names: readonly string[]): Promise<void> {
    for (const name of names) await expect(this.pod(name)).toHaveAttribute('data-ready', 'true');
  }
}

/** Options with which a figure runs without a click, fast and without motion. */
export const quick = 'autoplay&speed=32&motion=off&lang=en';

import { type Browser, expect } from '@playwright/test';
import { edited } from '../manifests.ts';
import { LabPage, type SessionName } from './lab-page.ts';

const three = ['web-0', 'web-1', 'web-2'] as const;

/** Steps from an empty page to each session. */
const preparations: Readonly<Record<SessionName, (lab: LabPage) => Promise<void>>> = {
  /** The example of the page, all of it Ready. Time goes on, 8 times as fast as ours. */
  async ready(lab: LabPage): Promise<void> {
    await lab.open('./?speed=8&autoplay=1');
    await lab.expectReady(...three);
  },
  /** The tutorial's manifest with three replicas, all of them Ready. Time goes on, 8 times as fast as ours. */
  async running(lab: LabPage): Promise<void> {
    await lab.open('./?speed=8');
    await lab.apply(edited({ replicas: 3 }));
    await lab.expectReady(...three);
  },
  /** The same, of which the highest has got an image that cannot be pulled. Time stands still. */
  async stuck(lab: LabPage): Promise<void> {
    await preparations.running(lab);
    await lab.button('Pause').click();
    await lab.button('Break with :broken (cannot be pulled)').click();
    await expect(async () => {
      await lab.button('Step').click();
      await expect(lab.pod('web-2')).toHaveAttribute('data-status', 'ImagePullBackOff', { timeout: 100 });
    }).toPass({ intervals: [0] });
  },
};

/**
 * Sessions for tests that begin where others end. Each is made once per worker, by the page itself, and opened as
 * anybody opens a link.
 */
export class Sessions {
  readonly #links = new Map<SessionName, Promise<string>>();

  constructor(private readonly browser: Browser) {}

  link(name: SessionName): Promise<string> {
    const known = this.#links.get(name) ?? this.#prepare(name);
    this.#links.set(name, known);
    return known;
  }

  async #prepare(name: SessionName): Promise<string> {
    const context = await this.browser.newContext();
    const lab = new LabPage(await context.newPage());
    await preparations[name](lab);
    const link = await lab.copyLink();
    await context.close();
    return new URL(link).hash;
  }
}

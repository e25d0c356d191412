import { expect, type Locator, type Page } from '@playwright/test';
import type { SessionLinks, SessionName } from './sessions.ts';
import { settled } from './settled.ts';

/** Attributes of a Pod's element. */
export interface PodOnStage {
  readonly name: string;
  readonly phase: string;
  readonly ready: boolean;
  readonly terminating: boolean;
  readonly revision: string;
}

/** Page object of the lab. Elements are found by role and name, and by stable attributes. */
export class LabPage {
  readonly editor: Locator;
  readonly manifest: Locator;
  readonly stage: Locator;
  readonly alert: Locator;

  /**
   * @param visitor `returning`: has unfolded all parts of the page on an earlier visit. `first`: has not visited the
   * page.
   */
  constructor(
    readonly page: Page,
    private readonly sessions?: SessionLinks,
    private readonly visitor: 'returning' | 'first' = 'returning',
  ) {
    this.editor = page.getByRole('region', { name: 'Editor' });
    this.manifest = page.getByRole('textbox', { name: 'Manifest' });
    this.stage = page.getByRole('region', { name: 'Stage', exact: true });
    this.alert = this.editor.getByRole('alert');
  }

  /**
   * @param address Relative to the site: query and fragment.
   * @param options.editor `plain`: the plain editor instead of Monaco, which takes as long to load as the rest of the
   * page. The page works without it.
   */
  async open(address = './', { editor = 'plain' }: { editor?: 'plain' | 'monaco' } = {}): Promise<void> {
    if (editor === 'plain') await this.doWithoutMonaco();
    await this.remember();
    await this.page.goto(address);
    await expect(this.button('Apply')).toBeEnabled();
    // Text typed during the change from the plain editor to Monaco is kept, but Playwright's separate steps could act
    // on both.
    if (editor === 'monaco') await this.page.locator('.monaco-editor').first().waitFor();
    await settled(this.page);
  }

  /** Stores in the browser which parts the user has unfolded. Call it before the page is opened. */
  async remember(): Promise<void> {
    if (this.visitor === 'first') return;
    await this.page.addInitScript(() => {
      const name = 'statefulset-lab.unfolded';
      try {
        localStorage[name] ??= 'time views log compare terminal';
      } catch {
        // This browser stores nothing.
      }
    });
  }

  async doWithoutMonaco(): Promise<void> {
    await this.page.route(/monaco|yaml\.worker|editor\.worker/, (route) => route.abort());
  }

  /**
   * Opens a prepared session.
   * @param flags Of the address, such as `motion=off`.
   */
  async openSession(name: SessionName, flags = ''): Promise<void> {
    if (this.sessions === undefined) throw new Error('This page knows no sessions: pass them to its constructor.');
    await this.open(`./?${flags}${this.sessions[name]}`);
    if (name === 'stuck') await expect(this.pod('web-2')).toHaveAttribute('data-status', 'ImagePullBackOff');
    else await this.expectReady('web-0', 'web-1', 'web-2');
  }

  /** Copies the link to the page in its present state. */
  async copyLink(): Promise<string> {
    await this.button('Share').click();
    await this.button('Copy link').click();
    await expect(this.page.getByText('Link copied.')).toBeVisible();
    await this.page.keyboard.press('Escape');
    await expect(this.page.getByRole('dialog')).toHaveCount(0);
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  pod(name: string): Locator {
    return this.page.locator(`[data-pod="${name}"]`);
  }

  claim(name: string): Locator {
    return this.page.locator(`[data-pvc="${name}"]`);
  }

  /** Returns the Pods on the stage, in the order of the page. */
  async pods(): Promise<readonly PodOnStage[]> {
    return this.stage.locator('[data-pod]').evaluateAll((elements) =>
      elements.map((element) => {
        const { pod = '', phase = '', ready, terminating, revision = '' } = (element as HTMLElement).dataset;
        return { name: pod, phase, ready: ready === 'true', terminating: terminating === 'true', revision };
      }),
    );
  }

  async claims(): Promise<readonly string[]> {
    return this.stage
      .locator('[data-pvc]')
      .evaluateAll((elements) => elements.map((element) => (element as HTMLElement).dataset['pvc'] ?? ''));
  }

  /** Returns the slots on the canvas as keyboard and assistive technology find them. */
  get slots(): Locator {
    return this.stage.getByRole('listbox');
  }

  /** Returns the description of the slot that is selected or under the pointer. */
  get callout(): Locator {
    return this.stage.locator('[data-callout]');
  }

  /** Returns the preview of a change in the view of many slots. */
  get foreseen(): Locator {
    return this.stage.locator('.forecast-line');
  }

  /** Returns the ring around the slot that the controller looks at, in the view of many slots. */
  get lastDecision(): Locator {
    return this.stage.locator('[data-ring="decision"]');
  }

  /** Returns the text of the controller there. */
  get focusWords(): Locator {
    return this.stage.locator('.focus-words');
  }

  get zoom(): Locator {
    return this.stage.getByRole('group', { name: 'Zoom' }).getByRole('status');
  }

  get partition(): Locator {
    return this.stage.getByRole('slider', { name: 'Partition' });
  }

  get partitionNumber(): Locator {
    return this.stage.getByRole('spinbutton', { name: 'Partition' });
  }

  /** @param text An ordinal, or the name of a Pod. */
  async find(text: string): Promise<void> {
    const field = this.stage.getByRole('textbox', { name: 'Find ordinal' });
    await field.fill(text);
    await field.press('Enter');
  }

  /** Replaces the whole text, in Monaco as well as in the plain text area: both accept a paste. */
  async write(text: string): Promise<void> {
    await this.manifest.focus();
    await this.page.keyboard.press('ControlOrMeta+A');
    await this.manifest.evaluate((element, pasted) => {
      if (element instanceof HTMLTextAreaElement && element.closest('.monaco-editor') === null) {
        document.execCommand('insertText', false, pasted);
        return;
      }
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, text);
  }

  /** Returns the set's status as the page shows it, e.g. `{ replicas: '3', readyReplicas: '2' }`. */
  status(): Locator {
    return this.page.getByRole('region', { name: /^Status of/ });
  }

  /** Waits until exactly these Pods are on the stage and Ready. */
  async expectReady(...names: string[]): Promise<void> {
    await expect
      .poll(async () => (await this.pods()).map(({ name, ready, terminating }) => [name, ready && !terminating]))
      .toEqual(names.map((name) => [name, true]));
  }

  /** Waits for the same Pods on a page in any language. */
  async expectStage(...names: string[]): Promise<void> {
    for (const name of names) await expect(this.pod(name)).toHaveAttribute('data-ready', 'true');
  }

  async apply(text?: string): Promise<void> {
    if (text !== undefined) await this.write(text);
    await this.button('Apply').click();
  }
}

import { expect, type Locator, type Page } from '@playwright/test';
import { edited } from '../manifests.ts';

/** Attributes of a Pod's element. */
export interface PodOnStage {
  readonly name: string;
  readonly phase: string;
  readonly ready: boolean;
  readonly terminating: boolean;
  readonly revision: string;
}

/** The page, in the words of someone who uses it. Elements are found by role and name, and by the stable hooks. */
export class LabPage {
  readonly editor: Locator;
  readonly manifest: Locator;
  readonly stage: Locator;
  readonly alert: Locator;

  constructor(readonly page: Page) {
    this.editor = page.getByRole('region', { name: 'Editor' });
    this.manifest = page.getByRole('textbox', { name: 'Manifest' });
    this.stage = page.getByRole('region', { name: 'Stage', exact: true });
    this.alert = this.editor.getByRole('alert');
  }

  /**
   * @param address Relative to the site: query and fragment.
   * @param options.editor Which one to wait for; `plain` where Monaco will not come.
   */
  async open(address = './', { editor = 'monaco' } = {}): Promise<void> {
    await this.page.goto(address);
    await expect(this.button('Apply')).toBeEnabled();
    // Typed text survives the change from the plain editor to Monaco, but Playwright's own steps could fall between.
    if (editor === 'monaco') await this.page.locator('.monaco-editor').first().waitFor();
  }

  /** Opens it with three replicas, of which the highest has got an image that cannot be pulled. */
  async openStuck(): Promise<void> {
    await this.open('./?speed=8');
    await this.apply(edited({ replicas: 3 }));
    await this.expectReady('web-0', 'web-1', 'web-2');
    await this.button('Image broken: cannot be pulled').click();
    await expect(this.pod('web-2')).toHaveAttribute('data-status', 'ImagePullBackOff');
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

  /** The Pods on the stage, in the order of the page. */
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

  /** The slots on the canvas, as the keyboard and assistive technology have them. */
  get slots(): Locator {
    return this.stage.getByRole('listbox');
  }

  /** Description of the slot that is selected or pointed at. */
  get callout(): Locator {
    return this.stage.locator('[data-callout]');
  }

  /** Preview of a change, where slots are many. */
  get foreseen(): Locator {
    return this.stage.locator('.forecast-line');
  }

  /** Around the slot that the controller looks at, where slots are many. */
  get lastDecision(): Locator {
    return this.stage.locator('[data-ring="decision"]');
  }

  /** Text of the controller there. */
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

  /** Replaces the whole text, in Monaco as well as in the plain text area: both take a paste as they take a person's. */
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

  /** The set's status as the page shows it, e.g. `{ replicas: '3', readyReplicas: '2' }`. */
  status(): Locator {
    return this.page.getByRole('region', { name: /^Status of/ });
  }

  /** Waits until these Pods, and no others, are on the stage and Ready. */
  async expectReady(...names: string[]): Promise<void> {
    await expect
      .poll(async () => (await this.pods()).map(({ name, ready, terminating }) => [name, ready && !terminating]))
      .toEqual(names.map((name) => [name, true]));
  }

  /** The same where the page does not speak English. */
  async expectStage(...names: string[]): Promise<void> {
    for (const name of names) await expect(this.pod(name)).toHaveAttribute('data-ready', 'true');
  }

  async apply(text?: string): Promise<void> {
    if (text !== undefined) await this.write(text);
    await this.button('Apply').click();
  }
}

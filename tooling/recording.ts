/**
 * Records the moving picture of the README, docs/lab.gif: `npm run recording`. The lab's clock is Playwright's, so that
 * the recording takes as long as it needs and is the same on every machine.
 */
import { chromium, type Page } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runnerImport } from 'vite';
import type * as film from '../src/ui/pictures/film/gif.ts';
import { findBrowser } from './browser.mjs';
import { dist, ensureBuilt } from './build.mjs';
import { listen, staticHandler } from './static-server.mjs';

const size = { width: 1280, height: 768 };
/** Size of the recording in px. */
const width = 720;
const height = (size.height * width) / size.width;
/** Virtual ms between two frames, and the longest duration of a frame. */
const [step, longest] = [800, 1600];
const file = join(import.meta.dirname, '../docs/lab.gif');
const sizeLimit = 400_000;

/** Returns the pixels of a PNG, scaled to the size of the recording. */
async function pixelsOf(canvas: Page, png: Buffer): Promise<Uint8ClampedArray> {
  const base64 = await canvas.evaluate(
    async ([source, width, height]) => {
      // `fetch` is not possible: the page's policy forbids it.
      const coded = Uint8Array.from(atob(source), (character) => character.charCodeAt(0));
      const image = await createImageBitmap(new Blob([coded], { type: 'image/png' }));
      const context = new OffscreenCanvas(width, height).getContext('2d')!;
      context.imageSmoothingQuality = 'high';
      context.drawImage(image, 0, 0, width, height);
      const bytes = context.getImageData(0, 0, width, height).data;
      let text = '';
      for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
      return btoa(text);
    },
    [png.toString('base64'), width, height] as const,
  );
  return new Uint8ClampedArray(Buffer.from(base64, 'base64'));
}

// Vite uses gifenc's ES module; Node would not.
const { Gif } = (
  await runnerImport<typeof film>(join(import.meta.dirname, '../src/ui/pictures/film/gif.ts'), {
    configFile: false,
    resolve: {
      noExternal: ['gifenc'],
      alias: { gifenc: join(import.meta.dirname, '../node_modules/gifenc/dist/gifenc.esm.js') },
    },
  })
).module;

class Recording {
  readonly #gif = new Gif(width, height);
  #last: Buffer | undefined;
  #shown = 0;

  constructor(
    private readonly lab: Page,
    private readonly canvas: Page,
  ) {}

  /** Advances time until `done` is true, and records each change. */
  async until(done: () => Promise<boolean>): Promise<void> {
    do {
      await this.lab.clock.runFor(step);
      await this.#frame();
    } while (!(await done()));
  }

  /** Extends the current frame. */
  async hold(ms: number): Promise<void> {
    await this.#flush(ms);
  }

  async #frame(): Promise<void> {
    const png = await this.lab.screenshot();
    this.#shown += step;
    if (this.#last?.equals(png)) return;
    await this.#flush(Math.min(this.#shown, longest));
    this.#last = png;
  }

  async #flush(delay: number): Promise<void> {
    if (this.#last !== undefined && delay > 0) this.#gif.add(await pixelsOf(this.canvas, this.#last), delay);
    this.#shown = 0;
  }

  finish(): Uint8Array {
    return this.#gif.finish();
  }
}

await ensureBuilt();
const { server, port } = await listen(staticHandler(dist), { port: 0, host: '127.0.0.1' });
const browser = await chromium.launch({ executablePath: await findBrowser() });
try {
  const context = await browser.newContext({ viewport: size, locale: 'en-US', reducedMotion: 'reduce' });
  const [lab, canvas] = [await context.newPage(), await context.newPage()];
  const address = `http://127.0.0.1:${port}/`;
  await canvas.goto(`${address}favicon.svg`).catch(() => canvas.goto('about:blank'));
  await lab.clock.install({ time: 0 });
  await lab.goto(`${address}?intro=off&speed=2`);
  const ready = (selector: string) => async () => {
    await lab.clock.runFor(100);
    return (await lab.locator(selector).count()) > 0;
  };
  const wait = async (done: () => Promise<boolean>) => {
    while (!(await done()));
  };
  await wait(ready('.monaco-editor'));
  await wait(() => lab.getByRole('button', { name: 'Apply', exact: true }).first().isEnabled());
  await lab.clock.pauseAt((await lab.evaluate(() => Date.now())) + 1000);
  const recording = new Recording(lab, canvas);
  const at = (pod: string, revision: string) =>
    lab.locator(`[data-pod="${pod}"][data-ready="true"]:not([data-revision="${revision}"])`);
  let frames = 0;
  await recording.until(async () => ++frames > 3);
  await recording.hold(1000);
  await lab.getByRole('button', { name: 'Apply', exact: true }).first().click();
  await recording.until(async () => (await lab.locator('[data-pod][data-ready="true"]').count()) === 3);
  const first = (await lab.locator('[data-pod="web-0"]').getAttribute('data-revision'))!;
  await recording.hold(1000);
  const image = lab.getByRole('button', { name: 'Update to :0.22' });
  await image.hover();
  frames = 0;
  await recording.until(async () => ++frames > 3);
  await recording.hold(1500);
  await image.click();
  await recording.until(async () => (await at('web-0', first).count()) > 0);
  frames = 0;
  await recording.until(async () => ++frames > 5);
  await recording.hold(2500);
  const gif = recording.finish();
  if (gif.length > sizeLimit)
    throw new Error(`The recording has ${gif.length} bytes; at most ${sizeLimit} are allowed.`);
  writeFileSync(file, gif);
  console.log(`docs/lab.gif: ${gif.length} bytes`);
} finally {
  await browser.close();
  server.closeAllConnections();
  server.close();
}

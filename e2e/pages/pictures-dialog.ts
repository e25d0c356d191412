import { readFile } from 'node:fs/promises';
import { type Locator, type Page } from '@playwright/test';
import { inPlainPage } from './plain-page.ts';

/** A file that was saved. */
export interface Saved {
  readonly name: string;
  readonly bytes: Buffer;
}

/** A bitmap or a recording, as the browser reads it. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** The colors of the pixels as `r,g,b,a`, with the number of pixels of each. */
  readonly colours: Readonly<Record<string, number>>;
}

/** Page object of the dialog that makes pictures and films of the stage. */
export class PicturesDialog {
  readonly dialog: Locator;

  constructor(readonly page: Page) {
    this.dialog = page.getByRole('dialog', { name: 'Picture or recording of the stage' });
  }

  async open(): Promise<void> {
    await this.page.getByRole('button', { name: 'Share', exact: true }).click();
    await this.page.getByRole('button', { name: 'Picture or recording…' }).click();
    await this.dialog.waitFor();
  }

  button(name: string | RegExp): Locator {
    return this.dialog.getByRole('button', { name, exact: typeof name === 'string' });
  }

  async save(name: string | RegExp): Promise<Saved> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), this.button(name).click()]);
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  }

  /** Moves one end of the film's range to a moment (virtual ms). */
  async moveTo(end: 'From' | 'To', moment: number): Promise<void> {
    await this.dialog.getByRole('slider', { name: end, exact: true }).fill(String(moment));
  }

  /** Decodes a bitmap, or draws an SVG, in the browser. */
  async read(bytes: Buffer, type: string): Promise<Picture> {
    return inPlainPage(
      this.page,
      async ([data, mime]) => {
        const image = new Image();
        image.src = `data:${mime};base64,${data}`;
        await image.decode();
        const { naturalWidth: width, naturalHeight: height } = image;
        const context = new OffscreenCanvas(width, height).getContext('2d')!;
        context.drawImage(image, 0, 0);
        const pixels = context.getImageData(0, 0, width, height).data;
        const colours: Record<string, number> = {};
        for (let i = 0; i < pixels.length; i += 4) {
          const colour = pixels.slice(i, i + 4).join();
          colours[colour] = (colours[colour] ?? 0) + 1;
        }
        return { width, height, colours };
      },
      [bytes.toString('base64'), type] as const,
    );
  }

  /** Decodes a GIF: its size, and the duration of each picture in ms. */
  async readGif(bytes: Buffer): Promise<{ width: number; height: number; durations: number[] }> {
    return inPlainPage(
      this.page,
      async (data) => {
        const file = await (await fetch(`data:image/gif;base64,${data}`)).arrayBuffer();
        const decoder = new ImageDecoder({ data: file, type: 'image/gif' });
        await decoder.tracks.ready;
        await decoder.completed;
        const durations: number[] = [];
        let size = { width: 0, height: 0 };
        for (let frameIndex = 0; frameIndex < decoder.tracks.selectedTrack!.frameCount; frameIndex++) {
          const { image } = await decoder.decode({ frameIndex });
          durations.push((image.duration ?? 0) / 1000);
          size = { width: image.displayWidth, height: image.displayHeight };
          image.close();
        }
        return { ...size, durations };
      },
      bytes.toString('base64'),
    );
  }

  /** Opens a film in the browser: its size, and its length in s. */
  async readVideo(bytes: Buffer, type: string): Promise<{ width: number; height: number; duration: number }> {
    return inPlainPage(
      this.page,
      async ([data, mime]) => {
        const video = document.createElement('video');
        video.src = `data:${mime};base64,${data}`;
        await new Promise((resolve, reject) => {
          video.onloadeddata = resolve;
          video.onerror = () => reject(new Error(video.error?.message));
        });
        return { width: video.videoWidth, height: video.videoHeight, duration: video.duration };
      },
      [bytes.toString('base64'), type] as const,
    );
  }
}

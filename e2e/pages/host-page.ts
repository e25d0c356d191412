import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, type FrameLocator, type Locator, type Page } from '@playwright/test';

/** A page of another site with figures in it. The site has its own server, on another port. */
export class HostPage {
  readonly #files = new Map<string, string>();

  constructor(
    readonly page: Page,
    /** Address of the lab's folder, with a slash at its end. */
    readonly lab: string,
  ) {}

  /** Adds a document to the site. */
  add(path: string, html: string): void {
    this.#files.set(path, html);
  }

  /**
   * Opens a page of the site with this body, and with the published script.
   * @param options.script `late`: does not wait for the script.
   */
  async open(body: string, { script = true }: { script?: boolean | 'late' } = {}): Promise<void> {
    const when = script === 'late' ? 'async' : 'defer';
    const head = script ? `<script ${when} src="${this.lab}embed.js"></script>` : '';
    this.add('/', `<!doctype html><html lang="en"><head><title>Docs</title>${head}</head><body>${body}</body></html>`);
    const server = createServer(({ url = '/' }, response) => {
      const html = this.#files.get(url.replace(/\?.*/, ''));
      response.writeHead(html === undefined ? 404 : 200, { 'Content-Type': 'text/html; charset=utf-8' }).end(html);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    this.page.once('close', () => server.close());
    const waitUntil = script === 'late' ? 'domcontentloaded' : 'load';
    await this.page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, { waitUntil });
  }

  figure(index = 0): Locator {
    return this.page.locator('statefulset-lab').nth(index);
  }

  /** Returns the document in the frame of a figure. */
  inside(index = 0): FrameLocator {
    return this.figure(index).locator('iframe').contentFrame();
  }

  /** Waits until a figure is live. */
  async live(index = 0): Promise<void> {
    await expect(this.figure(index).locator('div.live')).toBeAttached();
  }

  /** Calls a method of a figure. Returns its result, or `{ error, field }` if it is rejected. */
  async call(method: string, ...values: readonly unknown[]): Promise<unknown> {
    return this.figure().evaluate(
      async (element, [name, given]) => {
        try {
          return await (element as unknown as Record<string, (...values: unknown[]) => unknown>)[name]!(...given);
        } catch (error) {
          const { message, field } = error as Error & { field?: string };
          return { error: message, field };
        }
      },
      [method, [...values]] as const,
    );
  }
}

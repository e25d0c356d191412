import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listen, staticHandler } from '../../tooling/static-server.mjs';

/**
 * A site with a copy of the build on its own server: the server can stop, and another version can be deployed to it.
 */
export class Site {
  #server: Server | undefined;
  #port = 0;
  readonly #folder = mkdtempSync(join(tmpdir(), 'lab-site-'));

  /** @param prefix The sub-path of the site, e.g. `/courses/k8s`. */
  constructor(private readonly prefix = '') {
    cpSync('dist', this.#folder, { recursive: true });
  }

  get address(): string {
    return `http://127.0.0.1:${this.#port}${this.prefix}/`;
  }

  async start(): Promise<void> {
    const handler = staticHandler(this.#folder, { prefix: this.prefix });
    const { server, port } = await listen(handler, { port: this.#port, host: '127.0.0.1' });
    this.#server = server;
    this.#port = port;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    if (server === undefined) return;
    this.#server = undefined;
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Deploys a build in which every script and stylesheet has another name, as in another version. */
  deployOther(): void {
    const assets = join(this.#folder, 'assets');
    for (const variant of readdirSync(this.#folder, { recursive: true, encoding: 'utf8' }))
      if (/\.(br|gz)$/.test(variant)) rmSync(join(this.#folder, variant));
    const names = readdirSync(assets);
    const other = (name: string) =>
      name.replace(/-([\w-]{8})\.(?=\w+$)/, (_, hash: string) => `-${[...hash].reverse().join('')}.`);
    const changed = names.filter((name) => other(name) !== name);
    const pattern = new RegExp(changed.map((name) => name.replaceAll('.', '\\.')).join('|'), 'g');
    const files = ['index.html', 'parts.json', 'service-worker.js', ...names.map((name) => `assets/${name}`)];
    for (const file of files.filter((name) => /\.(js|css|html|json)$/.test(name))) {
      const path = join(this.#folder, file);
      writeFileSync(path, readFileSync(path, 'utf8').replace(pattern, other));
    }
    for (const name of changed) renameSync(join(assets, name), join(assets, other(name)));
    const worker = join(this.#folder, 'service-worker.js');
    // The revisions are hashes of the content, which has changed.
    writeFileSync(worker, readFileSync(worker, 'utf8').replace(/revision:"[0-9a-f]{8}/g, 'revision:"00000000'));
  }
}

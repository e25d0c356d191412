import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { everywhere } from './site/headers.mjs';
import { precompress } from './site/precompress.mjs';
import { fileOf, listen, staticHandler } from './static-server.mjs';

const folder = mkdtempSync(join(tmpdir(), 'lab-static-'));
const site = join(folder, 'site');
/** @type {import('node:http').Server[]} */
const servers = [];
let root = 0;
let nested = 0;

/**
 * Requests a path exactly as given: fetch() would resolve `..` before sending.
 * @param {number} port
 * @param {string} path
 * @param {import('node:http').RequestOptions} [options]
 * @returns {Promise<{ status: number | undefined, headers: import('node:http').IncomingHttpHeaders, body: Buffer }>}
 */
function ask(port, path, options = {}) {
  return new Promise((settle, reject) => {
    request({ host: '127.0.0.1', port, path, ...options }, (response) => {
      /** @type {Buffer[]} */
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () =>
        settle({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }),
      );
    })
      .on('error', reject)
      .end();
  });
}

beforeAll(async () => {
  mkdirSync(join(site, 'assets', 'deep'), { recursive: true });
  writeFileSync(join(site, 'index.html'), '<p>home</p>');
  writeFileSync(join(site, 'assets', 'app-1a2b.js'), 'export const a = 1;'.repeat(100));
  writeFileSync(join(site, 'assets', 'deep', 'index.html'), '<p>deep</p>');
  writeFileSync(join(site, 'font.woff2'), 'binary');
  writeFileSync(join(site, 'font.woff'), 'binary');
  mkdirSync(join(site, 'packed'));
  writeFileSync(join(site, 'packed', 'app.js'), 'export const b = 2;'.repeat(100));
  writeFileSync(join(site, 'packed', 'small.js'), 'b');
  await precompress(join(site, 'packed'));
  writeFileSync(join(site, '.fingerprint'), 'hidden');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  for (const prefix of ['', '/courses/k8s']) {
    const { server, port } = await listen(staticHandler(site, { prefix }), { port: 0, host: '127.0.0.1' });
    servers.push(server);
    if (prefix === '') root = port;
    else nested = port;
  }
});

afterAll(() => {
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true });
});

describe('static server', () => {
  test('serves the index for the folder, typed and asked for again each time', async () => {
    const { status, headers, body } = await ask(root, '/');
    expect([status, headers['content-type'], headers['cache-control'], body.toString()]).toEqual([
      200,
      'text/html; charset=utf-8',
      'no-cache',
      '<p>home</p>',
    ]);
  });

  test.each([
    ['/assets/app-1a2b.js', 'text/javascript; charset=utf-8'],
    ['/assets/app-1a2b.js?v=1', 'text/javascript; charset=utf-8'],
    ['/font.woff2', 'font/woff2'],
    ['/font.woff', 'font/woff'],
  ])('%s has its type', async (path, type) => {
    const { status, headers } = await ask(root, path);
    expect([status, headers['content-type']]).toEqual([200, type]);
  });

  test('compresses text when asked, and only text', async () => {
    const accept = { headers: { 'accept-encoding': 'gzip, br' } };
    const script = await ask(root, '/assets/app-1a2b.js', accept);
    expect(script.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(script.body).toString()).toBe('export const a = 1;'.repeat(100));
    expect((await ask(root, '/font.woff2', accept)).headers['content-encoding']).toBeUndefined();
    expect((await ask(root, '/assets/app-1a2b.js')).headers['content-encoding']).toBeUndefined();
  });

  test.each([
    ['gzip, br', 'br'],
    ['gzip', 'gzip'],
    ['identity', undefined],
  ])('sends the variant that was written at build to who accepts %s', async (accepted, encoding) => {
    const { headers, body } = await ask(root, '/packed/app.js', { headers: { 'accept-encoding': accepted } });
    expect([headers['content-encoding'], headers['content-length'], headers['content-type']]).toEqual([
      encoding,
      String(body.length),
      'text/javascript; charset=utf-8',
    ]);
    const read =
      { br: brotliDecompressSync, gzip: gunzipSync }[encoding ?? ''] ?? ((/** @type {Buffer} */ same) => same);
    expect(read(body).toString()).toBe('export const b = 2;'.repeat(100));
  });

  test('a variant that is older than its file is of another build, and is not sent', async () => {
    writeFileSync(join(site, 'packed', 'old.js'), 'new '.repeat(1000));
    writeFileSync(join(site, 'packed', 'old.js.br'), 'old');
    utimesSync(join(site, 'packed', 'old.js.br'), new Date(0), new Date(0));
    const { headers } = await ask(root, '/packed/old.js', { headers: { 'accept-encoding': 'br' } });
    expect(headers['content-encoding']).toBeUndefined();
  });

  test.each(['/', '/assets/app-1a2b.js', '/font.woff2'])('%s has the headers of the table', async (path) => {
    const { headers } = await ask(root, path);
    for (const { name, value } of everywhere) expect([name, headers[name.toLowerCase()]]).toEqual([name, value]);
  });

  test('hashed assets are kept, and an unchanged file is not sent twice', async () => {
    const { headers } = await ask(root, '/assets/app-1a2b.js');
    expect(headers['cache-control']).toContain('immutable');
    const again = await ask(root, '/', { headers: { 'if-none-match': (await ask(root, '/')).headers.etag } });
    expect([again.status, again.body.length]).toEqual([304, 0]);
  });

  test.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e%2fsecret.txt',
    '/..%5csecret.txt',
    '//etc/passwd',
    '/%00',
    '/%',
    '/.fingerprint',
    '/missing.js',
  ])('%s is not found', async (path) => {
    const { status, body } = await ask(root, path);
    expect([status, body.toString()]).toEqual([404, 'Not found\n']);
  });

  test('a folder is redirected to its slash, within the site', async () => {
    const { status, headers } = await ask(root, '/assets/deep?lang=zh');
    expect([status, headers.location]).toEqual([301, '/assets/deep/?lang=zh']);
    expect((await ask(root, '//assets/deep')).headers.location).toBe('/assets/deep/');
    expect((await ask(root, '/assets/deep/')).body.toString()).toBe('<p>deep</p>');
  });

  test('only reading is allowed; HEAD has no body', async () => {
    expect((await ask(root, '/', { method: 'POST' })).status).toBe(405);
    const head = await ask(root, '/', { method: 'HEAD' });
    expect([head.status, head.body.length, head.headers['content-length']]).toEqual([200, 0, '11']);
  });

  test('appears under a sub-path and nowhere else', async () => {
    expect((await ask(nested, '/courses/k8s/')).body.toString()).toBe('<p>home</p>');
    expect((await ask(nested, '/')).status).toBe(404);
    expect((await ask(nested, '/courses/k8sx/')).status).toBe(404);
  });
});

test('fileOf never leaves its folder', () => {
  expect(fileOf('/srv/site', '/a/b.js')).toBe('/srv/site/a/b.js');
  expect(fileOf('/srv/site', '/')).toBe('/srv/site');
  for (const url of ['/../site-2/x', '/a/../../x', '/%2e%2e/x', 'x', '/a\0'])
    expect(fileOf('/srv/site', url)).toBeNull();
});

describe('a taken port', () => {
  test.for(['127.0.0.1', '::1'])('held on %s gives the next free one', async (host, { skip }) => {
    const holder = createServer((_, response) => response.end('other'));
    const held = await new Promise((settle) => {
      holder.once('error', () => settle(undefined));
      holder.listen(0, host, () => settle(/** @type {import('node:net').AddressInfo} */ (holder.address()).port));
    });
    skip(held === undefined, `this machine has no ${host}`);
    const { server, port } = await listen(staticHandler(site), { port: held, host: '127.0.0.1' });
    servers.push(server);
    expect(port).toBeGreaterThan(held);
    expect((await ask(port, '/')).body.toString()).toBe('<p>home</p>');
    holder.close();
  });

  test('a host that is not ours is an error, not another port', async () => {
    await expect(listen(staticHandler(site), { port: 0, host: '192.0.2.1' })).rejects.toThrow(/EADDRNOTAVAIL/);
  });
});

// A small static file server: `npm start` and the browser tests serve dist/ with it. It sends what site/headers.mjs says,
// and the compressed variant of a file where there is one. Node's own modules only.
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { extname, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { cacheControl, everywhere, types } from './site/headers.mjs';

const compress = promisify(gzip);

const compressible = /^(text\/|application\/(json|manifest|wasm)|font\/(ttf|woff$)|image\/svg)/;

/**
 * The file that a request's path names.
 * @param {string} root Absolute folder.
 * @param {string} url Path and query as requested.
 * @returns {string | null} Absolute path within root; null for what is malformed, hidden or outside.
 */
export function fileOf(root, url) {
  let path;
  try {
    path = decodeURIComponent(url.replace(/[?#].*$/s, ''));
  } catch {
    return null;
  }
  if (!path.startsWith('/') || path.includes('\0') || path.includes('\\')) return null;
  if (path.split('/').some((part) => part.startsWith('.'))) return null;
  const file = resolve(root, `.${path}`);
  return file === root || file.startsWith(root + sep) ? file : null;
}

/**
 * Compresses files, each once for as long as it does not change.
 * @returns {(file: string, tag: string) => Promise<Buffer>} `tag` changes with the content.
 */
function compressor() {
  /** @type {Map<string, { tag: string, bytes: Promise<Buffer> }>} */
  const known = new Map();
  return (file, tag) => {
    const last = known.get(file);
    if (last?.tag === tag) return last.bytes;
    const bytes = readFile(file).then((content) => compress(content));
    known.set(file, { tag, bytes });
    bytes.catch(() => known.delete(file));
    return bytes;
  };
}

/**
 * @param {string} folder What to serve.
 * @param {{ prefix?: string }} [options] `prefix`: the sub-path under which the folder appears, e.g. `/courses/k8s`.
 * @returns {import('node:http').RequestListener}
 */
export function staticHandler(folder, { prefix = '' } = {}) {
  const root = resolve(folder);
  const compressed = compressor();
  return (request, response) => {
    serve(root, prefix, compressed, request, response).catch(() => {
      if (!response.headersSent) answer(response, 500, 'Internal error');
      else response.destroy();
    });
  };
}

/**
 * @param {string} root @param {string} prefix @param {ReturnType<typeof compressor>} compressed
 * @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response
 */
async function serve(root, prefix, compressed, request, response) {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    return answer(response, 405, 'Method not allowed');
  }
  const url = request.url ?? '/';
  if (!url.startsWith(`${prefix}/`)) return answer(response, 404, 'Not found');
  const named = fileOf(root, url.slice(prefix.length));
  if (named === null) return answer(response, 404, 'Not found');
  const path = url.replace(/[?#].*$/s, '');
  const file = path.endsWith('/') ? resolve(named, 'index.html') : named;
  const info = await stat(file).catch(() => null);
  if (info?.isDirectory()) {
    // Without the slash, the page's relative addresses would point beside the folder. Made of the path alone, never
    // of `//host`: a redirect must not lead to another site.
    response.setHeader('Location', `${path.replace(/^\/+/, '/')}/${url.slice(path.length)}`);
    return answer(response, 301, 'Moved');
  }
  if (!info?.isFile()) return answer(response, 404, 'Not found');

  const type = types[extname(file).toLowerCase()] ?? 'application/octet-stream';
  const accepted = compressible.test(type) ? String(request.headers['accept-encoding'] ?? '') : '';
  const variant = await variantOf(file, info, accepted);
  const encoding = variant?.encoding ?? (/\bgzip\b/.test(accepted) ? 'gzip' : undefined);
  const tag = `"${info.size.toString(16)}-${Math.trunc(info.mtimeMs).toString(16)}${encoding ? `-${encoding}` : ''}"`;
  response.setHeader('Content-Type', type);
  for (const { name, value } of everywhere) response.setHeader(name, value);
  response.setHeader('ETag', tag);
  response.setHeader('Cache-Control', cacheControl(path));
  response.setHeader('Vary', 'Accept-Encoding');
  if (request.headers['if-none-match'] === tag) {
    response.writeHead(304).end();
    return;
  }
  if (encoding !== undefined) response.setHeader('Content-Encoding', encoding);
  if (variant === undefined && encoding !== undefined) {
    const bytes = await compressed(file, tag);
    response.setHeader('Content-Length', bytes.length);
    response.writeHead(200);
    // Node sends no body with the response to HEAD.
    response.end(bytes);
    return;
  }
  const sent = variant ?? { file, size: info.size };
  response.setHeader('Content-Length', sent.size);
  response.writeHead(200);
  if (request.method === 'HEAD') response.end();
  else pipeline(createReadStream(sent.file), response, () => {});
}

/**
 * @param {string} file @param {{ mtimeMs: number }} of @param {string} accepted Value of Accept-Encoding.
 * @returns {Promise<{ file: string, encoding: string, size: number } | undefined>} The smallest variant that site/precompress.mjs has
 *   written and the browser reads. One that is older than its file is of another build.
 */
async function variantOf(file, { mtimeMs }, accepted) {
  for (const [encoding, ending] of [
    ['br', '.br'],
    ['gzip', '.gz'],
  ]) {
    if (!new RegExp(`\\b${encoding}\\b`).test(accepted)) continue;
    const info = await stat(file + ending).catch(() => null);
    if (info?.isFile() && info.mtimeMs >= mtimeMs)
      return { file: file + ending, encoding: String(encoding), size: info.size };
  }
  return undefined;
}

/** @param {import('node:http').ServerResponse} response @param {number} status @param {string} text */
function answer(response, status, text) {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(`${text}\n`);
}

/**
 * Reports if something already answers on the port. It tries to connect, on both loopback addresses: binding alone would
 * succeed beside a server that holds only the other one, and the browser would reach the wrong one.
 * @param {number} port
 */
async function isTaken(port) {
  const answers = ['127.0.0.1', '::1'].map(
    (host) =>
      new Promise((settle) => {
        const socket = connect({ host, port });
        socket.once('connect', () => {
          socket.destroy();
          settle(true);
        });
        socket.once('error', () => settle(false));
      }),
  );
  return (await Promise.all(answers)).includes(true);
}

/**
 * Listens on the port, or on the next free one.
 * @param {import('node:http').RequestListener} handler
 * @param {{ port: number, host: string }} where Port 0: any free one.
 * @returns {Promise<{ server: import('node:http').Server, port: number }>}
 * @throws Error when the 20 ports from `port` on are all taken, or the host cannot be listened on.
 */
export async function listen(handler, { port, host }) {
  for (let candidate = port; candidate < port + 20 && candidate <= 65_535; candidate++) {
    if (candidate !== 0 && (await isTaken(candidate))) continue;
    const server = createServer(handler);
    try {
      await new Promise((settle, reject) => {
        server.once('error', reject);
        server.listen(candidate, host, () => settle(undefined));
      });
    } catch (error) {
      const code = /** @type {NodeJS.ErrnoException} */ (error).code;
      if (code === 'EADDRINUSE' || (code === 'EACCES' && candidate < 1024)) continue;
      throw error;
    }
    const address = server.address();
    return { server, port: typeof address === 'object' && address !== null ? address.port : candidate };
  }
  throw new Error(`no free port from ${port} to ${Math.min(port + 19, 65_535)}`);
}

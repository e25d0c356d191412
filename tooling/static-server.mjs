// A small static file server: what `npm start` and the browser tests serve dist/ with. Node's own modules only.
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { extname, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/** @type {Record<string, string>} */
const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.yaml': 'text/yaml; charset=utf-8',
};

const compress = promisify(gzip);

const compressible = /^(text\/|application\/(json|manifest)|image\/svg)/;

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
  const tag = `"${info.size.toString(16)}-${Math.trunc(info.mtimeMs).toString(16)}"`;
  response.setHeader('Content-Type', type);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('ETag', tag);
  // Vite puts a hash of the content into the names under assets/; everything else is asked for again.
  response.setHeader('Cache-Control', /\/assets\//.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
  response.setHeader('Vary', 'Accept-Encoding');
  if (request.headers['if-none-match'] === tag) {
    response.writeHead(304).end();
    return;
  }
  if (compressible.test(type) && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))) {
    const bytes = await compressed(file, tag);
    response.setHeader('Content-Encoding', 'gzip');
    response.setHeader('Content-Length', bytes.length);
    response.writeHead(200);
    // Node sends no body with the answer to HEAD.
    response.end(bytes);
    return;
  }
  response.setHeader('Content-Length', info.size);
  response.writeHead(200);
  if (request.method === 'HEAD') response.end();
  else pipeline(createReadStream(file), response, () => {});
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

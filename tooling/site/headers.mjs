// Headers that a server sends with the files of the lab: one table for our own server and for the snippets in docs/deploy/.
import { headerPolicy, written } from './policy.mjs';

/** @typedef {{ name: string, value: string, why: string }} Header */

/** With every file. @type {readonly Header[]} */
export const everywhere = [
  {
    name: 'Content-Security-Policy',
    value: written(headerPolicy),
    why: 'No script, request or plugin of another site; frame-ancestors says who may embed the lab.',
  },
  {
    name: 'Access-Control-Allow-Origin',
    value: '*',
    why: 'A sandboxed frame has no origin: without this it loads no module, font or worker. The files are public.',
  },
  {
    name: 'Cross-Origin-Resource-Policy',
    value: 'cross-origin',
    why: 'Pages that ask for isolation (COEP) may embed the lab, too.',
  },
  { name: 'X-Content-Type-Options', value: 'nosniff', why: 'A file is what its type says.' },
  {
    name: 'Referrer-Policy',
    value: 'no-referrer',
    why: 'A link to documentation does not tell where it was followed.',
  },
  {
    name: 'Permissions-Policy',
    value: 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    why: 'The lab asks for none of these.',
  },
];

/** Names under assets/ contain a hash of the content: the content of a name never changes. */
export const hashed = 'public, max-age=31536000, immutable';
/** Everything else is requested again, and answered with 304 if it has not changed. */
export const unhashed = 'no-cache';

/** Types that servers often do not know. @type {Readonly<Record<string, string>>} */
export const rareTypes = {
  '.webmanifest': 'application/manifest+json',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/** Types of files by their ending. @type {Readonly<Record<string, string>>} */
export const types = {
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
  '.webp': 'image/webp',
  '.yaml': 'text/yaml; charset=utf-8',
  '.yml': 'text/yaml; charset=utf-8',
  ...rareTypes,
};

/** @param {string} path Of a request, without its query. @returns {string} Value of Cache-Control. */
export const cacheControl = (path) => (/\/assets\//.test(path) ? hashed : unhashed);

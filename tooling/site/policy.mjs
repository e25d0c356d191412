// The Content-Security-Policy of the pages: in a meta element of each (see vite-csp.ts), and as a header (headers.mjs).

/** Names of the Trusted Types policies of the lab itself (src/ui/kit/browser/worker.ts, src/app/offline). */
const ownTrustedTypes = ['lab'];

/**
 * The policies of Monaco, and of DOMPurify, which Monaco contains. `policy.test.mjs` compares them with the package.
 */
export const monacoTrustedTypes = [
  'defaultWorkerFactory',
  'diffEditorWidget',
  'diffReview',
  'dompurify',
  'domLineBreaksComputer',
  'editorGhostText',
  'editorViewLayer',
  'richScreenReaderContent',
  'standaloneColorizer',
  'stickyScrollViewLayer',
  'tokenizeToString',
];

/** @typedef {Readonly<Record<string, readonly string[]>>} Policy Values of each directive. */

/**
 * Without what only a header can say. Scripts, workers, fonts and requests are of the page's own site, and no text becomes
 * script. Only styles are open: Monaco writes `<style>` elements and style attributes, Motion and index.html one element.
 * @type {Policy}
 */
export const labPolicy = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'media-src': ['blob:'],
  'font-src': ["'self'"],
  'worker-src': ["'self'"],
  // The figures in the example pages, and the one in Share.
  'frame-src': ["'self'"],
  'manifest-src': ["'self'"],
  'connect-src': ["'self'"],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'require-trusted-types-for': ["'script'"],
  'trusted-types': [...ownTrustedTypes, ...monacoTrustedTypes],
};

/**
 * Of embed.html: classic scripts of its own site and nothing else. No request, no worker, no Monaco. Its own Trusted
 * Types policy is for the address of its second script.
 * @type {Policy}
 */
export const embedPolicy = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'font-src': ["'self'"],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'require-trusted-types-for': ["'script'"],
  'trusted-types': ownTrustedTypes,
};

/**
 * As a header, for every page and every worker script of the site. Any page may embed the lab: a meta element cannot say
 * that, and cannot forbid it.
 * @type {Policy}
 */
export const headerPolicy = { ...labPolicy, 'frame-ancestors': ['*'] };

/** @param {Policy} policy @returns {string} As it is written in a header or a meta element. */
export const written = (policy) =>
  Object.entries(policy)
    .map(([directive, values]) => `${directive} ${values.join(' ')}`)
    .join('; ');

const charset = /<meta charset="utf-8" ?\/?>/i;

/**
 * Puts the policy right after the charset, which has to be within the first bytes of a page.
 * @param {string} html @param {Policy} policy
 * @throws Error when the page has no charset, or has a script or style before it.
 */
export function withPolicy(html, policy) {
  const place = charset.exec(html);
  if (place === null) throw new Error('the page says no <meta charset="utf-8">, after which its policy is written');
  const end = place.index + place[0].length;
  if (/<(script|style|link)\b/i.test(html.slice(0, end))) throw new Error('the page loads something before its policy');
  const meta = `<meta http-equiv="Content-Security-Policy" content="${written(policy)}" />`;
  return `${html.slice(0, end)}\n    ${meta}${html.slice(end)}`;
}

// The byte budget of the first load: all script needed before the first paint and the first interaction, gzipped.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { isMain, PlainError, root, runCommand } from './setup.mjs';

/** Bytes; 130 kB. */
export const budget = 130_000;

/** Loaded on demand, but needed to show the first text or to apply the first manifest: these count as well. */
const firstInteraction = /^src\/(engine|manifests|kubectl|store)\//;
/** Of the languages one is loaded: the largest counts. */
const catalog = /^src\/i18n\/catalogs\//;

/** @typedef {{ file: string, src?: string, isEntry?: boolean, imports?: string[], dynamicImports?: string[] }} Chunk */

/**
 * @param {Record<string, Chunk>} manifest Vite's manifest.
 * @returns {string[]} The script files of the first load: the entry, what it imports statically, and the chunks
 *   loaded on demand that hold the cluster; each with its own static imports.
 */
export function firstLoad(manifest) {
  /** @type {Set<string>} */
  const seen = new Set();
  /** @param {string} key */
  const visit = (key) => {
    const chunk = manifest[key];
    if (chunk === undefined || seen.has(key)) return;
    seen.add(key);
    chunk.imports?.forEach(visit);
    chunk.dynamicImports?.filter((name) => firstInteraction.test(manifest[name]?.src ?? '')).forEach(visit);
  };
  for (const [key, chunk] of Object.entries(manifest)) if (chunk.isEntry) visit(key);
  const files = [...seen].map((key) => /** @type {Chunk} */ (manifest[key]).file);
  return [...new Set(files)].filter((file) => file.endsWith('.js'));
}

/**
 * @param {Record<string, Chunk>} manifest Vite's manifest.
 * @returns {string[]} The script files of the languages; each page loads one of them.
 */
export function catalogs(manifest) {
  return Object.values(manifest).flatMap(({ src, file }) => (catalog.test(src ?? '') ? [file] : []));
}

/**
 * Prints each chunk of the first load and the sum.
 * @param {string} dist The built app.
 * @returns {boolean} Whether it is within the budget.
 */
export function checkBudget(dist) {
  const manifestFile = join(dist, '.vite', 'manifest.json');
  if (!existsSync(manifestFile)) throw new PlainError('There is no build to measure: run `npm run build` first.');
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));
  const files = firstLoad(manifest);
  const languages = catalogs(manifest);
  if (languages.length === 0) throw new PlainError('Vite’s manifest names no catalog: the texts were not measured.');
  if (files.length === 0) throw new PlainError('Vite’s manifest names no entry: nothing was measured.');
  const html = readFileSync(join(dist, 'index.html'), 'utf8');
  const inline = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>(.*?)<\/script>/gs)]
    .map((match) => match[1])
    .join('\n');
  const measure = (/** @type {string} */ file) => ({
    name: file,
    bytes: gzipSync(readFileSync(join(dist, file)), { level: 9 }).length,
  });
  const largest = languages.map(measure).sort((a, b) => b.bytes - a.bytes)[0];
  const rows = [
    ...files.map(measure),
    ...(largest === undefined ? [] : [largest]),
    ...(inline === '' ? [] : [{ name: 'index.html (inline)', bytes: gzipSync(inline, { level: 9 }).length }]),
  ].sort((a, b) => b.bytes - a.bytes);
  const sum = rows.reduce((total, { bytes }) => total + bytes, 0);
  const line = (/** @type {string} */ name, /** @type {number} */ bytes) =>
    `  ${bytes.toLocaleString('en').padStart(9)}  ${name}`;
  console.log('Script of the first load (gzip, bytes):');
  for (const { name, bytes } of rows) console.log(line(name, bytes));
  console.log(line(`of ${budget.toLocaleString('en')} allowed`, sum));
  return sum < budget;
}

if (isMain(import.meta.url)) {
  await runCommand(async () => (checkBudget(join(root, 'dist')) ? 0 : 1));
}

// The byte budgets, gzipped: the script that the first paint and the first input need; the cluster, which is loaded
// beside it and does what was asked for in the meantime; figures; and lessons, which come when one is opened.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { isMain, PlainError, root, runCommand } from './setup.mjs';
import { hostScripts } from './site/build-host.mjs';

/** Bytes; 130 kB. */
export const budget = 130_000;
/** Bytes of the cluster: engine, YAML, kubectl apply, and what derives the stage from them. */
export const clusterBudget = 157_900;

/** Bytes of each script in the pages around a figure; 3 kB. */
export const hostBudget = 3_000;

/** Bytes of the script of a figure (embed.html): engine, stage, motion, and both languages. */
export const embedBudget = 290_000;

/** Bytes of the player of lessons in a figure, with its texts in both languages; 40 kB. */
export const embedLessonsBudget = 40_000;
/** Bytes of the script that plays lessons, beside the page, the cluster and kubectl; 35 kB. */
export const playerBudget = 35_000;
/** Bytes of one lesson in one language; 8 kB. */
export const lessonBudget = 8_000;

/** The first module of the player. */
const player = 'src/ui/lessons/own/any-lesson.tsx';
/** Lessons run its commands; its chunk belongs to the terminal. */
const kubectlChunk = 'kubectl';
/** One lesson in one language. */
const lesson = /^src\/lessons\/course\/[^/]+\/[^/]+\.yaml\?lesson=/;

/** Name of the chunk that the page loads at once; see vite-chunks.ts. */
const clusterChunk = 'cluster';
/** A page loads one of the languages: the largest one counts. */
const catalog = /^src\/i18n\/languages\/[^/]+\/first\.ts$/;

/** @typedef {{ file: string, name?: string, src?: string, isEntry?: boolean, imports?: string[], dynamicImports?: string[] }} Chunk */

/**
 * @param {Record<string, Chunk>} manifest Vite's manifest.
 * @param {(key: string, chunk: Chunk) => boolean} wanted
 * @returns {Set<string>} The script files of the wanted chunks, with what they import statically.
 */
export function scriptsOf(manifest, wanted) {
  /** @type {Set<string>} */
  const seen = new Set();
  /** @param {string} key */
  const visit = (key) => {
    if (manifest[key] === undefined || seen.has(key)) return;
    seen.add(key);
    manifest[key].imports?.forEach(visit);
  };
  for (const [key, chunk] of Object.entries(manifest)) if (wanted(key, chunk)) visit(key);
  const files = [...seen].map((key) => /** @type {Chunk} */ (manifest[key]).file);
  return new Set(files.filter((file) => file.endsWith('.js')));
}

/**
 * @param {Record<string, Chunk>} manifest Vite's manifest.
 * @returns {string[]} The script files of the languages; each page loads one of them.
 */
export function catalogs(manifest) {
  return Object.values(manifest).flatMap(({ src, file }) => (catalog.test(src ?? '') ? [file] : []));
}

/**
 * @param {string} html
 * @returns {string[]} The scripts that a page loads by itself.
 */
export const scriptsIn = (html) => [...html.matchAll(/<script[^>]*\ssrc="\.\/([^"]+)"/g)].map(([, file]) => file ?? '');

/**
 * Prints each chunk, and the sums.
 * @param {string} dist The built app.
 * @returns {boolean} Whether all is within the budgets.
 */
export function checkBudget(dist) {
  const manifestFile = join(dist, '.vite', 'manifest.json');
  if (!existsSync(manifestFile)) throw new PlainError('There is no build to measure: run `npm run build` first.');
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));
  const first = scriptsOf(manifest, (_, chunk) => chunk.isEntry === true);
  const cluster = [...scriptsOf(manifest, (_, chunk) => chunk.name === clusterChunk)].filter(
    (file) => !first.has(file),
  );
  const languages = catalogs(manifest);
  if (languages.length === 0) throw new PlainError('Vite’s manifest names no catalog: the texts were not measured.');
  if (first.size === 0) throw new PlainError('Vite’s manifest names no entry: nothing was measured.');
  if (cluster.length === 0)
    throw new PlainError(`Vite’s manifest names no chunk ${clusterChunk}: the cluster was not measured.`);
  const html = readFileSync(join(dist, 'index.html'), 'utf8');
  const inline = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>(.*?)<\/script>/gs)]
    .map((match) => match[1])
    .join('\n');
  /** @param {string} name @param {Buffer | string} content */
  const row = (name, content) => ({ name, bytes: gzipSync(content, { level: 9 }).length });
  const measure = (/** @type {string} */ file) => row(file, readFileSync(join(dist, file)));
  const largest = languages
    .map(measure)
    .sort((a, b) => b.bytes - a.bytes)
    .slice(0, 1);
  const page = [...[...first].map(measure), ...largest, ...(inline === '' ? [] : [row('index.html (inline)', inline)])];
  const fits = [
    report('Script of the first paint and the first input', page, budget),
    report('Script of the cluster, loaded beside it', cluster.map(measure), clusterBudget),
    ...hostScripts.map(([file]) => report('Script of a page with figures', [measure(file)], hostBudget)),
  ];
  const figure = scriptsIn(readFileSync(join(dist, 'embed.html'), 'utf8'));
  if (figure.length === 0) throw new PlainError('embed.html names no script: it was not measured.');
  fits.push(report('Script of a figure', figure.map(measure), embedBudget));
  const kubectl = scriptsOf(manifest, (_, chunk) => chunk.name === kubectlChunk);
  if (kubectl.size === 0) throw new PlainError(`Vite’s manifest names no chunk ${kubectlChunk}.`);
  const known = new Set([...first, ...cluster, ...kubectl]);
  const plays = [...scriptsOf(manifest, (key) => key === player)].filter((file) => !known.has(file));
  if (plays.length === 0) throw new PlainError('Vite’s manifest names no player of lessons: it was not measured.');
  fits.push(report('Script of the player of lessons', plays.map(measure), playerBudget));
  const lessons = [...scriptsOf(manifest, (key) => lesson.test(key))].filter((file) => !known.has(file));
  if (lessons.length === 0) throw new PlainError('Vite’s manifest names no lesson: none was measured.');
  const byBytes = lessons.map(measure).sort((a, b) => b.bytes - a.bytes);
  fits.push(report(`Largest of ${lessons.length} lessons, in one language`, byBytes.slice(0, 1), lessonBudget));
  fits.push(...lessonsIn(dist).map(([title, file, allowed]) => report(title, [measure(file)], allowed)));
  return fits.every(Boolean);
}

/**
 * @param {string} dist
 * @returns {(readonly [title: string, file: string, allowed: number])[]} The scripts of lessons in a figure: the player, and
 *   the largest lesson.
 */
function lessonsIn(dist) {
  const [, player] = /data-lessons="\.\/([^"]+)"/.exec(readFileSync(join(dist, 'embed.html'), 'utf8')) ?? [];
  const size = (/** @type {string} */ file) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length;
  const [largest] = readdirSync(join(dist, 'assets'))
    .filter((file) => /^lesson-[a-z0-9-]+-(?:en|zh)-[0-9a-f]{8}\.js$/.test(file))
    .map((file) => `assets/${file}`)
    .sort((a, b) => size(b) - size(a));
  if (player === undefined || largest === undefined) throw new PlainError('The scripts of lessons were not measured.');
  return [
    ['Script of lessons in a figure', player, embedLessonsBudget],
    ['The largest lesson in a figure', largest, lessonBudget],
  ];
}

/** @param {string} title @param {{ name: string, bytes: number }[]} rows @param {number} allowed */
function report(title, rows, allowed) {
  const sum = rows.reduce((total, { bytes }) => total + bytes, 0);
  const line = (/** @type {string} */ name, /** @type {number} */ bytes) =>
    `  ${bytes.toLocaleString('en').padStart(9)}  ${name}`;
  console.log(`${title} (gzip, bytes):`);
  for (const { name, bytes } of rows.sort((a, b) => b.bytes - a.bytes)) console.log(line(name, bytes));
  console.log(line(`of ${allowed.toLocaleString('en')} allowed`, sum));
  return sum < allowed;
}

if (isMain(import.meta.url)) {
  await runCommand(async () => (checkBudget(join(root, 'dist')) ? 0 : 1));
}

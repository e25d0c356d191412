// `npm run build`: the Kubernetes schema, then Vite, the byte budget, and compressed variants of the files. Also says if
// dist/ is up to date.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { ensureInstalled, ensureNode, isMain, PlainError, root, runCommand } from './setup.mjs';

export const dist = join(root, 'dist');
/** Vite empties dist/ first: an interrupted build leaves no stamp. */
const stamp = join(dist, '.fingerprint');

const inputs = [
  ...['embed.html', 'index.html', 'package-lock.json', 'public', 'src', 'tooling', 'tsconfig.json'],
  ...['vite.config.ts', 'vite.embed.config.ts'],
];
/** The build does not depend on tests, and generated files follow from the other files. */
const ignored = /\.test\.[a-z]+$|\/generated\/|\/\.DS_Store$/;

/** @param {string} path @returns {string[]} The files at or under it, in an order that is the same everywhere. */
function filesUnder(path) {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (statSync(full).isFile()) return [full];
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/** @returns {string} A hash of everything that the build is made of. */
export function fingerprint() {
  const hash = createHash('sha256');
  for (const file of inputs.flatMap(filesUnder)) {
    const name = relative(root, file).split(sep).join('/');
    if (!ignored.test(`/${name}`)) hash.update(`${name}\0`).update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/** @returns {boolean} Whether dist/ was built from exactly these files. */
export function isBuilt() {
  return existsSync(join(dist, 'index.html')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint();
}

/** Generates the files that the sources import (`npm run dev` and `npm run check` also need them). */
export async function generate() {
  const { buildSchema } = await import('./schema/build.mjs');
  await buildSchema();
  const { buildFieldDocs } = await import('./field-docs/build.mjs');
  await buildFieldDocs();
}

/** Generates and builds; prints what Vite prints. */
export async function buildApp() {
  const before = fingerprint();
  await generate();
  const { build } = await import('vite');
  await build({ root, logLevel: 'warn' });
  const { buildEmbed } = await import('./embed.mjs');
  await buildEmbed(dist);
  const { buildHost } = await import('./site/build-host.mjs');
  await buildHost(dist);
  writeFileSync(stamp, before);
}

/** Builds, unless dist/ is up to date. */
export async function ensureBuilt() {
  if (isBuilt()) return;
  console.log('Building …');
  await buildApp();
}

if (isMain(import.meta.url)) {
  await runCommand(async () => {
    ensureNode();
    ensureInstalled();
    if (process.argv.includes('--generate-only')) return generate();
    await buildApp();
    const { checkBudget } = await import('./budget.mjs');
    if (!checkBudget(dist)) throw new PlainError('The script needed at first is over its budget (see above).');
    const { precompress } = await import('./site/precompress.mjs');
    const { files, bytes, gzip, br } = await precompress(dist);
    const mb = (/** @type {number} */ size) => `${(size / 1e6).toFixed(1)} MB`;
    console.log(`Compressed ${files} files of ${mb(bytes)}: ${mb(gzip)} as .gz, ${mb(br)} as .br.`);
    return undefined;
  });
}

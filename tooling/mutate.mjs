// `npm run mutate [-- [--all] [WORDS]]`: breaks the rules of tooling/mutations.mjs (those whose text contains WORDS) one
// by one in a copy of the engine, runs its tests on it, and prints which test notices. Fails when none does.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mutations } from './mutations.mjs';
import { ensureInstalled, isMain, PlainError, root, runCommand } from './setup.mjs';

const copy = join(root, '.cache', 'mutant');
/** Cheapest first. With `--all`, each rule is tested by all of them, otherwise until one fails. */
const layers = [
  {
    name: 'unit',
    paths: ['statefulset', 'garbagecollector', 'volume', 'history'].map((part) => `src/engine/controllers/${part}`),
  },
  { name: 'properties', paths: ['src/engine/testing/properties.test.ts'] },
  {
    name: 'recordings',
    paths: ['src/engine/testing/conformance.test.ts', 'src/engine/testing/nodes.conformance.test.ts'],
  },
];
/** A cluster that never comes to rest also counts as noticed. */
const timeout = 300_000;

/**
 * @param {string} text
 * @param {import('./mutations.mjs').Mutation} mutation
 * @returns {string} The text with the rule broken.
 */
export function mutate(text, { file, find, replace, why }) {
  const count = text.split(find).length - 1;
  if (count !== 1) throw new PlainError(`${file}: "${why}": what is to be replaced is there ${count} times:\n${find}`);
  return text.replace(find, () => replace);
}

function makeCopy() {
  rmSync(copy, { recursive: true, force: true });
  for (const part of ['src/engine', 'tooling/floors.mjs', 'tooling/mines.ts', 'tooling/pure-setup.ts']) {
    mkdirSync(join(copy, part, '..'), { recursive: true });
    cpSync(join(root, part), join(copy, part), { recursive: true });
  }
  const config = { test: { setupFiles: ['tooling/pure-setup.ts'], testTimeout: timeout } };
  writeFileSync(join(copy, 'vitest.config.mjs'), `export default ${JSON.stringify(config)};\n`);
}

/**
 * @param {readonly string[]} paths
 * @returns {string | undefined} The first test that fails.
 */
function firstFailure(paths) {
  const report = join(copy, 'report.json');
  rmSync(report, { force: true });
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  // One process that loads the engine once, which takes most of the time.
  const frugal = ['--no-isolate', '--no-file-parallelism', '--bail=1'];
  const options = ['run', ...frugal, '--reporter=json', `--outputFile=${report}`];
  const { status, error } = spawnSync(process.execPath, [vitest, ...options, ...paths], {
    cwd: copy,
    stdio: 'ignore',
    timeout: timeout,
  });
  if (status === 0) return undefined;
  if (error !== undefined || !existsSync(report)) return 'the tests did not come to an end';
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
  for (const { name, message, assertionResults } of testResults) {
    const failed = assertionResults.find((/** @type {any} */ t) => t.status === 'failed');
    const file = name.split('/').at(-1);
    if (failed !== undefined) return `${file}: ${failed.fullName}`;
    if (message) return `${file}: ${message.split('\n')[0]}`;
  }
  return 'a test';
}

/** @param {import('./mutations.mjs').Mutation} mutation @param {boolean} all @returns {string[]} Who notices. */
function noticedBy(mutation, all) {
  const file = join(copy, mutation.file);
  const original = readFileSync(file, 'utf8');
  writeFileSync(file, mutate(original, mutation));
  try {
    const found = [];
    for (const { name, paths } of layers) {
      const failure = firstFailure(paths);
      if (failure !== undefined) found.push(`${name}: ${failure}`);
      if (failure !== undefined && !all) break;
    }
    return found;
  } finally {
    writeFileSync(file, original);
  }
}

if (isMain(import.meta.url)) {
  await runCommand(async () => {
    const args = process.argv.slice(2);
    const all = args.includes('--all');
    const words = args.filter((a) => a !== '--all').join(' ');
    const chosen = mutations.filter((m) => m.why.includes(words));
    if (chosen.length === 0) throw new PlainError(`No rule contains "${words}".`);
    ensureInstalled();
    makeCopy();
    for (const mutation of chosen) mutate(readFileSync(join(copy, mutation.file), 'utf8'), mutation);
    const broken = firstFailure(layers.flatMap(({ paths }) => paths));
    if (broken !== undefined) throw new PlainError(`A test fails before any rule is broken: ${broken}`);
    let missed = 0;
    for (const mutation of chosen) {
      const found = noticedBy(mutation, all);
      if (found.length === 0) missed++;
      console.log(`${found.length > 0 ? 'caught    ' : 'NOT CAUGHT'}  ${mutation.why}`);
      for (const line of found) console.log(`              ${line}`);
    }
    console.log(`\n${chosen.length - missed} of ${chosen.length} broken rules are caught`);
    return missed > 0 ? 1 : 0;
  });
}

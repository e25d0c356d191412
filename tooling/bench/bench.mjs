// `npm run bench [-- --max=1000] [-- --dry]`: measures the engine, and webernetes beside it, each case in a process of
// its own, and the page in a browser; prints the figures and writes them into docs/benchmarks.md (not with `--dry`, nor when
// cases are left out). `npm run bench -- frames` measures the page alone, `-- lessons` the checks of lessons.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled, ensureNode, isMain, PlainError, root, runCommand } from '../setup.mjs';
import { frameCases, measureFrames } from './frames.mjs';
import { framesReport, lessonsReport, medianResult, report, withSection } from './report.mjs';

const out = join(root, '.cache', 'bench');

/**
 * Bundles the cases as for a browser: the sources of both engines are written for bundlers.
 * @param {string[]} [names] Of the cases.
 */
async function bundle(names = ['lab', 'webernetes', 'history', 'link', 'lessons']) {
  const { build } = await import('vite');
  for (const name of names) {
    await build({
      root,
      configFile: false,
      logLevel: 'error',
      ssr: { noExternal: true },
      build: {
        ssr: join(root, 'tooling', 'bench', 'cases', `${name}.ts`),
        outDir: join(out, name),
        emptyOutDir: true,
        copyPublicDir: false,
        minify: false,
        rolldownOptions: { output: { entryFileNames: 'case.mjs' } },
      },
    });
  }
}

/**
 * @param {string} program
 * @param {string[]} args
 * @returns {string} What it printed.
 */
function run(program, args) {
  const node = ['--expose-gc', '--max-old-space-size=8192', join(out, program, 'case.mjs'), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, node, { encoding: 'utf8' });
  if (status !== 0) throw new PlainError(`${program} ${args.join(' ')}: ${stderr}`);
  return stdout;
}

/** @param {string} program @param {string[]} args @returns {any} */
const measure = (program, args) => JSON.parse(run(program, args));

/**
 * Returns the number of runs: small cases are noisy and cheap, large ones are neither.
 * @param {number} pods
 */
const runsOf = (pods) => (pods <= 100 ? 7 : pods <= 1000 ? 3 : 1);

/** @param {number} max @returns {import('./report.mjs').Row[]} */
function measureAll(max) {
  const cases = [
    ...['OrderedReady', 'Parallel'].flatMap((shape) => [10, 100, 1000, 10_000].map((pods) => ({ shape, pods }))),
    ...[10, 100, 1000].flatMap((pods) => ['Deployment', 'webernetes'].map((shape) => ({ shape, pods }))),
  ];
  return cases
    .filter(({ pods }) => pods <= max)
    .map(({ shape, pods }) => {
      console.log(`${shape}, ${pods} Pods …`);
      const args = shape === 'webernetes' ? [String(pods)] : [shape, String(pods)];
      const runs = Array.from({ length: shape === 'webernetes' && pods > 100 ? 1 : runsOf(pods) }, () =>
        measure(shape === 'webernetes' ? 'webernetes' : 'lab', args),
      );
      return { shape, pods, result: medianResult(runs) };
    });
}

/** @param {number} max */
const measurePage = (max) =>
  measureFrames(
    frameCases.filter(({ pods }) => pods <= max),
    (pods) => `#${run('link', [String(pods)]).trim()}`,
  );

/** @param {string} section @param {string} name Of the section in docs/benchmarks.md. */
async function write(section, name) {
  const { format } = await import('prettier');
  const page = join(root, 'docs', 'benchmarks.md');
  const text = withSection(readFileSync(page, 'utf8'), section, name);
  writeFileSync(page, await format(text, { parser: 'markdown', printWidth: 120 }));
}

if (isMain(import.meta.url)) {
  await runCommand(async () => {
    ensureNode();
    ensureInstalled();
    const max = Number(process.argv.find((a) => a.startsWith('--max='))?.slice('--max='.length) ?? Infinity);
    if (process.argv.includes('frames')) {
      await bundle(['link']);
      return console.log(`\n${framesReport(await measurePage(max))}`);
    }
    if (process.argv.includes('lessons')) {
      await bundle(['lessons']);
      const section = lessonsReport(measure('lessons', []));
      console.log(`\n${section}`);
      return process.argv.includes('--dry') ? undefined : write(section, 'lessons');
    }
    await bundle();
    const rows = measureAll(max);
    console.log('The time machine …');
    /** @type {import('./report.mjs').Travel} */
    const travel = measure('history', []);
    const frames = await measurePage(max);
    const section = report(rows, travel, frames, {
      cpu: cpus()[0]?.model.trim() ?? '',
      cores: cpus().length,
      node: process.versions.node,
    });
    console.log(`\n${section}`);
    const checks = lessonsReport(measure('lessons', []));
    console.log(`\n${checks}`);
    if (max < Infinity || process.argv.includes('--dry')) return;
    await write(section, 'bench');
    await write(checks, 'lessons');
  });
}

// `npm run explore [ROUNDS] [files]`: runs the property tests with other random cases than the fixed ones of `npm test`,
// each round with its own seed (3 rounds if no number is given). A failure prints the seed and the smallest case that
// was found; keep that as a named case beside the property.
import { execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { root, runCommand, runPackage } from './setup.mjs';

await runCommand(() => {
  const [first, ...rest] = process.argv.slice(2);
  const isNumber = first !== undefined && /^\d+$/.test(first);
  const rounds = isNumber ? Number(first) : 3;
  const asked = isNumber || first === undefined ? rest : [first, ...rest];
  const files = asked.length > 0 ? asked : propertyTests();
  for (let round = 1; round <= rounds; round++) {
    const seed = String(randomInt(2 ** 31));
    console.log(`\nRound ${round} of ${rounds}: EXPLORE_SEED=${seed}`);
    const code = runPackage('vitest', ['run', ...files], {
      env: { ...process.env, EXPLORE_SEED: seed, HOSTILE_RUNS: process.env.HOSTILE_RUNS ?? '10000' },
    });
    if (code !== 0) return Promise.resolve(code);
  }
  return Promise.resolve(0);
});

/** Returns the test files that use fast-check. */
function propertyTests() {
  const found = execFileSync('git', ['grep', '-l', "from 'fast-check'", '--', 'src/**/*.test.ts'], { cwd: root });
  return found.toString().trim().split('\n');
}

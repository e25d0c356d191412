// `npm run hostile`: ten times as many hostile inputs as `npm test` tries, of every kind: 100,000 and more.
import { generate } from './build.mjs';
import { ensureInstalled, ensureNode, runCommand, runPackage } from './setup.mjs';

const env = { ...process.env, HOSTILE_RUNS: process.env.HOSTILE_RUNS ?? '25000' };

await runCommand(async () => {
  ensureNode();
  ensureInstalled();
  await generate();
  return runPackage('vitest', ['run', '--testTimeout=3600000', 'hostile.property', ...process.argv.slice(2)], { env });
});

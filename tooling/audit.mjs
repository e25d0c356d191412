// `npm run check:audit`: known security faults in the packages that the page is made of, where a registry answers.
import { spawnSync } from 'node:child_process';
import { isMain, root, runCommand } from './setup.mjs';

/**
 * @param {string} json Output of `npm audit --json`.
 * @returns {{ skipped: string } | { found: number }} `skipped`: why nothing is known.
 */
export function readAudit(json) {
  let report;
  try {
    report = JSON.parse(json);
  } catch {
    return { skipped: 'npm audit gave no report' };
  }
  if (report.error !== undefined)
    return { skipped: report.error.summary || report.message || report.error.code || 'npm audit failed' };
  const total = report.metadata?.vulnerabilities?.total;
  return typeof total === 'number' ? { found: total } : { skipped: report.message ?? 'the registry gave no report' };
}

if (isMain(import.meta.url)) {
  await runCommand(async () => {
    const args = ['audit', '--omit=dev', '--json', '--fetch-retries=0', '--fetch-timeout=20000'];
    const { stdout } = spawnSync('npm', args, {
      cwd: root,
      encoding: 'utf8',
      timeout: 60_000,
      shell: process.platform === 'win32',
    });
    const result = readAudit(stdout ?? '');
    if ('skipped' in result) {
      console.log(`npm audit was skipped: ${String(result.skipped).trim().split('\n')[0]}`);
      return 0;
    }
    if (result.found === 0) return 0;
    console.error(
      `npm audit knows of ${result.found} faults in the packages of the page: run \`npm audit --omit=dev\`.`,
    );
    return 1;
  });
}

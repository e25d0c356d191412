// `npm run check:folders`: no folder of src/, e2e/ and tooling/ holds more than 30 files, tests and styles included.
import { execFileSync } from 'node:child_process';
import { dirname } from 'node:path';
import { isMain, root, runCommand } from './setup.mjs';

const mostFiles = 30;

/** Folders that may hold more, and why. What is not listed here is to be divided. @type {Record<string, string>} */
const exceptions = {
  'e2e/pictures/desktop': 'one picture for each state that is compared',
  'e2e/pictures/phone': 'one picture for each state that is compared',
  'src/engine/testing/recordings/traces': 'one file for each recording',
  'src/kubectl/testing/cases': 'one file for each recording',
  'src/share/testing/links/v1': 'one file for each golden link',
  'src/share/testing/links/v2': 'one file for each golden link',
  tooling: 'one file for each command, with its test',
};

/**
 * Returns the folders with too many files, with how many they have.
 * @param {readonly string[]} files
 * @returns {readonly (readonly [folder: string, count: number])[]}
 */
export function crowdedFolders(files) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const file of files) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
  return [...counts].filter(([folder, count]) => count > mostFiles && !(folder in exceptions));
}

if (isMain(import.meta.url)) {
  await runCommand(() => {
    const files = execFileSync('git', ['ls-files', 'src', 'e2e', 'tooling'], { cwd: root })
      .toString()
      .trim()
      .split('\n');
    const crowded = crowdedFolders(files);
    for (const [folder, count] of crowded) console.error(`${folder}: ${count} files, at most ${mostFiles}`);
    return Promise.resolve(crowded.length === 0 ? 0 : 1);
  });
}

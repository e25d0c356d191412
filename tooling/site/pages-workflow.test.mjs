import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { root } from '../setup.mjs';

/** @type {any} */
const workflow = load(readFileSync(join(root, 'docs/deploy/pages.yml'), 'utf8'));
/** @type {any[]} */
const steps = workflow.jobs.deploy.steps;

test('the workflow for GitHub Pages has only keys that GitHub knows', () => {
  expect(Object.keys(workflow).toSorted()).toEqual(['concurrency', 'jobs', 'name', 'on', 'permissions']);
  expect(Object.keys(workflow.jobs.deploy).toSorted()).toEqual(['environment', 'runs-on', 'steps']);
  const known = ['id', 'name', 'uses', 'run', 'with'];
  expect(steps.flatMap((step) => Object.keys(step)).filter((key) => !known.includes(key))).toEqual([]);
});

test('each of its steps is an action of a given version, or a script of this project', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  for (const { uses, run } of steps) {
    if (uses !== undefined) expect(uses).toMatch(/^actions\/[a-z-]+@v\d+$/);
    else if (run !== 'npm ci') expect(Object.keys(scripts)).toContain(/^npm run (\S+)$/.exec(run)?.[1]);
  }
  expect(steps.find(({ uses }) => uses?.startsWith('actions/upload-pages-artifact'))?.with).toEqual({ path: 'dist' });
});

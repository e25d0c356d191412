/**
 * Setup of all tests: those of the pure floors run with the wall clock and chance mined. What static rules cannot see (a
 * helper that reaches the clock through an alias) fails here, in the test that runs it.
 */
import { relative } from 'node:path';
import { afterEach, beforeEach, type RunnerTestCase } from 'vitest';
import { beginCalendar } from '../src/engine/sim/time.ts';
import { pureFloors } from './floors.mjs';
import { clearMines, plantMines } from './mines.ts';

const root = `${import.meta.dirname}/..`;
const pure = new RegExp(`^src/(?:${pureFloors.join('|')})/`);
const isPure = ({ file }: Pick<RunnerTestCase, 'file'>): boolean =>
  pure.test(relative(root, file.filepath).replaceAll('\\', '/'));

// The test files of one process share the calendar: a file that sets it must not change the next file's dates.
beginCalendar();

beforeEach(({ task }) => {
  if (isPure(task)) plantMines();
});

afterEach(({ task }) => {
  if (isPure(task)) clearMines();
});

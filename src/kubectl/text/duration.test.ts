import { expect, it } from 'vitest';
import { humanDuration } from './duration.ts';

const s = 1000;
const m = 60 * s;
const h = 60 * m;
const d = 24 * h;

// Values of kubectl's AGE column.
it.each([
  [0, '0s'],
  [-5, '0s'],
  [999, '0s'],
  [90 * s, '90s'],
  [119 * s, '119s'],
  [2 * m, '2m'],
  [2 * m + 5 * s, '2m5s'],
  [9 * m + 59 * s, '9m59s'],
  [10 * m + 30 * s, '10m'],
  [179 * m, '179m'],
  [3 * h, '3h'],
  [7 * h + 59 * m, '7h59m'],
  [8 * h + 30 * m, '8h'],
  [47 * h, '47h'],
  [2 * d, '2d'],
  [2 * d + 4 * h, '2d4h'],
  [8 * d + 4 * h, '8d'],
  [729 * d, '729d'],
  [730 * d, '2y'],
  [800 * d, '2y70d'],
  [3000 * d, '8y'],
])('%d ms → %s', (ms, text) => {
  expect(humanDuration(ms)).toBe(text);
});

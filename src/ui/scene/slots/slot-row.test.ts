import { expect, it } from 'vitest';
import { levelOf } from './slot-row.tsx';

it.each([
  [7, 390, 'cards'],
  [8, 390, 'tiles'],
  [60, 1000, 'tiles'],
  [60, 390, 'chips'],
  [61, 2500, 'chips'],
  [250, 390, 'chips'],
  [251, 2500, 'field'],
  [10_000, 390, 'field'],
])('%d slots in %d px are %s', (count, width, level) => {
  expect(levelOf(count, width)).toBe(level);
});

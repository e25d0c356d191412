import { expect, it } from 'vitest';
import { layoutOf } from './dot-field.tsx';

it.each([
  [100, 900, 300],
  [1000, 900, 300],
  [10_000, 900, 400],
])('%d dots fit into %d × %d px', (count, width, height) => {
  const { pitch, columns } = layoutOf(count, width, height);
  expect(columns * pitch).toBeLessThanOrEqual(width);
  expect(Math.ceil(count / columns) * pitch).toBeLessThanOrEqual(height);
});

it('dots stay large enough to be told apart, and scroll, where there are too many', () => {
  expect(layoutOf(10_000, 300, 200).pitch).toBe(5);
  expect(layoutOf(10, 0, 0)).toEqual({ pitch: 5, columns: 1 });
});

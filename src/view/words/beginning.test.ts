import { expect, it } from 'vitest';
import { imageTag } from '../stage/pod.ts';
import { beginning } from './beginning.ts';
import { imageParts } from './image-parts.ts';

const long = 'x'.repeat(1_000_000);

it('a text that is too long to lay out is shown by its beginning', () => {
  expect(beginning('nginx:1.27')).toBe('nginx:1.27');
  expect(beginning(long).length).toBeLessThan(20_000);
  expect(beginning(long).endsWith('x…')).toBe(true);
});

it('so are the parts of an image', () => {
  const parts = [...imageParts(`${long}/${long}:1`), imageTag(`nginx:${long}`)];
  for (const part of parts) expect(part.length).toBeLessThan(20_000);
});

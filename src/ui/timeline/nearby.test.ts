import { expect, it } from 'vitest';
import type { Mark } from '../../timeline/marks.ts';
import { nearby } from './nearby.ts';

const marks = [100, 200, 200, 300, 900].map((at, i): Mark => ({ kind: 'ready', seq: i, at, name: `web-${i}` }));
const seqs = (at: number, within: number, most?: number) => {
  const { marks: near, more } = nearby(marks, at, within, most);
  return [...near.map(({ seq }) => seq), `+${more}`];
};

it('are those within reach, oldest first', () => {
  expect(seqs(200, 100)).toEqual([0, 1, 2, 3, '+0']);
  expect(seqs(899, 1)).toEqual([4, '+0']);
  expect(seqs(500, 50)).toEqual(['+0']);
});

it('are the nearest, where there are too many', () => {
  expect(seqs(260, 1000, 2)).toEqual([1, 3, '+3']);
});

it('are none where nothing is, before the first and after the last', () => {
  expect(seqs(0, 99)).toEqual(['+0']);
  expect(seqs(1000, 99)).toEqual(['+0']);
});

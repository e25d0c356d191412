import { expect, it } from 'vitest';
import type { SlotModel } from '../stage-model.ts';
import { ordinalOf, slotIndex, slotsBefore } from './find-slot.ts';

const slots = [3, 4, 5, 9].map((ordinal) => ({ ordinal }) as SlotModel);

it('finds a slot by its ordinal, where ordinals have a start and gaps', () => {
  expect([3, 5, 9, 0, 6, 10, null].map((ordinal) => slotIndex(slots, ordinal))).toEqual([0, 2, 3, -1, -1, -1, -1]);
  expect([0, 3, 6, 9, 10].map((ordinal) => slotsBefore(slots, ordinal))).toEqual([0, 0, 3, 3, 4]);
});

it.each([
  ['17', 17],
  [' web-17 ', 17],
  ['web-', null],
  ['db-17', null],
  ['1.5', null],
  ['', null],
])('reads %j as %j', (text, ordinal) => {
  expect(ordinalOf(text, 'web')).toBe(ordinal);
});

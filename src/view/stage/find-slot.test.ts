import { expect, it } from 'vitest';
import type { SlotModel } from '../stage-model.ts';
import { ordinalFrom, ordinalOf, podOrdinal, slotIndex, slotsBefore } from './find-slot.ts';

const slots = [3, 4, 5, 9].map((ordinal) => ({ ordinal }) as SlotModel);

it('finds a slot by its ordinal, where ordinals have a start and gaps', () => {
  expect([3, 5, 9, 0, 6, 10, null].map((ordinal) => slotIndex(slots, ordinal))).toEqual([0, 2, 3, -1, -1, -1, -1]);
  expect([0, 3, 6, 9, 10].map((ordinal) => slotsBefore(slots, ordinal))).toEqual([0, 0, 3, 3, 4]);
});

it('goes on from a slot by slots, not by ordinals, and never beyond the ends', () => {
  expect(ordinalFrom(slots, 5, 1)).toBe(9);
  expect(ordinalFrom(slots, 9, -2)).toBe(4);
  expect([ordinalFrom(slots, 4, 100), ordinalFrom(slots, 4, -100)]).toEqual([9, 3]);
  // Nobody is anywhere yet, or where one was is no slot any more.
  expect([ordinalFrom(slots, null, 7), ordinalFrom(slots, 6, 7)]).toEqual([3, 3]);
  expect(ordinalFrom([], null, 1)).toBeNull();
});

it('reads the ordinal of a Pod, whatever its set is called', () => {
  expect(['web-17', 'my-web-2-0'].map(podOrdinal)).toEqual([17, 0]);
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

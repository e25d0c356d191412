import { describe, expect, it } from 'vitest';
import { hasMoreLines, levelOf, slotsInSight } from './slot-density.ts';

const one = (count: number) => ({ count, claims: 1, phone: false });
const high = 40;

it.each([
  [7, 24, 'cards'],
  [8, 24, 'tiles'],
  [60, 62, 'tiles'],
  [60, 24, 'chips'],
  [61, 156, 'chips'],
  [250, 24, 'chips'],
  [251, 156, 'field'],
  [10_000, 24, 'field'],
])('%d slots in a width of %d rem are %s', (count, width, level) => {
  expect(levelOf(one(count), { width, height: high })).toBe(level);
});

it.each([
  [30, 'cards'],
  [21, 'short'],
  [19, 'brief'],
  [15, 'compact'],
  [10, 'bare'],
])('three slots in a height of %d rem are %s', (height, level) => {
  expect(levelOf(one(3), { width: 60, height })).toBe(level);
});

it('shows less of each slot where that brings all of them in sight', () => {
  expect(levelOf(one(5), { width: 42, height: high })).toBe('compact');
  expect(levelOf(one(3), { width: 42, height: high })).toBe('cards');
});

it('shows all of each slot where that does not', () => {
  expect(levelOf(one(3), { width: 16, height: high })).toBe('cards');
});

it('shows tiles where only they are all in sight', () => {
  const room = { width: 33, height: high };
  expect(levelOf(one(5), room)).toBe('tiles');
  expect(levelOf(one(5), { ...room, height: 12 })).toBe('compact');
  expect(levelOf(one(3), room)).toBe('cards');
  expect(levelOf(one(5), { ...room, width: 20 })).toBe('cards');
});

it('needs more height for each further claim', () => {
  const room = { width: 60, height: 30 };
  expect([1, 2, 4].map((claims) => levelOf({ ...one(3), claims }, room))).toEqual(['cards', 'short', 'compact']);
});

it('has room for a note of two lines where the lanes of a comparison on a phone are about 10 rem high', () => {
  const slots = { count: 3, claims: 1, phone: true, compared: true };
  expect([9, 9.625, 10].map((height) => hasMoreLines('bare', slots, { width: 22.4, height }))).toEqual([
    false,
    true,
    true,
  ]);
});

it('has room for a note of two lines in a few tiles, not in many', () => {
  const room = { width: 33, height: 14 };
  expect(hasMoreLines('tiles', one(5), room)).toBe(true);
  expect(hasMoreLines('tiles', one(5), { ...room, height: 13 })).toBe(false);
  expect(hasMoreLines('tiles', one(8), room)).toBe(false);
});

describe('slots in sight', () => {
  it('are as many whole ones as there is room for', () => {
    expect(slotsInSight(one(5), 'cards', { width: 22, height: high })).toBe(2);
    expect(slotsInSight(one(5), 'compact', { width: 24.1, height: high })).toBe(3);
  });

  it('are all of them, where there is room for more', () => {
    expect(slotsInSight(one(2), 'cards', { width: 60, height: high })).toBe(2);
  });

  it('are three on a phone', () => {
    expect(slotsInSight({ count: 5, phone: true }, 'short', { width: 22.4, height: high })).toBe(3);
  });

  it('are one at least', () => {
    expect(slotsInSight(one(5), 'cards', { width: 3, height: high })).toBe(1);
  });
});

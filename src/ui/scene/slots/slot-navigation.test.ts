import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { walk } from './slot-navigation.ts';

/** Three slots; the one in the middle has no claim yet. */
const rows = [4, 2, 4];
const go = (key: string, column: number, row: number, ctrlKey = false) =>
  walk({ key, ctrlKey }, { column, row }, rows, 2);

describe('walk', () => {
  it('goes from slot to slot and keeps to its row, also past a slot that lacks it', () => {
    expect(go('ArrowRight', 0, 3)).toEqual({ column: 1, row: 3 });
    expect(go('ArrowRight', 1, 3)).toEqual({ column: 2, row: 3 });
    expect(go('ArrowLeft', 0, 1)).toEqual({ column: 0, row: 1 });
  });

  it('goes up from what is seen of a short slot, and stops at its end', () => {
    expect(go('ArrowUp', 1, 3)).toEqual({ column: 1, row: 0 });
    expect(go('ArrowDown', 1, 1)).toEqual({ column: 1, row: 1 });
  });

  it('goes to the ends of the row, and with Ctrl to the corners', () => {
    expect(go('Home', 2, 1)).toEqual({ column: 0, row: 1 });
    expect(go('End', 0, 1)).toEqual({ column: 2, row: 1 });
    expect(go('Home', 2, 1, true)).toEqual({ column: 0, row: 0 });
    expect(go('End', 0, 1, true)).toEqual({ column: 2, row: 3 });
    expect(go('PageDown', 0, 1)).toEqual({ column: 2, row: 1 });
    expect(go('PageUp', 2, 1)).toEqual({ column: 0, row: 1 });
  });

  it('leaves other keys alone', () => {
    expect(go('Enter', 1, 1)).toBeNull();
    expect(go('a', 1, 1)).toBeNull();
  });

  it('never leaves the slots', () => {
    const keys = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'];
    const walks = fc.array(fc.record({ key: fc.constantFrom(...keys), ctrlKey: fc.boolean() }));
    const grids = fc.array(fc.integer({ min: 2, max: 9 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(grids, walks, fc.integer({ min: 1, max: 20 }), (grid, pressed, page) => {
        let place = { column: 0, row: 0 };
        for (const key of pressed) place = walk(key, place, grid, page) ?? place;
        expect(place.column).toBeGreaterThanOrEqual(0);
        expect(place.column).toBeLessThan(grid.length);
        expect(place.row).toBeGreaterThanOrEqual(0);
        expect(place.row).toBeLessThan(Math.max(...grid));
      }),
    );
  });
});

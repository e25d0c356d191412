import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  boundaryAt,
  boundaryPath,
  cellOf,
  clamped,
  indexAt,
  layoutOf,
  maxZoom,
  seenRange,
  showing,
  stepOf,
  whole,
  zoomedAt,
} from './grid-geometry.ts';

const sizes = fc.record({
  width: fc.integer({ min: 200, max: 2000 }),
  height: fc.integer({ min: 100, max: 1200 }),
});
const fields = fc.tuple(fc.integer({ min: 1, max: 12_000 }), sizes, fc.double({ min: 0, max: 1, noNaN: true }));
const looks = fc.tuple(fields, fc.double({ min: 0.2, max: 8, noNaN: true }), fc.tuple(fc.nat(2000), fc.nat(1200)));

describe('a field', () => {
  it.each([
    [300, 900, 300],
    [1000, 900, 300],
    [10_000, 900, 400],
  ])('has room for %d slots in %d × %d px', (count, width, height) => {
    const layout = layoutOf(count, { width, height });
    expect(layout.columns * layout.width).toBeLessThanOrEqual(width + 1e-6);
    expect(layout.rows * layout.height).toBeLessThanOrEqual(height);
    expect(layout.columns * layout.rows).toBeGreaterThanOrEqual(count);
    expect(layout.columns % 10).toBe(0);
  });

  it('keeps its cells large enough to be distinguished, and is higher than its box where there are too many', () => {
    const layout = layoutOf(10_000, { width: 350, height: 220 });
    expect(layout.height).toBe(4);
    expect(layout.rows * layout.height).toBeGreaterThan(220);
    expect(layoutOf(10, { width: 0, height: 0 })).toMatchObject({ columns: 1, rows: 10 });
  });

  it('finds each slot where it shows it, however one looks at it', () => {
    fc.assert(
      fc.property(looks, ([[count, size, share], factor, [x, y]]) => {
        const layout = layoutOf(count, size);
        const index = Math.min(Math.floor(share * count), count - 1);
        const camera = showing(index, zoomedAt(whole, factor, { x, y }, layout, size), layout, size);
        const cell = cellOf(index, layout, camera);
        const middle = { x: cell.x + cell.width / 2, y: cell.y + cell.height / 2 };
        expect(indexAt(middle, layout, camera)).toBe(index);
        expect(boundaryAt({ x: cell.x + 0.1, y: middle.y }, layout, camera)).toBe(index);
        // And it is in sight.
        expect(middle.y).toBeGreaterThanOrEqual(0);
        expect(middle.y).toBeLessThanOrEqual(size.height);
        expect(middle.x).toBeLessThanOrEqual(size.width);
        const [from, to] = seenRange(layout, camera, size);
        expect(index).toBeGreaterThanOrEqual(from);
        expect(index).toBeLessThan(to);
      }),
    );
  });

  it('leaves what is under the pointer where it is when it is zoomed, and goes no further than its cells are read', () => {
    const size = { width: 900, height: 300 };
    const layout = layoutOf(1000, size);
    const at = { x: 400, y: 150 };
    const camera = zoomedAt(whole, 2, at, layout, size);
    expect(indexAt(at, layout, camera)).toBe(indexAt(at, layout, whole));
    expect(zoomedAt(camera, 100, at, layout, size).zoom).toBe(maxZoom(layout));
    expect(zoomedAt(camera, 0.001, at, layout, size)).toEqual(clamped(whole, layout, size));
  });

  it('draws the partition along the end of one row and the beginning of the next', () => {
    const layout = { count: 100, columns: 10, rows: 10, width: 20, height: 10 };
    expect(boundaryPath(23, layout, whole)).toBe('M200.0 20.0L60.0 20.0L60.0 30.0L0.0 30.0');
  });

  it('has nothing beside it', () => {
    const layout = { count: 95, columns: 10, rows: 10, width: 20, height: 10 };
    expect(indexAt({ x: 201, y: 5 }, layout, whole)).toBeNull();
    expect(indexAt({ x: 190, y: 95 }, layout, whole)).toBeNull();
    expect(indexAt({ x: 5, y: -1 }, layout, whole)).toBeNull();
    expect(boundaryAt({ x: 5000, y: 5000 }, layout, whole)).toBe(95);
  });

  it('is walked through cell by cell, row by row, and as far as one sees', () => {
    const grid = { columns: 10, count: 95 };
    const keys = ['ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowUp', 'PageDown', 'PageUp'];
    expect(keys.map((key) => stepOf(key, grid, 4))).toEqual([1, -1, 10, -10, 40, -40]);
    expect(stepOf('End', grid)).toBe(95);
    expect(stepOf('x', grid)).toBeUndefined();
  });
});

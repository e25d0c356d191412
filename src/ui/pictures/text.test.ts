import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fit, wrap } from './text.ts';

/** Ten px for each character. */
const measure = (text: string): number => [...text].length * 10;

describe('fit', () => {
  it.each([
    ['web-0', 50, 'web-0'],
    ['web-0', 49, 'web…'],
    ['web-0', 0, '…'],
    ['网页服务器', 30, '网页…'],
  ])('%j into %d px is %j', (text, width, shown) => {
    expect(fit(text, width, measure)).toBe(shown);
  });
});

describe('wrap', () => {
  it.each([
    ['web-2 is not created', 100, 3, ['web-2 is', 'not', 'created']],
    ['web-2 is not created', 100, 2, ['web-2 is', 'not creat…']],
    ['web-2 is not created', 200, 1, ['web-2 is not created']],
    // Chinese is broken between any two characters, but a line does not begin with a full stop.
    ['暂不创建网页。', 60, 2, ['暂不创建网', '页。']],
    ['', 100, 2, []],
  ])('%j into %d px, %d lines', (text, width, most, lines) => {
    expect(wrap(text, width, most, measure)).toEqual(lines);
  });

  it('gives no more lines than there may be, and none that is wider', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.integer({ min: 10, max: 300 }),
        fc.integer({ min: 1, max: 5 }),
        (text, width, most) => {
          const lines = wrap(text, width, most, measure);
          expect(lines.length).toBeLessThanOrEqual(most);
          for (const line of lines) expect(measure(line)).toBeLessThanOrEqual(width);
        },
      ),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { Lines, LineTooLong } from './lines.ts';

const text = ['{"a":"有状态"}', '', '{"b":"😀 é"}', '{"c":1}', ''].join('\n');
const bytes = new TextEncoder().encode(text);
const whole = ['{"a":"有状态"}', '{"b":"😀 é"}', '{"c":1}'];

describe('lines that come in pieces', () => {
  it.each([1, 2, 3, 5, 1000])('are the same in pieces of %i bytes', (size) => {
    const lines = new Lines(100);
    const found: string[] = [];
    for (let i = 0; i < bytes.length; i += size) found.push(...lines.take(bytes.subarray(i, i + size)));
    expect(found).toEqual(whole);
  });

  it('are the same in pieces that end anywhere', () => {
    for (let step = 1; step < 200; step++) {
      const lines = new Lines(100);
      const found: string[] = [];
      for (let i = 0, to = 0; i < bytes.length; i = to) {
        to = i + 1 + ((i * step) % 9);
        found.push(...lines.take(bytes.subarray(i, to)));
      }
      expect(found).toEqual(whole);
    }
  });

  it('are bounded, complete or not', () => {
    expect(() => new Lines(5).take(new TextEncoder().encode('123456\n'))).toThrow(LineTooLong);
    const lines = new Lines(5);
    expect(lines.take(new TextEncoder().encode('12345'))).toEqual([]);
    expect(() => lines.take(new TextEncoder().encode('6'))).toThrow(LineTooLong);
  });
});

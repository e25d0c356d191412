import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type TextChange, changeBetween } from './change.ts';

const applied = (before: string, { from, to, text }: TextChange): string =>
  before.slice(0, from) + text + before.slice(to);

describe('changeBetween', () => {
  it('is nothing for equal texts', () => {
    expect(changeBetween('replicas: 3\n', 'replicas: 3\n')).toBeNull();
  });

  it('replaces only the value that differs', () => {
    const before = 'spec:\n  replicas: 3\n  serviceName: nginx\n';
    const change = changeBetween(before, before.replace('3', '5'))!;
    expect(before.slice(change.from, change.to)).toBe('3');
    expect(change.text).toBe('5');
  });

  it('inserts a line among lines like it', () => {
    expect(changeBetween('a\na\n', 'a\na\na\n')).toMatchObject({ text: 'a\n' });
    expect(changeBetween('a\na\na\n', 'a\na\n')).toMatchObject({ text: '' });
  });

  it('does not cut a character in half', () => {
    // Both differ in the second code unit only.
    const change = changeBetween('x: 😀', 'x: 😁')!;
    expect(change).toEqual({ from: 3, to: 5, text: '😁' });
    // And here in the first one only: U+1F600 and U+2F600.
    expect(changeBetween('\u{1F600}', '\u{2F600}')).toEqual({ from: 0, to: 2, text: '\u{2F600}' });
  });

  it('turns any text into any other, and leaves whole characters behind', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\n', '😀', '😁', '\u{2F600}', '：') });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const change = changeBetween(before, after);
        expect(change === null ? before : applied(before, change)).toBe(after);
        for (const part of [before.slice(0, change?.from ?? 0), change?.text ?? '', before.slice(change?.to ?? 0)]) {
          expect(part).not.toMatch(/\p{Surrogate}/u);
        }
      }),
    );
  });
});

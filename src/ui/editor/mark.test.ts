import { describe, expect, it } from 'vitest';
import { markedRange } from './mark.ts';

const lines = ['spec:', '  replicas: three  ', ''];

describe('markedRange', () => {
  it('marks the text of a line without the space around it', () => {
    expect(markedRange({ line: 2 }, lines)).toEqual({
      startLineNumber: 2,
      startColumn: 3,
      endLineNumber: 2,
      endColumn: 18,
    });
  });

  it('marks from a column to the end of the line, or to the place that is named', () => {
    expect(markedRange({ line: 2, column: 13 }, lines)).toMatchObject({ startColumn: 13, endColumn: 18 });
    expect(markedRange({ line: 1, column: 1, endLine: 2, endColumn: 11 }, lines)).toEqual({
      startLineNumber: 1,
      startColumn: 1,
      endLineNumber: 2,
      endColumn: 11,
    });
  });

  it('stays inside of the text, and visible on an empty line', () => {
    expect(markedRange({ line: 9 }, lines)).toMatchObject({ startLineNumber: 3, startColumn: 1, endColumn: 2 });
    expect(markedRange({ line: 0 }, lines)).toMatchObject({ startLineNumber: 1 });
  });
});

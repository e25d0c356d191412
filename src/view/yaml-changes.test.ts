import { expect, it } from 'vitest';
import { newLines, yamlLinesOf } from './yaml-changes.ts';

const changed = (before: string, after: string): string[] => {
  const lines = yamlLinesOf(after);
  const keys = newLines(yamlLinesOf(before), lines);
  return lines.filter(({ key }) => keys.has(key)).map(({ text }) => text.trim());
};

it('finds the value that has changed, and nothing else', () => {
  expect(changed('a:\n  b: 1\n  c: 2\n', 'a:\n  b: 1\n  c: 3\n')).toEqual(['c: 3']);
});

it('is not misled by lines that have moved down', () => {
  expect(changed('a: 1\nb: 2\n', 'new: 0\na: 1\nb: 2\n')).toEqual(['new: 0']);
});

it('tells equal lines apart by the keys above them', () => {
  expect(changed('a:\n  x: 1\nb:\n  x: 2\n', 'a:\n  x: 1\nb:\n  x: 1\n')).toEqual(['x: 1']);
});

it('tells apart items of a list that are alike', () => {
  expect(changed('- a\n- a\n', '- a\n- a\n- a\n')).toEqual(['- a']);
});

it('has a key of its own for each line', () => {
  const keys = yamlLinesOf('- a: 1\n  b: 1\n- a: 1\n  b: 1\n').map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
});

it('calls nothing new in a text that is seen for the first time', () => {
  expect(newLines(null, yamlLinesOf('a: 1')).size).toBe(0);
});

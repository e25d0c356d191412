import { expect, it } from 'vitest';
import { editLine } from './line-editing.ts';

/** `|` is the caret. */
const line = (marked: string) => ({ text: marked.replace('|', ''), caret: marked.indexOf('|') });

it.each([
  ['a', 'get po|ds', '|get pods'],
  ['e', 'get po|ds', 'get pods|'],
  ['u', 'get po|ds', '|ds'],
  ['k', 'get po|ds', 'get po|'],
  ['w', 'get po|ds', 'get |ds'],
  ['w', 'get pods  |', 'get |'],
  ['w', '|get', '|get'],
  ['u', 'one\ntwo| x', 'one\n| x'],
  ['k', 'o|ne\ntwo', 'o|\ntwo'],
  ['a', 'one\ntw|o', 'one\n|two'],
  ['e', 'o|ne\ntwo', 'one|\ntwo'],
])('Ctrl-%s: %j becomes %j', (key, before, after) => {
  expect(editLine(key, line(before))).toEqual(line(after));
});

it('knows no other keys', () => {
  expect(editLine('x', line('a|'))).toBeUndefined();
});

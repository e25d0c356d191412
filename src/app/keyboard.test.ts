import { expect, it } from 'vitest';
import { actionForKey } from './keyboard.ts';

/** An element inside of one that matches any selector which names `tag`. */
const inside = (tag: string) => ({ closest: (selectors: string) => selectors.split(', ').includes(tag) || null });

it.each([
  [' ', 'togglePlay'],
  ['.', 'step'],
  ['+', 'addReplica'],
  ['=', 'addReplica'],
  ['-', 'removeReplica'],
  ['x', undefined],
])('%j → %s', (key, id) => {
  expect(actionForKey(key, inside('main'))?.id).toBe(id);
});

it.each(['textarea', 'input', '[role="textbox"]'])('leaves keys to %s', (tag) => {
  for (const key of [' ', '.', '+', '-']) expect(actionForKey(key, inside(tag))).toBeUndefined();
});

it('leaves Space, and only Space, to a button', () => {
  expect(actionForKey(' ', inside('button'))).toBeUndefined();
  expect(actionForKey('.', inside('button'))?.id).toBe('step');
});

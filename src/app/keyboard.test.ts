import { describe, expect, it } from 'vitest';
import { actionForKey } from './keyboard.ts';

/** An element inside one that matches each selector that names `tag`. */
const inside = (tag: string) => ({ closest: (selectors: string) => selectors.split(', ').includes(tag) || null });
const plain = { ctrlKey: false, metaKey: false, shiftKey: false };
const page = { presenting: false };
const stage = { presenting: true };
const idOf = (key: string, tag: string, mode = page, held: Partial<typeof plain> = {}) =>
  actionForKey({ ...plain, ...held, key }, inside(tag), mode);

it.each([
  [' ', 'togglePlay'],
  ['.', 'step'],
  [',', 'stepBack'],
  ['+', 'addReplica'],
  ['=', 'addReplica'],
  ['-', 'removeReplica'],
  ['?', 'openShortcuts'],
  ['？', 'openShortcuts'],
  ['p', 'present'],
  ['x', undefined],
  ['PageDown', undefined],
])('%j → %s', (key, id) => {
  expect(idOf(key, 'main')).toBe(id);
});

it.each([
  ['z', { ctrlKey: true }, 'undo'],
  ['Z', { metaKey: true, shiftKey: true }, 'redo'],
  ['y', { ctrlKey: true }, 'redo'],
  ['k', { ctrlKey: true }, 'openPalette'],
  ['Enter', { metaKey: true }, 'apply'],
] as const)('a command with %j', (key, held, id) => {
  expect(idOf(key, 'main', page, held)).toBe(id);
});

it.each(['textarea', 'input', '[role="textbox"]'])('leaves keys to %s', (tag) => {
  for (const key of [' ', '.', '+', '-', '?', 'p', 'Escape']) expect(idOf(key, tag)).toBeUndefined();
  for (const key of ['z', 'y', 'Enter']) expect(idOf(key, tag, page, { ctrlKey: true })).toBeUndefined();
});

it('opens the commands from a text, but leaves Ctrl-K to the shell', () => {
  expect(idOf('k', 'textarea', page, { ctrlKey: true })).toBe('openPalette');
  expect(idOf('k', '.terminal-input', page, { ctrlKey: true })).toBeUndefined();
  expect(idOf('k', '.terminal-input', page, { metaKey: true })).toBe('openPalette');
});

it('leaves Space, and only Space, to a button', () => {
  expect(idOf(' ', 'button')).toBeUndefined();
  expect(idOf('.', 'button')).toBe('step');
});

describe('before a class', () => {
  it.each([
    ['PageDown', 'step'],
    ['ArrowRight', 'step'],
    ['.', 'step'],
    ['PageUp', 'stepBack'],
    ['ArrowLeft', 'stepBack'],
    [' ', 'togglePlay'],
    ['t', 'recallTerminal'],
    ['b', 'recallBlank'],
    ['Escape', 'stopPresenting'],
    ['p', 'present'],
  ])('%j → %s', (key, id) => {
    expect(idOf(key, 'main', stage)).toBe(id);
  });

  it('obeys the clicker whatever has the focus, and nothing else while text is edited', () => {
    expect(idOf('PageDown', 'textarea', stage)).toBe('step');
    for (const key of ['ArrowRight', '.', 't', 'Escape', ' ']) expect(idOf(key, 'textarea', stage)).toBeUndefined();
  });
});

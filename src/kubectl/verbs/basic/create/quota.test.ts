import { expect, it } from 'vitest';
import { newSession } from '../../../testing/session.ts';

it.each([
  ['--hard=pods=1,foo', 'Invalid argument syntax foo, expected <resource>=<value>'],
  ['--hard=pods=1,', 'Invalid argument syntax , expected <resource>=<value>'],
  ['--scopes=BestEffort,', 'invalid resource quota scope ""'],
  ['--hard=pods=x', "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"],
])('create quota refuses %s by itself', (flags, message) => {
  expect(newSession().run(`create quota q ${flags}`)).toEqual({ stdout: '', stderr: `error: ${message}\n`, exit: 1 });
});

import { describe, expect, it } from 'vitest';
import { jsonPatch } from './json-patch.ts';
import { StatusError } from '../base/status-error.ts';

const object = { a: { b: [1, 2, 3] }, 'x/y': 1, 'm~n': 2 };

describe('A JSON Patch', () => {
  it.each([
    ['adds a field', [{ op: 'add', path: '/c', value: 1 }], { ...object, c: 1 }],
    ['inserts into a list', [{ op: 'add', path: '/a/b/1', value: 9 }], { ...object, a: { b: [1, 9, 2, 3] } }],
    ['appends to a list', [{ op: 'add', path: '/a/b/-', value: 9 }], { ...object, a: { b: [1, 2, 3, 9] } }],
    ['removes an item', [{ op: 'remove', path: '/a/b/0' }], { ...object, a: { b: [2, 3] } }],
    ['replaces what is there', [{ op: 'replace', path: '/a/b/2', value: 7 }], { ...object, a: { b: [1, 2, 7] } }],
    ['moves', [{ op: 'move', from: '/a/b', path: '/b' }], { ...object, a: {}, b: [1, 2, 3] }],
    ['copies', [{ op: 'copy', from: '/a/b/0', path: '/b' }], { ...object, b: 1 }],
    ['goes on after a test that holds', [{ op: 'test', path: '/a/b/0', value: 1 }], object],
    [
      'reads escaped slashes and tildes',
      [
        { op: 'remove', path: '/x~1y' },
        { op: 'remove', path: '/m~0n' },
      ],
      { a: object.a },
    ],
  ])('%s', (_, patch, expected) => {
    expect(jsonPatch(object, patch)).toEqual(expected);
    expect(object.a.b).toEqual([1, 2, 3]);
  });

  it.each([
    ['replaces what is not there', [{ op: 'replace', path: '/c', value: 1 }]],
    ['removes what is not there', [{ op: 'remove', path: '/a/b/3' }]],
    ['adds below what is not there', [{ op: 'add', path: '/c/d', value: 1 }]],
    ['inserts beyond the end of a list', [{ op: 'add', path: '/a/b/4', value: 1 }]],
    ['tests another value', [{ op: 'test', path: '/a/b/0', value: 2 }]],
    ['reaches for what every object inherits', [{ op: 'test', path: '/constructor', value: 1 }]],
    ['names an operation that there is not', [{ op: 'merge', path: '/a', value: 1 }]],
    ['has no path', [{ op: 'remove' }]],
  ])('is refused without a reason when it %s', (_, patch) => {
    expect(() => jsonPatch(object, patch)).toThrow(StatusError);
  });

  it('does not copy an object into itself without end', () => {
    const doubling = Array.from({ length: 60 }, (_, i) => ({ op: 'copy', from: '/a', path: `/a/n${i}` }));
    expect(() => jsonPatch(object, doubling)).toThrow(StatusError);
  });
});

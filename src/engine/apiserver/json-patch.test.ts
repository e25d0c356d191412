import { describe, expect, it } from 'vitest';
import { jsonPatch } from './json-patch.ts';

const object = { spec: { replicas: 3, list: ['a', 'b'] }, 'a/b': { 'c~d': 1 } };

describe('a JSON Patch', () => {
  it.each([
    ['adds a field', [{ op: 'add', path: '/spec/paused', value: true }], { spec: { ...object.spec, paused: true } }],
    [
      'adds in the place of one',
      [{ op: 'add', path: '/spec/replicas', value: 1 }],
      { spec: { ...object.spec, replicas: 1 } },
    ],
    [
      'inserts into a list',
      [{ op: 'add', path: '/spec/list/1', value: 'x' }],
      { spec: { ...object.spec, list: ['a', 'x', 'b'] } },
    ],
    [
      'appends to a list',
      [{ op: 'add', path: '/spec/list/-', value: 'x' }],
      { spec: { ...object.spec, list: ['a', 'b', 'x'] } },
    ],
    ['replaces', [{ op: 'replace', path: '/spec/list/0', value: 'x' }], { spec: { ...object.spec, list: ['x', 'b'] } }],
    ['removes', [{ op: 'remove', path: '/spec/replicas' }], { spec: { list: ['a', 'b'] } }],
    ['removes from a list', [{ op: 'remove', path: '/spec/list/0' }], { spec: { ...object.spec, list: ['b'] } }],
    ['moves', [{ op: 'move', from: '/spec/replicas', path: '/spec/n' }], { spec: { list: ['a', 'b'], n: 3 } }],
    [
      'copies',
      [{ op: 'copy', from: '/spec/list', path: '/spec/more' }],
      { spec: { ...object.spec, more: ['a', 'b'] } },
    ],
    ['tests', [{ op: 'test', path: '/spec/list', value: ['a', 'b'] }], {}],
    ['reads escaped names', [{ op: 'replace', path: '/a~1b/c~0d', value: 2 }], { 'a/b': { 'c~d': 2 } }],
  ])('%s', (_, operations, change) => {
    expect(jsonPatch(object, operations)).toEqual({ ...object, ...change });
  });

  it.each([
    [null],
    [{}],
    [[null]],
    [[{ op: 'fold', path: '/spec' }]],
    [[{ op: 'add', path: 'spec', value: 1 }]],
    [[{ op: 'add', path: '', value: 1 }]],
    [[{ op: 'add', path: '/no/such', value: 1 }]],
    [[{ op: 'add', path: '/spec/list/3', value: 1 }]],
    [[{ op: 'add', path: '/spec/replicas/x', value: 1 }]],
    [[{ op: 'replace', path: '/spec/nope', value: 1 }]],
    [[{ op: 'replace', path: '/spec/list/-', value: 1 }]],
    [[{ op: 'remove', path: '/spec/list/2' }]],
    [[{ op: 'remove', path: '/spec/toString' }]],
    [[{ op: 'move', from: '/spec/nope', path: '/spec/n' }]],
    [[{ op: 'test', path: '/spec/replicas', value: 4 }]],
  ])('%j is rejected', (operations) => {
    expect(() => jsonPatch(object, operations)).toThrow(
      'the server rejected our request due to an error in our request',
    );
  });

  it('does not copy an object into itself until there is no end', () => {
    const doubling = Array.from({ length: 60 }, (_, i) => ({ op: 'copy', from: '/spec', path: `/spec/n${i}` }));
    expect(() => jsonPatch(object, doubling)).toThrow('rejected');
  });
});

// Tests how one kind handles the events of its watch, and their absence.
import { beforeEach, describe, expect, it } from 'vitest';
import {
  answer,
  asked,
  begin,
  changes,
  effects,
  hear,
  line,
  list,
  open,
  pass,
  pod,
  shown,
  take,
  wait,
  watch,
} from './testing/followed-pods.ts';

beforeEach(() => begin());

describe('a watch from which nothing comes', () => {
  it('is given up after two and a half minutes, and opened again at the same version', () => {
    open();
    expect(wait()).toBe(150);
    expect(effects).toEqual([{ do: 'abort', request: 2 }]);
    expect(shown()).toMatchObject({ trouble: 'silent', phase: 'resting' });
    wait();
    expect(asked()).toHaveProperty('address', expect.stringContaining('resourceVersion=100&'));
  });

  it('is given up when the computer has slept', () => {
    open();
    pass(3_600_000);
    take({ type: 'slept' });
    expect(effects).toEqual([{ do: 'abort', request: 2 }]);
    expect(shown()).toMatchObject({ trouble: 'slept', stale: true });
    wait();
    expect(asked()).toMatchObject({ do: 'watch' });
    expect(asked()).toHaveProperty('address', expect.stringContaining('resourceVersion=100&'));
  });

  it('and a list without an answer is asked for again', () => {
    expect(wait()).toBe(30);
    expect(effects).toEqual([{ do: 'abort', request: 1 }]);
    expect(shown().trouble).toBe('unreachable');
  });

  it('is not taken for dead when the clock is set back', () => {
    open();
    pass(-10_000_000);
    expect(wait()).toBe(151);
  });
});

describe('an event', () => {
  beforeEach(() => open([pod('a', '1')]));
  const say = (type: string, object: object): void => hear({ type: 'line', text: line(type, object) });

  it('that comes again changes nothing', () => {
    say('MODIFIED', pod('a', '2'));
    expect(changes()).toEqual(['MODIFIED a']);
    say('MODIFIED', pod('a', '2'));
    say('MODIFIED', pod('a', '1'));
    expect(changes()).toEqual([]);
    expect(watch.version).toBe('2');
  });

  it('of an object that is gone changes nothing', () => {
    say('DELETED', pod('a', '5'));
    expect(changes()).toEqual(['DELETED a']);
    say('DELETED', pod('a', '5'));
    say('MODIFIED', pod('a', '4'));
    expect(changes()).toEqual([]);
    say('ADDED', pod('b', '6'));
    expect(changes()).toEqual(['ADDED b']);
  });

  it('of another object with the same name says that the first is gone', () => {
    say('ADDED', pod('b', '6'));
    expect(changes()).toEqual(['DELETED a', 'ADDED b']);
    expect(shown().count).toBe(1);
  });

  it('loses its managedFields, of which the last writer is kept', () => {
    const managedFields = [
      { manager: 'kubectl-edit', time: '2026-11-29T01:00:09Z', operation: 'Update' },
      { manager: 'kubelet', time: '2026-11-29T01:00:01Z', operation: 'Update', subresource: 'status' },
    ];
    say('MODIFIED', pod('a', '2', 'web-0', { managedFields }));
    expect(watch.objects[0]!.metadata).not.toHaveProperty('managedFields');
    expect(effects).toMatchObject([{ changes: [{ writer: { manager: 'kubectl-edit' } }] }]);
  });

  it.each([
    ['no JSON', '{"type":"ADDED","object":{'],
    ['no event', '[]'],
    ['no type that is known', '{"type":"RENAMED","object":{}}'],
    ['a bookmark without a version', '{"type":"BOOKMARK","object":{"metadata":{}}}'],
    ['nested too deep', `{"type":"ADDED","object":${'['.repeat(5000)}${']'.repeat(5000)}}`],
  ])('that is %s ends the watch: the kind is listed anew', (_, text) => {
    hear({ type: 'line', text });
    expect(effects).toEqual([{ do: 'abort', request: 2 }]);
    wait();
    expect(asked()).toMatchObject({ do: 'list' });
    expect(shown()).toMatchObject({ trouble: 'malformed', count: 1 });
  });

  it.each([
    ['of another kind', { ...pod('b', '2'), kind: 'Node' }],
    ['without a uid', pod('', '2')],
    ['without a version', pod('b', '')],
    ['without a namespace', pod('b', '2', 'web-9', { namespace: undefined })],
    ['with a time that is none', pod('b', '2', 'web-9', { creationTimestamp: 'yesterday' })],
    ['with labels that are none', pod('b', '2', 'web-9', { labels: { app: {} } })],
    ['with a spec that is none', { ...pod('b', '2', 'web-9'), spec: { containers: 'nginx' } }],
  ])('of an object %s is left out and counted', (_, object) => {
    say('ADDED', object);
    expect(changes()).toEqual([]);
    expect(shown()).toMatchObject({ count: 1, unreadable: 1, phase: 'watching' });
  });

  it('is not heard on a watch that was given up', () => {
    take({ type: 'line', request: 1, text: line('ADDED', pod('b', '2')) });
    expect(effects).toEqual([]);
  });
});

describe('a bound', () => {
  it('of objects ends the list, and says so', () => {
    begin({ limits: { objects: 2 } });
    answer(list('100', [pod('a', '1'), pod('b', '2', 'web-1'), pod('c', '3', 'web-2')]));
    expect(shown()).toMatchObject({ trouble: 'tooMany', count: 0 });
    expect(wait()).toBeGreaterThanOrEqual(300);
  });

  it('of objects ends the watch as well', () => {
    begin({ limits: { objects: 1 } });
    open([pod('a', '1')]);
    hear({ type: 'line', text: line('ADDED', pod('b', '2', 'web-1')) });
    expect(effects.map((effect) => effect.do)).toEqual(['record', 'abort']);
    expect(shown().trouble).toBe('tooMany');
  });

  it('of the size of an answer is shown', () => {
    hear({ type: 'tooLarge' });
    expect(shown().trouble).toBe('tooLarge');
  });
});

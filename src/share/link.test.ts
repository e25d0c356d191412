import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeSession, deflateWithin, encodeSession, encodeWithin } from './link.ts';
import { parseSession } from './read-session.ts';
import type { Session } from './session.ts';

const user = { name: 'user', reason: 'test' };

const session: Session = {
  version: 2,
  seed: 7,
  example: 'complete',
  text: 'kind: StatefulSet # 有状态\n',
  runs: [
    {
      id: 1,
      name: null,
      from: null,
      inputs: [{ at: 1.5, after: 3, verb: 'delete', args: ['pods', 'web-0', 'default', user] }],
      texts: [{ inputs: 0, text: 'a' }],
      at: 99.25,
      after: 1,
    },
    { id: 2, name: '<b>二</b>', from: { id: 1, at: 3, inputs: 1 }, inputs: [], texts: [], at: 0 },
  ],
  run: 2,
  moment: 2.125,
  place: { at: 1.5, after: 3, inputs: 1 },
  set: 'default/web',
  beside: 1,
  view: 'table',
  inspected: { resource: 'nodes', name: 'node-1' },
  paused: true,
  speed: 8,
  lessonFile: 'id: mine # 课\n',
  files: { 'a.txt': '文' },
};

it('gives back what was put in, from the alphabet of addresses', () => {
  const link = encodeSession(session);
  expect(link).toMatch(/^v2\.[A-Za-z0-9_-]+$/);
  expect(decodeSession(`#${link}`)).toEqual(session);
});

it('gives back any session', () => {
  const input = fc.record({
    at: fc.double({ min: 0, max: 1e9, noNaN: true }),
    after: fc.nat(),
    verb: fc.constant('patch'),
    args: fc.tuple(
      ...[fc.string(), fc.string(), fc.string(), fc.constant('merge')],
      ...[fc.jsonValue({ maxDepth: 3 }), fc.constant(user)],
    ),
  });
  fc.assert(
    fc.property(fc.array(input, { maxLength: 10 }), fc.string({ unit: 'binary' }), (inputs, text) => {
      const given = inputs.map((input) => ({ ...input, at: input.at + 0 }));
      const any: Session = { ...session, text, runs: [{ ...session.runs[0]!, inputs: given }], run: 1 };
      expect(decodeSession(encodeSession(any))).toEqual(JSON.parse(JSON.stringify(any)));
    }),
    { numRuns: 30 },
  );
});

describe('large sessions', () => {
  const megabyte = 2 ** 20;
  /** Bytes without a pattern: they do not compress. */
  function noise(length: number): Uint8Array {
    let x = 1;
    return Uint8Array.from({ length }, () => (x = (x * 48271) % 2147483647) & 255);
  }
  function piecesOf(bytes: Uint8Array, max: number): number {
    let pieces = 0;
    deflateWithin(bytes, max, () => pieces++);
    return pieces;
  }

  it('what does not compress is given up soon after it is too long', () => {
    expect(piecesOf(noise(4 * megabyte), megabyte / 4)).toBeLessThanOrEqual(7);
  });

  it('what compresses is compressed to its end', () => {
    expect(piecesOf(new Uint8Array(4 * megabyte), megabyte / 4)).toBe(64);
  });

  it('come back as they were, up to the longest link', () => {
    const text = Array.from({ length: 12_000 }, (_, i) => `  key${i}: value${i}\n`).join('');
    const link = encodeWithin({ ...session, text }, 512 * 1024);
    expect(decodeSession(link!).text).toBe(text);
    expect(encodeWithin({ ...session, text }, link!.length)).toBe(link);
    expect(encodeWithin({ ...session, text }, link!.length - 8)).toBeNull();
  });
});

describe('what is no link', () => {
  it.each([
    ['', 'Unreadable'],
    ['#', 'Unreadable'],
    ['v2.', 'Unreadable'],
    ['v2.***', 'Unreadable'],
    [`${encodeSession(session).slice(0, -9)}`, 'Unreadable'],
    ['v2.AAAA', 'Unreadable'],
    ['v3.AAAA', 'NewerVersion'],
    [`v2.${'A'.repeat(600_000)}`, 'TooLarge'],
  ])('%.20s… is refused: %s', (link, code) => {
    expect(() => decodeSession(link)).toThrow(code);
  });

  const withInput = (input: object) => ({ ...session, runs: [{ ...session.runs[0], inputs: [input] }], run: 1 });
  const nested = JSON.parse('['.repeat(200) + ']'.repeat(200)) as unknown;
  it.each([
    { ...session, runs: [] },
    { ...session, runs: [session.runs[0], session.runs[0]] },
    { ...session, runs: 'x' },
    { ...session, run: 9 },
    { ...session, seed: -1 },
    { ...session, seed: 1.5 },
    { ...session, moment: 'now' },
    { ...session, text: null },
    { ...session, inspected: 'web-0' },
    { ...session, files: Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`${i}.txt`, ''])) },
    {
      ...session,
      runs: [{ ...session.runs[0], inputs: Array<object>(30_000).fill(session.runs[0]!.inputs[0]!) }],
      run: 1,
    },
    withInput({ at: 1e12, verb: 'delete', args: ['pods', 'web-0', 'default', user] }),
    withInput({ at: 0, verb: 'explode', args: [] }),
    withInput({ at: 0, verb: 'constructor', args: [] }),
    withInput({ at: 0, verb: 'delete', args: ['pods', 'web-0', 'default', null] }),
    withInput({ at: 0, verb: 'delete', args: ['pods', null, 'default', user] }),
    withInput({ at: 0, verb: 'create', args: [null, user] }),
    withInput({ at: 0, verb: 'patch', args: ['pods', 'web-0', 'default', 'magic', {}, user] }),
    withInput({ at: 0, verb: 'patch', args: ['pods', 'web-0', 'default', 'merge', nested, user] }),
  ])('malformed sessions are refused (%#)', (wrong) => {
    expect(() => decodeSession(encodeSession(wrong as Session))).toThrow('Malformed');
  });

  it('fields whose values this version does not know are left out', () => {
    const unknown = { ...session, view: 'galaxy', speed: 3, paused: 'yes', more: 1 } as unknown as Session;
    const { view, speed, paused, ...known } = session;
    expect([view, speed, paused]).not.toContain(undefined);
    expect(decodeSession(encodeSession(unknown))).toEqual(known);
  });

  it('a newer session within an old link says so', () => {
    const newer = { ...session, version: 3 };
    expect(() => decodeSession(encodeSession(newer).replace('v3', 'v2'))).toThrow('NewerVersion');
  });

  it('a bomb does not go off', () => {
    const bomb = { ...session, text: 'a'.repeat(20 * 1024 * 1024) };
    expect(() => decodeSession(encodeSession(bomb))).toThrow('TooLarge');
  });

  it('counts the bytes of what it unfolds: characters have up to three', () => {
    const bomb = { ...session, text: '字'.repeat(3 * 1024 * 1024) };
    expect(() => decodeSession(encodeSession(bomb))).toThrow('TooLarge');
  });

  it('a file that is too long is refused before it is read', () => {
    expect(() => parseSession('['.repeat(10 * 1024 * 1024))).toThrow('TooLarge');
  });

  it('never throws anything else', () => {
    fc.assert(
      fc.property(fc.string(), (noise) => {
        try {
          decodeSession(`v2.${noise}`);
        } catch (error) {
          expect((error as Error).name).toBe('SessionError');
        }
      }),
    );
  });
});

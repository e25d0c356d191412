import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeSession, encodeSession } from './link.ts';
import type { Session } from './session.ts';

const session: Session = {
  version: 1,
  seed: 7,
  example: 'complete',
  text: 'kind: StatefulSet # 有状态\n',
  runs: [
    {
      id: 1,
      name: null,
      from: null,
      inputs: [{ at: 1.5, steps: 3, verb: 'delete', args: ['pods', 'web-0', 'default', null] }],
      texts: [{ inputs: 0, text: 'a' }],
      steps: 12,
      at: 99.25,
    },
    { id: 2, name: '<b>二</b>', from: { id: 1, at: 3, inputs: 1 }, inputs: [], texts: [], steps: 0, at: 0 },
  ],
  run: 2,
  moment: 2.125,
  set: 'default/web',
  beside: 1,
  language: 'zh',
};

it('gives back what was put in, from the alphabet of addresses', () => {
  const link = encodeSession(session);
  expect(link).toMatch(/^v1\.[A-Za-z0-9_-]+$/);
  expect(decodeSession(`#${link}`)).toEqual(session);
});

it('gives back any session', () => {
  const input = fc.record({
    at: fc.double({ min: 0, max: 1e9, noNaN: true }),
    steps: fc.nat(),
    verb: fc.string({ maxLength: 20 }),
    args: fc.array(fc.jsonValue({ maxDepth: 3 }), { maxLength: 5 }),
  });
  fc.assert(
    fc.property(fc.array(input, { maxLength: 10 }), fc.string({ unit: 'binary' }), (inputs, text) => {
      const steps = inputs.map((i) => ({ ...i, at: i.at + 0, steps: i.steps % 1000 }));
      const any: Session = { ...session, text, runs: [{ ...session.runs[0]!, inputs: steps }], run: 1 };
      expect(decodeSession(encodeSession(any))).toEqual(JSON.parse(JSON.stringify(any)));
    }),
    { numRuns: 30 },
  );
}, 20_000);

describe('what is no link', () => {
  it.each([
    ['', 'Unreadable'],
    ['#', 'Unreadable'],
    ['v1.', 'Unreadable'],
    ['v1.***', 'Unreadable'],
    [`${encodeSession(session).slice(0, -9)}`, 'Unreadable'],
    ['v2.AAAA', 'NewerVersion'],
    [`v1.${'A'.repeat(600_000)}`, 'TooLarge'],
  ])('%.20s… is refused: %s', (link, code) => {
    expect(() => decodeSession(link)).toThrow(code);
  });

  it.each([
    { ...session, runs: [] },
    { ...session, runs: [session.runs[0], session.runs[0]] },
    { ...session, runs: 'x' },
    { ...session, seed: -1 },
    { ...session, moment: 'now' },
    { ...session, text: null },
    { ...session, runs: [{ ...session.runs[0], inputs: [{ at: 0, steps: 1e12, verb: 'create', args: [] }] }] },
  ])('malformed sessions are refused (%#)', (wrong) => {
    expect(() => decodeSession(encodeSession(wrong as Session))).toThrow('Malformed');
  });

  it('a newer session within an old link says so', () => {
    const newer = { ...session, version: 2 } as unknown as Session;
    expect(() => decodeSession(encodeSession(newer))).toThrow('NewerVersion');
  });

  it('a bomb does not go off', () => {
    const bomb = { ...session, text: 'a'.repeat(20 * 1024 * 1024) };
    expect(() => decodeSession(encodeSession(bomb))).toThrow('TooLarge');
  });

  it('never throws anything else', () => {
    fc.assert(
      fc.property(fc.string(), (noise) => {
        try {
          decodeSession(`v1.${noise}`);
        } catch (error) {
          expect((error as Error).name).toBe('SessionError');
        }
      }),
    );
  });
});

/** Sends messages of any kind: nothing throws, and no action gets a value that was not checked. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Lab } from '../../store/lab.ts';
import { newLab } from '../../store/testing.ts';
import { requestTypes } from './messages.ts';
import { idle, newFrame } from './testing.ts';

const wholeTo = (max: number) => (value: unknown) =>
  Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= max;
const numberTo = (max: number) => (value: unknown) => typeof value === 'number' && value >= 0 && value <= max;
const textTo = (max: number) => (value: unknown) => typeof value === 'string' && value.length <= max;

/** The actions that messages lead to, and what their arguments may be. Written by hand, apart from the table. */
const allowed: Readonly<Record<string, Readonly<Record<string, (value: unknown) => boolean>>>> = {
  chooseExample: { example: textTo(100) },
  reset: {},
  edit: { text: textTo(1_000_000) },
  apply: {},
  runCommand: { command: textTo(10_000) },
  scale: { replicas: wholeTo(10_000) },
  setImage: { image: textTo(500) },
  setPartition: { partition: wholeTo(2 ** 31 - 1) },
  deletePod: { name: textTo(253) },
  play: {},
  pause: {},
  step: {},
  seek: { at: numberTo(1e12) },
  setSpeed: { speed: numberTo(1e6) },
  setLanguage: { language: textTo(35) },
  setTheme: { theme: (value) => ['auto', 'light', 'dark', 'contrast'].includes(value as string) },
};

/** Keeps each call of an action that was not allowed. The actions themselves are done now and then only: it is faster. */
function watched(lab: Lab): { lab: Lab; calls: () => number; wrong: unknown[] } {
  let calls = 0;
  const wrong: unknown[] = [];
  const act = (id: string, argument: Readonly<Record<string, unknown>> = {}): unknown => {
    calls++;
    const fields = Object.hasOwn(allowed, id) ? allowed[id] : undefined;
    const fine =
      fields !== undefined &&
      Object.keys(argument).every((name) => Object.hasOwn(fields, name)) &&
      Object.entries(fields).every(([name, holds]) => holds(argument[name]));
    if (!fine) wrong.push([id, argument]);
    const cheap = ['play', 'pause', 'setTheme', 'setLanguage', 'setSpeed', 'seek'].includes(id) || calls % 50 === 0;
    return cheap ? (lab.act as unknown as typeof act)(id, argument) : { ok: true, lines: [] };
  };
  return { lab: { ...lab, act: act as never }, calls: () => calls, wrong };
}

const value = fc.oneof(
  { weight: 4, arbitrary: fc.anything({ maxDepth: 2, withBigInt: true, withDate: true, withMap: true }) },
  fc.constantFrom<unknown>(0, 3, -1, 2.5, 1e9, Infinity, '', 'web-0', 'tutorial', 'dark', true, false, null, undefined),
  fc.constantFrom<unknown>('__proto__', 'constructor', '<img src=x onerror=alert(1)>', 'get pods', 'a'.repeat(20_000)),
  fc.string({ maxLength: 30 }),
);
const names = ['id', 'type', 'example', 'manifest', 'link', 'apply', 'command', 'replicas', 'image', 'partition'];
const more = ['name', 'at', 'speed', 'language', 'theme', 'visible', 'resource', 'namespace', 'format', '__proto__'];
const fieldNames = fc.constantFrom(...names, ...more);
const message = fc.oneof(
  { weight: 1, arbitrary: fc.anything({ maxDepth: 3 }) },
  {
    weight: 8,
    arbitrary: fc
      .tuple(fc.constantFrom(...requestTypes), fc.dictionary(fieldNames, value, { maxKeys: 6, noNullPrototype: false }))
      .map(([type, fields]) => ({ id: 1, ...fields, type })),
  },
);

/** 10,000; `npm run hostile` sends ten times as many. */
const sendings = 4 * Number(process.env.HOSTILE_RUNS ?? 2_500);

it('messages of any kind: no throw, and no action with a value that was not checked', async () => {
  const { lab, calls, wrong } = watched(newLab().lab);
  const frame = newFrame(lab);
  const port = frame.hello();
  let sent = 0;
  for (const data of fc.sample(message, sendings)) {
    frame.pass(1000);
    port.onmessage?.({ data });
    if (++sent % 50 === 0) await idle();
  }
  await idle();
  expect(wrong).toEqual([]);
  expect(calls()).toBeGreaterThan(500);
  // The lab is usable afterwards.
  frame.pass(10_000);
  expect(await frame.ask(port, { type: 'theme', theme: 'light', id: 42 })).toContainEqual({
    type: 'answer',
    id: 42,
    ok: true,
    value: {},
  });
  expect(lab.store.getState().theme).toBe('light');
});

it('hellos of any kind never throw', () => {
  const frame = newFrame();
  fc.assert(
    fc.property(fc.anything(), fc.anything(), (data, ports) => {
      frame.receive({ data, ports: Array.isArray(ports) ? (ports as MessagePort[]) : [] });
    }),
    { numRuns: 500 },
  );
  expect(frame.welcomes).toEqual([]);
});

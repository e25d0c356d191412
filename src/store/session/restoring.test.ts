// Sessions from anywhere: none takes more work than its budget, and none blocks the page.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { WorkError } from '../../engine/index.ts';
import { encodeSession } from '../../share/link.ts';
import { readSession } from '../../share/read-session.ts';
import type { SavedRun, Session } from '../../share/session.ts';
import { replaySession } from './restoring.ts';
import { user, webSet } from '../../view/testing.ts';
import { applied, newLab } from '../testing.ts';

type Inputs = SavedRun['inputs'];

const run = (id: number, inputs: Inputs, at = 1e10): SavedRun => ({
  id,
  name: null,
  from: null,
  inputs,
  texts: [],
  at,
});
const create = (manifest: object, at = 0): Inputs[number] => ({ at, verb: 'create', args: [manifest, user] });
const session = (...runs: readonly SavedRun[]): Session => ({
  version: 2,
  seed: 1,
  runs,
  run: 1,
  moment: null,
  text: '',
});
const many = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
const named = (set: object, i: number) => ({ ...set, metadata: { name: `web-${i}` } });
const annotations = (count: number) => Object.fromEntries(many(count, (i) => [`a${i}`, '']));
const withAnnotations = (count: number, set: ReturnType<typeof webSet>) => {
  const spec = set.spec as { template: { metadata: object } };
  const template = { ...spec.template, metadata: { ...spec.template.metadata, annotations: annotations(count) } };
  return { ...set, spec: { ...spec, template } };
};
const nested = (depth: number): object => (depth === 0 ? {} : { a: nested(depth - 1) });
const parallel = { podManagementPolicy: 'Parallel' };

/** Hostile sessions, by what is large in them. */
const hostile: Readonly<Record<string, (n: number) => Session>> = {
  replicas: (n) => session(run(1, [create(webSet({ ...parallel, replicas: 1e9 - n }))])),
  time: (n) => session(run(1, [create(webSet({ replicas: 1 + (n % 3) }, 'nginx:crash'))])),
  sets: (n) => session(run(1, [...many(300, (i) => create(named(webSet({ replicas: n }), i), i))])),
  fields: (n) => session(run(1, [create(withAnnotations(500 + n, webSet({ ...parallel, replicas: 1e6 })))])),
  forks: (n) => session(...many(50, (i) => run(i + 1, [create(webSet({ replicas: n }, 'nginx:crash'))]))),
  refused: (n) =>
    session(run(1, [...many(2000, () => create({ ...webSet(), spec: { replicas: -n, x: annotations(99) } }))])),
  text: (n) =>
    session(
      run(
        1,
        many(100, (i) =>
          create({
            apiVersion: 'v1',
            kind: 'ConfigMap',
            metadata: { name: `c${i}` },
            data: { a: 'x'.repeat(1000 * n) },
          }),
        ),
      ),
    ),
  patches: (n) =>
    session(
      run(1, [
        create(webSet()),
        ...many(2000, (i) => ({
          at: i,
          verb: 'patch',
          args: [
            'statefulsets',
            'web',
            'default',
            'merge',
            { metadata: { annotations: { a: `${i}` } }, spec: nested(n) },
            user,
          ],
        })),
      ]),
    ),
};

/** Replays until the work is more than `budget`, or all is done. */
function replay(given: Session, budget: number) {
  const replayed = replaySession(given);
  let [parts, work, most] = [0, 0, 0];
  try {
    for (let step = replayed.next(); step.done !== true && work <= budget; step = replayed.next(), parts++) {
      most = Math.max(most, step.value.work - work);
      ({ work } = step.value);
    }
  } catch (error) {
    if (!(error instanceof WorkError)) throw error;
  }
  replayed.return([]);
  return { parts, work, most };
}

it.each(Object.entries(hostile))(
  'no session of at most 100 kB makes more work than its budget, nor much at once: %s',
  (_, make) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 80 }), (n) => {
        const given = readSession(JSON.parse(JSON.stringify(make(n))));
        expect(encodeSession(given).length).toBeLessThan(100_000);
        const budget = 1500;
        const { parts, work, most } = replay(given, budget);
        // One part more than the budget; each of them counts as work.
        expect(most).toBeLessThan(16_000);
        expect(work).toBeLessThan(budget + most + 1);
        expect(parts).toBeLessThanOrEqual(work + 50);
      }),
      { numRuns: 2 },
    );
  },
);

it('ends a replay when a controller makes too much work in one task', () => {
  // Of 200 Pods with 6000 annotations each, the controller creates only some before it is stopped.
  const given = session(run(1, [create(withAnnotations(6000, webSet({ ...parallel, replicas: 200 })))]));
  const replayed = replaySession(given);
  const parts: number[] = [];
  expect(() => {
    for (let step = replayed.next(); step.done !== true; step = replayed.next()) parts.push(step.value.work);
  }).toThrow(WorkError);
  // It is not tried again: nothing follows the task in which it was stopped.
  expect(parts.length).toBeLessThan(20);
});

/** Opens a session of more work than the budget; resolves when it is asked about. */
async function asked() {
  let time = 0;
  // Time passes, so that the replay is done in slices.
  const frames = { request: () => 1, cancel: () => {}, now: () => (time += 5) };
  const made = newLab({ frames, workBudget: 50 });
  const { lab } = applied();
  const given = lab.read(({ session }) => session());
  const restored = made.lab.act('openSession', { session: given, beginning: null });
  await new Promise<void>((resolve) => made.lab.store.subscribe(({ dialog }) => dialog !== null && resolve()));
  expect(made.lab.store.getState().dialog).toEqual({ name: 'work' });
  return { ...made, restored };
}

it('asks before it makes more work than its budget; to close that is to stop', async () => {
  const { lab, restored } = await asked();
  lab.act('closeDialog');
  expect(await restored).toBe('cancelled');
  expect(lab.store.getState()).toMatchObject({ restoring: null, commands: [], appliedText: null });
});

it('goes on when it may', async () => {
  const { lab, restored, names } = await asked();
  const allow = (): void => void lab.act('allowMoreWork');
  // It is asked again, and let go on, each time it has made twice the work.
  lab.store.subscribe(({ dialog }) => dialog?.name === 'work' && queueMicrotask(allow));
  allow();
  expect(await restored).toBe('restored');
  expect(names()).toEqual(['web-0', 'web-1', 'web-2']);
});

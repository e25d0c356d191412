import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { Pod } from '../engine/index.ts';
import { user, webSet } from '../view/testing.ts';
import { FirstDifference } from './first-difference.ts';
import { Run } from './run.ts';
import { runDifferences } from './run-differences.ts';
import { simulate } from './simulate.ts';
import { vary } from './vary.ts';
import type { Variation } from './variations.ts';

const web = { namespace: 'default', name: 'web' };
const image = (tag: string) => ({
  spec: { template: { spec: { containers: [{ name: 'nginx', image: `registry.k8s.io/nginx-slim:${tag}` }] } } },
});

type Deed = (run: Run) => void;
const patch =
  (change: object): Deed =>
  ({ cluster }) =>
    void cluster.api.patch('statefulsets', 'web', 'default', 'strategic', change, user);
const pass =
  (ms: number): Deed =>
  ({ cluster }) =>
    cluster.advanceTo(cluster.now() + ms);
const remove =
  (name: string): Deed =>
  ({ cluster }) => {
    if (cluster.api.get('pods', name, 'default')) cluster.api.delete('pods', name, 'default', user);
  };

/** A run in which a set is created, and then more is done. */
function lived(deeds: readonly Deed[] = [], spec = {}): Run {
  const run = new Run({ id: 1, text: '' }, simulate(1));
  run.cluster.api.create(webSet(spec), user);
  run.note({ command: 'kubectl apply -f manifest.yaml' });
  for (const deed of deeds) deed(run);
  return run;
}

const difference = (a: Run, b: Run) => new FirstDifference(a.recording, b.recording).find();
const varied = (run: Run, variation: Variation) => [run, vary(run, web, variation, 2)] as const;

describe('the first difference', () => {
  it('with Parallel is the creation of the second Pod', () => {
    const [run, next] = varied(lived([pass(10_000)]), 'Parallel');
    const at = difference(run, next)!;
    const names = ({ recording }: Run) =>
      recording.history
        .filter(
          (record) => record.at <= at && 'resource' in record && record.resource === 'pods' && record.type === 'ADDED',
        )
        .map((record) => ('object' in record ? record.object.metadata.name : ''));
    expect(names(run)).toEqual(['web-0']);
    expect(names(next).length).toBeGreaterThan(1);
  });

  it('with OnDelete is the deletion of the first Pod that is replaced', () => {
    const [run, next] = varied(lived([pass(10_000), patch(image('0.22')), pass(10_000)]), 'OnDelete');
    const at = difference(run, next)!;
    expect(at).toBeGreaterThanOrEqual(10_000);
    const going = run.recording.history.find(
      (record) => 'object' in record && record.resource === 'pods' && (record.object as Pod).metadata.deletionTimestamp,
    );
    expect([going?.at, going && 'object' in going && going.object.metadata.name]).toEqual([at, 'web-2']);
  });

  it('with a Deployment is the creation of the first Pod', () => {
    const [run, next] = varied(lived([pass(10_000)]), 'Deployment');
    expect(difference(run, next)).toBeLessThan(1000);
  });

  it('is none where both did the same, or as long as one is not as far as the other', () => {
    expect(difference(lived([pass(20_000)]), lived([pass(20_000)]))).toBeNull();
    expect(difference(lived([pass(20_000)]), lived([pass(500)]))).toBeNull();
  });

  it('is found later, when the runs have gone on', () => {
    const [a, b] = [lived([pass(8000)]), lived([pass(8000)])];
    const first = new FirstDifference(a.recording, b.recording);
    expect(first.find()).toBeNull();
    remove('web-1')(b);
    [a, b].forEach(pass(5000));
    expect(first.find()).toBe(8000);
    expect(first.find()).toBe(8000);
  });

  const deed: fc.Arbitrary<Deed> = fc.oneof(
    fc.integer({ min: 1, max: 5000 }).map(pass),
    fc.integer({ min: 0, max: 4 }).map((replicas) => patch({ spec: { replicas } })),
    fc.constantFrom('0.22', 'broken').map((tag) => patch(image(tag))),
    fc.integer({ min: 0, max: 3 }).map((i) => remove(`web-${i}`)),
  );

  it('is the first time at which a look at both runs shows other Pods', () => {
    const deeds = fc.array(deed, { maxLength: 6 });
    fc.assert(
      fc.property(deeds, deeds, deeds, (common, one, other) => {
        const [a, b] = [one, other].map((own) => lived([...common, ...own, pass(3000)]));
        const found = difference(a!, b!);
        const end = Math.min(a!.recording.now(), b!.recording.now());
        const times = [...new Set([a!, b!].flatMap(({ recording }) => recording.turns.map(({ at }) => at)))];
        const expected = times.sort((x, y) => x - y).find((at) => at < end && podsAt(a!, at) !== podsAt(b!, at));
        expect(found).toBe(expected ?? null);
      }),
      { numRuns: 40 },
    );
  });
});

/** The Pods and claims at the end of a time, as text. */
function podsAt(run: Run, at: number): string {
  const { objects } = run.viewAt(run.recording.turns[Math.max(run.turnAt(at), 0)]!.seq);
  const pods = objects
    .list('pods')
    .map(({ metadata, spec, status }) => [
      ...[metadata.name, metadata.deletionTimestamp !== undefined, metadata.labels, spec.nodeName, status.phase],
      ...[spec.containers.map(({ image }) => image), status.conditions?.find(({ type }) => type === 'Ready')?.status],
      status.containerStatuses?.map(({ ready, state, restartCount }) => [
        ready,
        restartCount,
        state?.waiting?.reason,
        state?.terminated?.reason,
      ]),
    ]);
  const claims = objects.list('persistentvolumeclaims').map(({ metadata, status }) => [metadata.name, status.phase]);
  return JSON.stringify([pods, claims]);
}

describe('what was done differently', () => {
  const words = (a: Run, b: Run) =>
    runDifferences(a, b).map((traits) =>
      traits.map((trait) =>
        trait.is === 'field' ? `${trait.field} ${trait.value}`
        : trait.is === 'kind' ? trait.kind
        : trait.is === 'action' ? `${trait.command}${trait.at === null ? '' : ` at ${trait.at}`}`
        : 'nothing',
      ),
    ); // prettier-ignore

  it.each([
    ['Parallel', ['podManagementPolicy OrderedReady', 'podManagementPolicy Parallel']],
    ['Partition', ['partition 0', 'partition 2']],
    ['OnDelete', ['updateStrategy RollingUpdate', 'updateStrategy OnDelete']],
    ['Deployment', ['StatefulSet', 'Deployment']],
  ] as const)('in a variation is what varies: %s', (variation, expected) => {
    const [run, next] = varied(lived([pass(10_000), patch(image('0.22')), pass(10_000)]), variation);
    expect(words(run, next)).toEqual([expected]);
  });

  it('is nothing where a default is written, or both did the same', () => {
    expect(words(lived(), lived())).toEqual([]);
    expect(words(lived(), lived([], { podManagementPolicy: 'OrderedReady', replicas: 3 }))).toEqual([]);
  });

  it('may be several fields', () => {
    const other = lived([], { replicas: 5, podManagementPolicy: 'Parallel' });
    expect(words(lived(), other)).toEqual([
      ['replicas 3', 'replicas 5'],
      ['podManagementPolicy OrderedReady', 'podManagementPolicy Parallel'],
    ]);
  });

  it('is the same request with another value', () => {
    const to = (tag: string) => lived([pass(5000), patch(image(tag))]);
    expect(words(to('0.22'), to('broken'))).toEqual([
      ['image registry.k8s.io/nginx-slim:0.22', 'image registry.k8s.io/nginx-slim:broken'],
    ]);
  });

  it('is an action that only one of them did, or did at another time', () => {
    const noted =
      (name: string): Deed =>
      (run) => {
        remove(name)(run);
        run.note({ command: `kubectl delete pod ${name}` });
      };
    const [none, one, other, late] = [
      lived([pass(9000)]),
      lived([pass(9000), noted('web-1')]),
      lived([pass(9000), noted('web-2')]),
      lived([pass(9500), noted('web-1')]),
    ];
    expect(words(none!, one!)).toEqual([['nothing', 'kubectl delete pod web-1']]);
    expect(words(one!, other!)).toEqual([['kubectl delete pod web-1', 'kubectl delete pod web-2']]);
    expect(words(one!, late!)).toEqual([['kubectl delete pod web-1 at 9000', 'kubectl delete pod web-1 at 9500']]);
  });
});

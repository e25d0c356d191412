import { expect, it } from 'vitest';
import { nginxService, user, webSet } from '../view/testing.ts';
import { simulate } from './simulate.ts';
import { Timeline } from './timeline.ts';
import { readOf } from './reconcile-input.ts';

function started(spec: Readonly<Record<string, unknown>> = {}) {
  const timeline = new Timeline(simulate(1), '', () => {});
  timeline.api.create(nginxService, user);
  timeline.api.create(webSet(spec), user);
  timeline.cluster.settle();
  const reconciles = () => timeline.view().reconciles.list;
  const states = (rule: string) => {
    const reconcile = reconciles().find(({ decisions }) => decisions.some((decision) => decision.rule === rule))!;
    return readOf(timeline, reconcile)!.pods.map(({ from, to, state, wanted }) => [from, to, state, wanted]);
  };
  return { timeline, reconciles, states };
}

it('is what there was before the reconcile wrote anything', () => {
  const { timeline, reconciles } = started();
  const [first, second] = reconciles();
  expect(readOf(timeline, first!)).toMatchObject({
    replicas: 3,
    partition: 0,
    podManagementPolicy: 'OrderedReady',
    updateStrategy: 'RollingUpdate',
    currentRevision: null,
    updateRevision: null,
    pods: [{ from: 0, to: 2, state: 'absent', wanted: true, revision: null }],
  });
  const pods = readOf(timeline, second!)!.pods;
  expect(pods.map(({ from, to, state }) => [from, to, state])).toEqual([
    [0, 0, 'pending'],
    [1, 2, 'absent'],
  ]);
});

it('explains each creation by what was Ready then', () => {
  const { timeline, reconciles } = started();
  for (const reconcile of reconciles()) {
    const created = reconcile.decisions.find(({ rule }) => rule === 'CreatePod');
    if (created === undefined) continue;
    const { pods } = readOf(timeline, reconcile)!;
    const before = pods.filter(({ to }) => to < created.ordinal!);
    expect(before.every(({ state }) => state === 'ready')).toBe(true);
    expect(pods.find(({ from, to }) => from <= created.ordinal! && created.ordinal! <= to)?.state).toBe('absent');
  }
});

it('tells Pods that are to go, that are going, and of which revision each is', () => {
  const { timeline, states, reconciles } = started();
  timeline.api.patch('statefulsets', 'web', 'default', 'strategic', { spec: { replicas: 1 } }, user);
  timeline.cluster.settle();
  expect(states('ScaleDown')).toEqual([
    [0, 0, 'ready', true],
    [1, 2, 'ready', false],
  ]);
  expect(states('WaitForScaleDownTermination')).toEqual([
    [0, 0, 'ready', true],
    [1, 1, 'ready', false],
    [2, 2, 'terminating', false],
  ]);
  const image = { spec: { template: { spec: { containers: [{ name: 'nginx', image: 'nginx-slim:2' }] } } } };
  timeline.api.patch('statefulsets', 'web', 'default', 'strategic', image, user);
  timeline.cluster.settle();
  const last = readOf(timeline, reconciles().at(-1)!)!;
  expect(last.pods[0]!.revision).toBe(last.updateRevision);
  expect(`web-${last.updateRevision}`).toBe(
    timeline.api.get('pods', 'web-0', 'default')?.metadata.labels?.['controller-revision-hash'],
  );
});

it('takes the wanted ordinals without a Pod together, however many they are', () => {
  const timeline = new Timeline(simulate(1), '', () => {});
  timeline.api.create(webSet({ replicas: 2147483647, ordinals: { start: 3 } }), user);
  for (let i = 0; i < 200; i++) timeline.cluster.step();
  const last = timeline.view().reconciles.list.at(-1)!;
  const { pods } = readOf(timeline, last)!;
  expect(pods.at(-1)).toMatchObject({ to: 2147483649, state: 'absent', wanted: true });
  expect(pods.length).toBeLessThan(5);
});

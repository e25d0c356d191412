// Tests a cluster that is only recorded: every moment can be read, none can be changed.
import { beforeEach, describe, expect, it } from 'vitest';
import type { HistoryRecord, Turn } from '../engine/index.ts';
import { stageContext } from '../view/cluster-view.ts';
import { StageDerivation } from '../view/stage/derive-stage.ts';
import { nginxService, user, webSet } from '../view/testing.ts';
import type { Recording } from './recording.ts';
import { simulate } from './simulate.ts';
import { Timeline } from './timeline.ts';

/** Returns a recording of a real cluster: a set of three Pods comes up and loses one. */
function recorded() {
  const { history, turns, simulation } = simulate(3);
  const { cluster } = simulation;
  cluster.api.create(nginxService, user);
  cluster.api.create(webSet(), user);
  cluster.settle();
  cluster.api.delete('pods', 'web-1', 'default', user);
  cluster.settle();
  return { history, turns, end: cluster.now() };
}

/** A recording that grows while it is watched, one moment after the other. No input is known. */
class Watched implements Recording {
  readonly history: HistoryRecord[] = [];
  readonly turns: Turn[] = [];
  readonly inputs = [];
  readonly #listeners: ((records: readonly HistoryRecord[]) => void)[] = [];
  #now = 0;

  now(): number {
    return this.#now;
  }

  subscribe(listener: (records: readonly HistoryRecord[]) => void): () => void {
    this.#listeners.push(listener);
    return () => {};
  }

  see(records: readonly HistoryRecord[], turn: Turn): void {
    this.history.push(...records);
    this.turns.push({ ...turn, inputs: 0 });
    this.#now = Math.max(turn.at, 0);
    this.#listeners.forEach((listener) => listener(records));
  }
}

const source = recorded();
const key = { namespace: 'default', name: 'web' };
let watched: Watched;
let timeline: Timeline;
let calls = 0;

/** Watches the moments with an index from `from` on and below `to`. */
function watch(from: number, to: number): void {
  for (let i = from; i < to; i++) {
    const turn = source.turns[i]!;
    watched.see(source.history.slice(source.turns[i - 1]?.seq ?? 0, turn.seq), turn);
  }
}

const podNames = () =>
  timeline
    .view()
    .objects.list('pods')
    .map(({ metadata }) => metadata.name);
const stage = () =>
  new StageDerivation().derive(timeline.view().objects, key, stageContext(timeline.view(), 'default/web'));

beforeEach(() => {
  watched = new Watched();
  calls = 0;
  watch(0, 1);
  timeline = new Timeline(watched, 'text', () => calls++);
  watch(1, source.turns.length);
});

describe('a recording that is not a simulation', () => {
  it('is shown at its newest moment, and grows', () => {
    expect(podNames()).toEqual(['web-0', 'web-1', 'web-2']);
    expect(stage()).toMatchObject({ setExists: true, replicas: 3 });
    expect(stage().slots.map(({ pod }) => pod?.ready)).toEqual([true, true, true]);
    expect(calls).toBe(source.turns.length - 1);
    expect([timeline.past, timeline.now()]).toEqual([false, Math.max(source.turns.at(-1)!.at, 0)]);
  });

  it('is shown at any earlier moment, while more of it arrives', () => {
    const half = Math.floor(source.turns.length / 2);
    watched = new Watched();
    watch(0, half);
    timeline = new Timeline(watched, '', () => calls++);
    const before = podNames();
    timeline.seek(0);
    expect([timeline.past, podNames()]).toEqual([true, []]);
    watch(half, source.turns.length);
    expect([timeline.past, podNames()]).toEqual([true, []]);
    timeline.seekRecord(source.turns[half - 1]!.seq);
    expect(podNames()).toEqual(before);
    timeline.live();
    expect(podNames()).toHaveLength(3);
  });

  it('has marks and decisions to step through, the first moment apart', () => {
    const { marks } = timeline.run;
    expect(marks.map(({ kind, name }) => `${kind} ${name}`)).toEqual(
      expect.arrayContaining(['create web-0', 'ready web-2', 'gone web-1']),
    );
    timeline.seek(0);
    expect(timeline.nextMark()).toBe(true);
    expect(timeline.past).toBe(true);
    const { length } = timeline.view().reconciles.list;
    timeline.stepDecision();
    expect(timeline.view().reconciles.list.length).toBeGreaterThan(length);
    timeline.stepBack();
    timeline.stepBack();
    expect(timeline.view().reconciles.list.length).toBeLessThanOrEqual(length);
  });

  it('plays its past, and then stands still', () => {
    timeline.seek(0);
    for (let i = 0; timeline.past && i < 10_000; i++) timeline.step();
    expect([timeline.past, timeline.nextTaskAt()]).toEqual([false, undefined]);
    const { length } = watched.history;
    timeline.step();
    timeline.advanceTo(1e9);
    timeline.stepDecision();
    expect(timeline.nextMark()).toBe(false);
    expect(watched.history).toHaveLength(length);
    expect(timeline.now()).toBe(watched.now());
  });

  it('is read through the API, and refuses each change in words', () => {
    expect(timeline.api.get('pods', 'web-1', 'default')?.metadata.name).toBe('web-1');
    expect(timeline.api.managedFields(timeline.api.get('pods', 'web-1', 'default')!)).toEqual([]);
    const words = /is a recording, not a simulation: it can be looked at, but not changed/;
    expect(() => timeline.api.delete('pods', 'web-1', 'default', user)).toThrow(words);
    expect(() => timeline.nodes.cutNode('node-1', user)).toThrow(words);
    expect(() => timeline.run.save()).toThrow(words);
    timeline.seek(0);
    expect(() => timeline.api.delete('pods', 'web-1', 'default', user)).toThrow(words);
    expect([timeline.past, timeline.runs.length]).toEqual([true, 1]);
    expect([timeline.canUndo, timeline.canRedo]).toEqual([false, false]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldRecords, emptyClusterView } from '../view/cluster-view.ts';
import { nginxService, user, webSet } from '../view/testing.ts';
import { simulate } from './simulate.ts';
import { Timeline } from './timeline.ts';

function started(seed = 1): Timeline {
  const timeline = new Timeline(simulate(seed), 'text', () => {});
  timeline.api.create(nginxService, user);
  timeline.api.create(webSet(), user);
  timeline.cluster.settle();
  return timeline;
}

const podNames = (timeline: Timeline) =>
  timeline
    .view()
    .objects.list('pods')
    .map((pod) => pod.metadata.name);
const scale = (timeline: Timeline, replicas: number) =>
  timeline.api.patch('statefulsets', 'web', 'default', 'strategic', { spec: { replicas } }, user);
const replicas = (timeline: Timeline) => timeline.view().objects.get('statefulsets', 'web', 'default')?.spec.replicas;

describe('seeking', () => {
  it('to any number of records shows what running up to them shows', () => {
    const timeline = started();
    const { history, turns } = timeline.cluster;
    fc.assert(
      fc.property(fc.array(fc.nat({ max: turns.length - 1 }), { minLength: 1, maxLength: 20 }), (picks) => {
        for (const pick of picks) {
          const { seq } = turns[pick]!;
          timeline.seekRecord(seq);
          const run = foldRecords(emptyClusterView, history.slice(0, seq));
          expect(timeline.view().objects.list('pods')).toEqual(run.objects.list('pods'));
          expect(timeline.view().objects.list('statefulsets')).toEqual(run.objects.list('statefulsets'));
          expect(timeline.view().events).toEqual(run.events);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('by time goes to the newest moment that is not later, and to the head when there is none later', () => {
    const timeline = started();
    const end = timeline.cluster.now();
    timeline.seek(0);
    expect([timeline.past, podNames(timeline), timeline.now()]).toEqual([true, [], 0]);
    timeline.seek(end);
    expect([timeline.past, podNames(timeline).length]).toEqual([false, 3]);
  });

  it('leaves the head where it is', () => {
    const timeline = started();
    const { history } = timeline.cluster;
    const length = history.length;
    timeline.seek(10);
    timeline.stepBack();
    timeline.stepDecision();
    timeline.live();
    expect(history).toHaveLength(length);
  });

  it('plays what was recorded, and goes on for real at the head', () => {
    const timeline = started();
    const end = timeline.cluster.now();
    timeline.seek(0);
    for (let time = 0; timeline.past; time += 100) timeline.advanceTo(time);
    expect(podNames(timeline)).toHaveLength(3);
    timeline.advanceTo(end + 5000);
    expect(timeline.now()).toBe(end + 5000);
  });
});

describe('steps', () => {
  it('go back and forth between the same decisions', () => {
    const timeline = started();
    const seen: number[] = [];
    for (let i = 0; i < 5; i++) {
      timeline.stepBack();
      seen.push(timeline.now());
    }
    expect([...seen].sort((a, b) => b - a)).toEqual(seen);
    for (const at of seen.slice(0, -1).reverse()) {
      timeline.stepDecision();
      expect(timeline.now()).toBe(at);
    }
  });

  it('go to the next moment that has a mark', () => {
    const timeline = started();
    timeline.seek(0);
    const names = [];
    for (let i = 0; i < 4; i++) {
      timeline.nextMark();
      const { seq } = timeline.run.marks.find((mark) => mark.at === timeline.now())!;
      names.push(seq);
    }
    expect(new Set(names).size).toBeGreaterThan(2);
  });

  it('run a live cluster to its next mark, and find none in one at rest', () => {
    const timeline = started();
    scale(timeline, 4);
    expect(timeline.nextMark()).toBe(true);
    timeline.cluster.settle();
    timeline.view();
    expect(timeline.nextMark()).toBe(false);
  });
});

describe('acting in the past', () => {
  it('makes a run of its own and keeps the other', () => {
    const timeline = started();
    scale(timeline, 5);
    timeline.cluster.settle();
    const [first, end] = [timeline.run, timeline.cluster.now()];
    timeline.seek(end / 3);
    const before = podNames(timeline);
    const records = timeline.view();
    scale(timeline, 1);
    expect(timeline.run).not.toBe(first);
    expect(timeline.runs).toEqual([first, timeline.run]);
    expect(timeline.run.from).toMatchObject({ id: first.id, at: end / 3 });
    expect(timeline.past).toBe(false);
    expect(before.every((name) => records.objects.get('pods', name, 'default'))).toBe(true);
    timeline.cluster.settle();
    expect(podNames(timeline)).toEqual(['web-0']);
    timeline.select(first.id);
    expect(podNames(timeline)).toHaveLength(5);
  });

  it('shares the history up to where it forked', () => {
    const timeline = started();
    const first = timeline.cluster;
    timeline.seek(first.now() / 2);
    const seq = first.turns[timeline.run.turnAt(first.now() / 2)]!.seq;
    timeline.act();
    expect(JSON.stringify(timeline.cluster.history.slice(0, seq))).toBe(JSON.stringify(first.history.slice(0, seq)));
    timeline.cluster.settle();
    expect(JSON.stringify(timeline.cluster.history)).toBe(JSON.stringify(first.history));
  });

  it('is not reading', () => {
    const timeline = started();
    timeline.seekRecord(timeline.cluster.turns[0]!.seq);
    expect(timeline.api.list('pods')).toEqual([]);
    expect(timeline.api.get('statefulsets', 'web', 'default')).toBeUndefined();
    expect(timeline.runs).toHaveLength(1);
  });
});

describe('undo and redo', () => {
  it('go before the last action and after the next', () => {
    const timeline = started();
    scale(timeline, 5);
    timeline.cluster.settle();
    scale(timeline, 1);
    timeline.cluster.settle();
    timeline.undo();
    expect([replicas(timeline), podNames(timeline).length]).toEqual([5, 5]);
    timeline.undo();
    expect(replicas(timeline)).toBe(3);
    timeline.redo();
    expect(replicas(timeline)).toBe(5);
    timeline.redo();
    expect([timeline.past, timeline.canRedo, podNames(timeline)]).toEqual([false, false, ['web-0']]);
  });

  it('take what was asked in one go as one action, and pass over what was refused', () => {
    const timeline = started();
    expect(() => timeline.api.delete('pods', 'nobody', 'default', user)).toThrow('not found');
    timeline.undo();
    expect([timeline.view().objects.list('statefulsets'), timeline.canUndo]).toEqual([[], false]);
    timeline.redo();
    expect([timeline.past, replicas(timeline)]).toEqual([false, 3]);
  });

  it('take a typed line as one action, however long its commands lie apart', () => {
    const timeline = started();
    const { run, cluster } = timeline;
    const line = timeline.inputs;
    scale(timeline, 5);
    run.note({ command: 'kubectl scale sts web --replicas=5', line, ok: true });
    cluster.advanceTo(cluster.now() + 60);
    scale(timeline, 4);
    run.note({ command: 'kubectl scale sts web --replicas=4', line, ok: true });
    // The next action is one of its own, even at the same moment.
    scale(timeline, 1);
    run.note({ command: 'kubectl scale sts web --replicas=1', ok: true });
    cluster.settle();
    const seen = [];
    for (const go of ['undo', 'undo', 'redo', 'redo'] as const) {
      timeline[go]();
      seen.push(replicas(timeline));
    }
    expect(seen).toEqual([4, 3, 4, 1]);
    expect(timeline.past).toBe(false);
  });

  it('are to be had only where there is something to undo, or to do again', () => {
    const timeline = started();
    expect([timeline.canUndo, timeline.canRedo, timeline.canStepBack]).toEqual([true, false, true]);
    // Nothing is undone by looking back to where nobody has acted since.
    timeline.seek(timeline.cluster.now() - 1);
    expect([timeline.past, timeline.canUndo, timeline.canRedo]).toEqual([true, true, false]);
    timeline.seek(0);
    timeline.undo();
    expect([timeline.canUndo, timeline.canRedo, timeline.canStepBack]).toEqual([false, true, false]);
    timeline.live();
    expect(() => timeline.api.delete('pods', 'nobody', 'default', user)).toThrow('not found');
    timeline.seek(timeline.cluster.now() - 1);
    expect(timeline.canRedo).toBe(false);
  });
});

it('keeps the text that belongs to each moment', () => {
  const timeline = started();
  timeline.run.remember('applied');
  scale(timeline, 5);
  timeline.run.remember('scaled');
  timeline.cluster.settle();
  expect(timeline.run.textAt(timeline.inputs)).toBe('scaled');
  timeline.undo();
  expect(timeline.run.textAt(timeline.inputs)).toBe('applied');
  timeline.seek(0);
  timeline.undo();
  expect(timeline.run.textAt(0)).toBe('text');
});

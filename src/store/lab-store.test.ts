import { describe, expect, it } from 'vitest';
import { exampleText } from './state/examples.ts';
import { applied, newLab, move } from './testing.ts';

it('lets time run until it can be said that a Pod does not become Ready, and no longer', () => {
  const { lab, run, waiting } = newLab();
  lab.act('edit', { text: lab.store.getState().text.replace(/(image: .*):.*/, '$1:noready') });
  lab.act('apply');
  run(10_000);
  const [first, second] = lab.store.getState().stage.slots;
  expect([first!.pod?.phase, first!.pod?.ready, second!.pod]).toEqual(['Running', false, null]);
  expect(waiting()).toBe(true);
  run(40_000);
  expect(lab.store.getState().now).toBe(first!.pod!.createdAt + 30_000);
  expect([lab.store.getState().running, waiting()]).toEqual([false, false]);
});

describe('a new lab', () => {
  it('shows ghosts of what is written, and no cluster time runs', () => {
    const { lab, waiting } = newLab();
    const { stage, playing, running, appliedText, text } = lab.store.getState();
    expect(stage.slots.map((slot) => [slot.podName, slot.absence])).toEqual([
      ['web-0', 'NotApplied'],
      ['web-1', 'NotApplied'],
      ['web-2', 'NotApplied'],
    ]);
    expect([playing, running, waiting(), appliedText]).toEqual([true, false, false, null]);
    expect(text).toBe(exampleText('complete'));
  });

  it('follows the text while nothing is applied, and keeps the ghosts of the last readable one', () => {
    const { lab } = newLab();
    lab.act('edit', { text: lab.store.getState().text.replace('replicas: 3', 'replicas: 5') });
    expect(lab.store.getState().stage.slots).toHaveLength(5);
    lab.act('edit', { text: lab.store.getState().text.replace('replicas: 5', 'replicas: [5') });
    expect(lab.store.getState().stage.slots).toHaveLength(5);
  });
});

describe('apply', () => {
  it('creates what is written, and the cluster comes to rest', () => {
    const { lab, names, lastCommand, waiting } = applied();
    expect(lastCommand()).toMatchObject({
      command: 'kubectl apply -f manifest.yaml',
      lines: ['service/nginx created', 'statefulset.apps/web created'],
      ok: true,
    });
    expect(names()).toEqual(['web-0', 'web-1', 'web-2']);
    expect(lab.store.getState().stage.status).toMatchObject({ replicas: 3, readyReplicas: 3 });
    expect(lab.store.getState().running).toBe(false);
    expect(waiting()).toBe(false);
    expect(lab.store.getState().events.filter((event) => event.reason === 'SuccessfulCreate')).toHaveLength(6);
  });

  it('marks a syntax error on its line and leaves the cluster untouched', () => {
    const { lab, lastCommand } = applied();
    const before = lab.store.getState().view;
    const broken = lab.store.getState().text.replace('  replicas: 3', '\treplicas: 3');
    lab.act('edit', { text: broken });
    lab.act('apply');
    const line = broken.split('\n').findIndex((row) => row.startsWith('\t')) + 1;
    expect(lab.store.getState().diagnostics).toMatchObject([{ line }]);
    expect(lastCommand()?.ok).toBe(false);
    expect(lastCommand()?.lines.join()).toContain('error converting YAML to JSON: yaml: line');
    expect(lab.store.getState().view).toBe(before);
    expect(lab.store.getState().appliedText).not.toBe(broken);
    lab.act('edit', { text: `${broken}\n` });
    expect(lab.store.getState().diagnostics).toEqual([]);
  });

  it('marks a refusal on the line of its field, in the API server’s words', () => {
    const { lab, lastCommand } = applied();
    const text = lab.store.getState().text.replace('serviceName: nginx', 'serviceName: other');
    lab.act('edit', { text });
    lab.act('apply');
    expect(lastCommand()?.ok).toBe(false);
    expect(lastCommand()?.lines.at(-1)).toContain(
      'The StatefulSet "web" is invalid: spec: Forbidden: updates to statefulset spec for fields other than',
    );
    expect(lab.store.getState().diagnostics).toHaveLength(1);
    expect(lab.store.getState().view.get('statefulsets', 'web', 'default')?.spec.serviceName).toBe('nginx');
  });

  it('applies the documents before the one that is refused', () => {
    const { lab, lastCommand } = newLab();
    lab.act('edit', { text: lab.store.getState().text.replace('replicas: 3', 'replicas: -1') });
    lab.act('apply');
    expect(lab.store.getState().view.get('services', 'nginx', 'default')).toBeDefined();
    expect(lab.store.getState().view.list('statefulsets')).toEqual([]);
    expect(lastCommand()?.lines).toEqual([
      'service/nginx created',
      'The StatefulSet "web" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0',
    ]);
    const line =
      lab.store
        .getState()
        .text.split('\n')
        .findIndex((row) => row.includes('replicas: -1')) + 1;
    expect(lab.store.getState().diagnostics).toMatchObject([{ line }]);
  });
});

describe('time', () => {
  it('stands still while paused, and steps from decision to decision', () => {
    const { lab, run, names } = newLab({ paused: true });
    lab.act('apply');
    run(5000);
    expect([lab.store.getState().now, names()]).toEqual([0, []]);
    const rules: (string | undefined)[] = [];
    for (let i = 0; i < 3; i++) {
      lab.act('step');
      rules.push(lab.store.getState().stage.lastDecision?.rule);
    }
    expect(names()).toEqual(['web-0']);
    expect(rules.slice(0, 2)).toEqual(['CreatePod', 'WaitForReady']);
    lab.act('play');
    run(20_000);
    expect(names()).toHaveLength(3);
    lab.act('pause');
    expect(lab.store.getState().playing).toBe(false);
  });

  it('rounds the speed to a power of two within bounds', () => {
    const { lab } = newLab();
    lab.act('setSpeed', { speed: 8 });
    expect(lab.store.getState().speed).toBe(8);
    lab.act('setSpeed', { speed: 1000 });
    expect(lab.store.getState().speed).toBe(32);
    lab.act('setSpeed', { speed: 0.3 });
    expect(lab.store.getState().speed).toBe(0.25);
  });

  it('is the same history for the same seed and actions, whatever the frames', () => {
    const transcript = (speed: number) => {
      const { lab, run } = newLab({ paused: true, seed: 7, speed });
      lab.act('apply');
      lab.act('play');
      run(40_000 / speed);
      return lab.store.getState().events.map((event) => [event.firstTimestamp, event.message]);
    };
    const slow = transcript(1);
    expect(slow.length).toBeGreaterThan(10);
    expect(transcript(4)).toEqual(slow);
  });
});

describe('beginning anew', () => {
  it('gives a fresh cluster and the same history again', () => {
    const { lab, run, names } = applied();
    const uids = () => lab.store.getState().stage.slots.map(({ pod }) => pod?.uid);
    const first = uids();
    lab.act('reset');
    expect([names(), lab.store.getState().now, lab.store.getState().commands]).toEqual([[], 0, []]);
    lab.act('apply');
    run(20_000);
    expect(uids()).toEqual(first);
  });

  it('keeps the text that an example replaces', () => {
    const { lab } = newLab();
    const own = `${lab.store.getState().text}# mine\n`;
    lab.act('edit', { text: own });
    lab.act('chooseExample', { example: 'tutorial' });
    expect([lab.store.getState().text, lab.store.getState().notice]).toEqual([exampleText('tutorial'), 'TextReplaced']);
    lab.act('restoreText');
    expect([lab.store.getState().text, lab.store.getState().notice]).toEqual([own, null]);
  });
});

it('shares with the state before what did not change', () => {
  const { lab, run } = applied();
  const before = lab.store.getState().stage;
  lab.act('deletePod', { name: 'web-2' });
  run(200);
  const after = lab.store.getState().stage;
  expect(after.slots[2]).not.toBe(before.slots[2]);
  expect(after.slots[0]).toBe(before.slots[0]);
  expect(after.revisions).toBe(before.revisions);
});

it('shares nothing between two labs', () => {
  const [one, other] = [applied(), newLab()];
  expect(one.names()).toHaveLength(3);
  expect(other.names()).toEqual([]);
});

it('names a run by what was first done in it, and renames it though nothing else changes', () => {
  const { lab, run } = applied();
  lab.act('undo');
  lab.act('apply');
  lab.act('scale', { replicas: 1 });
  run(1000);
  expect(lab.store.getState().runs.map(({ began }) => began)).toEqual([
    'kubectl apply -f manifest.yaml',
    'kubectl apply -f manifest.yaml',
  ]);
  lab.act('renameRun', { name: ' canary ' });
  expect(lab.store.getState().runs.at(-1)?.name).toBe('canary');
});

it('is in the past also where nothing is different from now', () => {
  const { lab } = applied();
  move(lab, (timeline) => timeline.cluster.advanceTo(timeline.now() + 5000));
  lab.act('seek', { at: lab.store.getState().head - 1000 });
  expect(lab.store.getState()).toMatchObject({ past: true, canRedo: false });
});

it.each(['stepping on', 'time'])(
  'is live again when %s has led out of the past, though nothing is different',
  (how) => {
    const { lab, run } = applied({ paused: true });
    move(lab, (timeline) => timeline.cluster.settle());
    move(lab, (timeline) => timeline.cluster.advanceTo(timeline.cluster.now() + 5000));
    lab.act('seek', { at: lab.store.getState().head - 50 });
    expect(lab.store.getState().past).toBe(true);
    if (how === 'time') {
      lab.act('play');
      run(3000);
    } else lab.act('step');
    expect(lab.store.getState()).toMatchObject({ past: false, now: lab.store.getState().head });
  },
);

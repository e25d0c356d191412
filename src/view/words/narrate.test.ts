import { describe, expect, it } from 'vitest';
import { createCluster, type Decision } from '../../engine/index.ts';
import { createTranslator } from '../../i18n/index.ts';
import { emptyClusterView, foldRecords, stageContext } from '../cluster-view.ts';
import { Snapshot } from '../snapshot.ts';
import { StageDerivation } from '../stage/derive-stage.ts';
import type { ClaimModel, PodModel, SlotModel, StageModel } from '../stage-model.ts';
import { nginxService, user, webSet } from '../testing.ts';
import { type NarratedState, isAnswer, namesText, narrate } from './narrate.ts';

async function textsIn(language: 'en' | 'zh') {
  const translator = await createTranslator(language);
  await translator.more();
  return translator.current().t;
}
const [t, zh] = [await textsIn('en'), await textsIn('zh')];

const pod = (ordinal: number, change: Partial<PodModel> = {}): PodModel =>
  ({
    uid: `uid-${ordinal}`,
    name: `web-${ordinal}`,
    status: 'Running',
    ready: true,
    terminating: false,
    nodeSilent: false,
    revision: 'web-1',
    ...change,
  }) as PodModel;
const creating = { ready: false, status: 'ContainerCreating' };

function heard(
  pods: readonly (PodModel | null)[],
  change: Partial<NarratedState> & { lastDecision?: Decision } = {},
): NarratedState {
  const { lastDecision = null, ...rest } = change;
  const slots = pods.map((own, ordinal) => ({ ordinal, podName: `web-${ordinal}`, pod: own, claims: [] }));
  const stage = { namespace: 'default', setName: 'web', setExists: false, replicas: 3, slots, lastDecision };
  return {
    view: Snapshot.empty,
    stage: stage as unknown as StageModel,
    now: 0,
    past: false,
    run: 0,
    commands: [],
    text: '',
    diagnostics: [],
    ...rest,
  };
}

const waiting = { rule: 'WaitForReady', verb: 'wait', pod: 'web-2', waitingFor: 'web-1', facts: {} } as Decision;
const creatingRule = {
  rule: 'CreatePod',
  verb: 'create',
  pod: 'web-1',
  facts: { revision: 'web-1', replicas: 3 },
} as Decision;

describe('narrate', () => {
  it('says nothing when nothing has happened', () => {
    expect(narrate(t, heard([pod(0)]), heard([pod(0)], { now: 5000 }))).toBe('');
  });

  it('tells Pods in groups, those that are Ready before those to come', () => {
    const before = heard([pod(0, creating), null, null, null]);
    const after = heard([pod(0), pod(1), pod(2), pod(3, creating)]);
    expect(narrate(t, before, after)).toBe('web-0 to web-2 are Ready. web-3 is being created.');
    expect(narrate(zh, before, after)).toBe('web-0 至 web-2 已就绪。web-3 正在创建。');
  });

  it('takes a Pod of the same name for another one', () => {
    expect(narrate(t, heard([pod(0)]), heard([pod(0, { uid: 'other', ...creating })]))).toBe('web-0 is being created.');
    expect(narrate(t, heard([pod(0)]), heard([pod(0, { uid: 'other' })]))).toBe('web-0 is Ready.');
  });

  it('tells of trouble once, and first', () => {
    const stuck = (status: string) => pod(1, { ready: false, status });
    const before = heard([pod(0, creating), pod(1, creating)]);
    const pulled = heard([pod(0), stuck('ErrImagePull')]);
    expect(narrate(t, before, pulled)).toBe('web-1: ErrImagePull. web-0 is Ready.');
    expect(narrate(t, pulled, heard([pod(0), stuck('ImagePullBackOff')]))).toBe('');
  });

  it('tells of Pods that go, and of a node that is silent', () => {
    expect(narrate(t, heard([pod(0), pod(1)]), heard([pod(0), pod(1, { terminating: true })]))).toBe(
      'web-1 is terminating.',
    );
    expect(narrate(t, heard([pod(0), pod(1)]), heard([pod(0), null]))).toBe('web-1 is gone.');
    expect(narrate(t, heard([pod(0)]), heard([pod(0, { nodeSilent: true, ready: false })]))).toBe(
      'The node of web-0 is not reporting.',
    );
  });

  it('tells of claims that are gone', () => {
    const claim = { uid: 'c', name: 'www-web-0' } as ClaimModel;
    const before = heard([null]);
    const slots = [{ ...before.stage.slots[0]!, claims: [claim] }] as readonly SlotModel[];
    expect(narrate(t, { ...before, stage: { ...before.stage, slots } }, before)).toBe('Claim www-web-0 is gone.');
  });

  it('says why the controller waits, once; its other decisions only when there is nothing else', () => {
    const before = heard([pod(0)]);
    expect(narrate(t, before, heard([pod(0)], { lastDecision: waiting }))).toBe(
      'web-2 is not created: web-1 is not Ready (OrderedReady).',
    );
    expect(narrate(t, heard([pod(0)], { lastDecision: waiting }), heard([pod(0)], { lastDecision: waiting }))).toBe('');
    expect(narrate(t, before, heard([pod(0), pod(1, creating)], { lastDecision: creatingRule }))).toBe(
      'web-1 is being created.',
    );
  });

  it('does not say that what has just begun is waited for', () => {
    const forFirst = { ...waiting, waitingFor: 'web-0' } as Decision;
    expect(narrate(t, heard([null]), heard([pod(0, creating)], { lastDecision: forFirst }))).toBe(
      'web-0 is being created.',
    );
  });

  it('answers what was done on the stage, and leaves to the terminal what was typed', () => {
    const command = (id: number, change: Partial<NarratedState['commands'][number]>) => ({
      id,
      ok: true,
      lines: [],
      ...change,
    });
    const done = command(1, { lines: ['statefulset.apps/web scaled'] });
    const refused = command(2, { ok: false, lines: ['Error from server (NotFound): no such Pod.'] });
    const typed = command(3, { typed: true, lines: ['x'] });
    const before = heard([]);
    expect(narrate(t, before, heard([], { commands: [done] }))).toBe('statefulset.apps/web scaled.');
    expect(narrate(t, before, heard([], { commands: [done, refused] }))).toContain('Refused: Error from server');
    expect(narrate(t, heard([], { commands: [done] }), heard([], { commands: [done, typed] }))).toBe('');
    const diagnostics = [{ line: 1, message: 'no' }] as unknown as NarratedState['diagnostics'];
    expect(narrate(t, before, heard([], { commands: [refused], diagnostics }))).toBe('');
  });

  it('says where one is after a jump through time, and does not take the difference for news', () => {
    const before = heard([pod(0), pod(1)], { now: 30_000 });
    expect(narrate(t, before, heard([pod(0), null], { now: 12_300, past: true }))).toBe(
      'In the past, at 0:12.3: 1 of 3 Pods Ready.',
    );
    expect(narrate(t, heard([], { past: true }), heard([pod(0)], { now: 40_000, lastDecision: waiting }))).toBe(
      'Live, at 0:40.0: 1 of 3 Pods Ready. web-2 is not created: web-1 is not Ready (OrderedReady).',
    );
  });

  it('answers what was done in the same breath as a jump, and not what came with a session', () => {
    const done = { id: 2, ok: true, lines: ['pod "web-1" deleted from default namespace'] };
    const opened = { id: 1, ok: true, lines: [] };
    const before = heard([pod(0), pod(1)]);
    expect(narrate(t, before, heard([pod(0), null], { now: 7000, run: 1, commands: [opened, done] }))).toBe(
      'pod "web-1" deleted from default namespace. Live, at 0:07.0: 1 of 3 Pods Ready.',
    );
    expect(narrate(t, before, heard([pod(0), null], { now: 7000, run: 1, commands: [opened] }))).toBe(
      'Live, at 0:07.0: 1 of 3 Pods Ready.',
    );
  });

  it('tells of a trap that has come by time alone, once', () => {
    const cluster = createCluster();
    cluster.api.create(nginxService, user);
    cluster.api.create(webSet({ replicas: 1 }, 'registry.k8s.io/nginx-slim:noready'), user);
    const derivation = new StageDerivation();
    const at = (now: number): NarratedState => {
      cluster.advanceTo(now);
      const view = foldRecords(emptyClusterView, cluster.history);
      const key = { namespace: 'default', name: 'web' };
      const stage = derivation.derive(view.objects, key, stageContext(view, 'default/web'));
      return { ...heard([]), view: view.objects, stage, now };
    };
    const [early, late] = [at(20_000), at(40_000)];
    expect(late.stage).toBe(early.stage);
    expect(narrate(t, early, late)).toMatch(/^web-0 \(newest revision\) is not becoming Ready: Running 0\/1, /);
    expect(narrate(t, late, { ...late, now: late.now + 5000 })).toBe('');
  });

  it('stays short, whatever happens to however many', () => {
    const many = Array.from({ length: 1000 }, (_, i) => i);
    const before = heard(many.map((i) => (i % 5 === 0 ? null : pod(i))));
    const after = heard(
      many.map((i) => pod(i, [{}, creating, { terminating: true }, { nodeSilent: true }, { ready: false }][i % 5])),
      { lastDecision: waiting },
    );
    const said = narrate(t, before, after);
    expect(said).not.toBe('');
    expect(said.length).toBeLessThan(300);
  });
});

describe('namesText', () => {
  it('names a few, spans a row, counts a heap', () => {
    expect(namesText(t, ['web-4'])).toBe('web-4');
    expect(namesText(t, ['web-4', 'web-5'])).toBe('web-4, web-5');
    expect(namesText(t, ['web-0', 'web-9', 'web-10', 'web-11'])).toBe('web-0, web-9 to web-11');
    expect(namesText(t, ['web-0', 'web-2', 'web-4', 'web-6'])).toBe('4 Pods');
  });
});

describe('isAnswer', () => {
  const command = { id: 1, ok: true, lines: ['statefulset.apps/web scaled'] };

  it('is true for a new command of a button, and for a jump into the past or to another run', () => {
    expect(isAnswer(heard([]), heard([], { commands: [command] }))).toBe(true);
    expect(isAnswer(heard([]), heard([], { past: true }))).toBe(true);
    expect(isAnswer(heard([]), heard([], { run: 1 }))).toBe(true);
  });

  it('is false for what time brings, and for a command that was typed: the terminal answers it', () => {
    expect(isAnswer(heard([null]), heard([pod(0)], { now: 1000 }))).toBe(false);
    expect(isAnswer(heard([]), heard([], { commands: [{ ...command, typed: true }] }))).toBe(false);
    expect(isAnswer(heard([], { commands: [command] }), heard([pod(0)], { commands: [command] }))).toBe(false);
  });
});

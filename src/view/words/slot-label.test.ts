import { describe, expect, it } from 'vitest';
import type { Decision } from '../../engine/index.ts';
import { createTranslator } from '../../i18n/index.ts';
import type { ClaimModel, PodModel, SlotModel } from '../stage-model.ts';
import { claimRetention, claimSentence, dnsSentence, podSentence, whyOf } from './slot-label.ts';

const translator = await createTranslator('en');
const [t, zh] = [await translator.inLanguage('en'), await translator.inLanguage('zh')];

const pod = {
  uid: '3c4f2d0b',
  name: 'web-1',
  status: 'Running',
  readyText: '1/1',
  image: 'registry.k8s.io/nginx-slim:0.21',
  imageTag: '0.21',
  revision: 'web-f99c84b4b',
  node: 'node-3',
  nodeSilent: false,
  restarts: 0,
  terminating: false,
} as PodModel;
const claim = {
  name: 'www-web-1',
  phase: 'Bound',
  terminating: false,
  capacity: '1Gi',
  storageClass: 'standard',
  keptBy: null,
  pendingReason: null,
  volume: null,
  owners: [] as readonly string[],
} as unknown as ClaimModel;
const slot = {
  podName: 'web-1',
  pod,
  absence: null,
  decision: null,
  claims: [claim],
  dns: { name: 'web-1.nginx.default.svc.cluster.local', verdict: 'Resolves', addresses: ['10.244.1.2'] },
} as unknown as SlotModel;
const waiting = { rule: 'WaitForReady', verb: 'wait', pod: 'web-1', waitingFor: 'web-0', facts: {} } as Decision;

const turn = { when: 'next', pod: 'web-1' } as const;

describe('podSentence', () => {
  it('says in one breath all that is seen', () => {
    expect(podSentence(t, slot, { turn })).toBe(
      'web-1, Running, 1/1, 0.21, revision f99c84b4b, will update, on node-3, claim www-web-1 Bound, ' +
        'DNS name: resolves to 10.244.1.2',
    );
    expect(podSentence(zh, slot, { turn })).toBe(
      'web-1，Running，1/1，0.21，修订版本 f99c84b4b，将被更新，在 node-3 上，PVC www-web-1 Bound，DNS 名称：解析为 10.244.1.2',
    );
  });

  it('says of a ghost why it is one', () => {
    const ghost = { ...slot, pod: null, absence: 'NotCreatedYet', decision: waiting, claims: [] } as SlotModel;
    const dns = { name: 'web-1.nginx', verdict: 'PodAbsent', addresses: [] } as const;
    expect(podSentence(t, { ...ghost, dns })).toBe(
      'web-1, not created yet, web-1 is not created: web-0 is not Ready (OrderedReady), DNS name: no Pod',
    );
  });
});

describe('a change that is considered', () => {
  it('is in the description of the Pod, instead of what is to come without it', () => {
    const update = { does: 'update', turn: 2, after: 'web-2' } as const;
    expect(podSentence(t, slot, { turn, forecast: update })).toContain(
      'revision f99c84b4b, on node-3, will update after web-2 is Ready, turn 2, ',
    );
    expect(podSentence(t, slot, { forecast: { does: 'stay', turn: null, after: null } })).toContain(
      ', unchanged, claim',
    );
    expect(podSentence(zh, slot, { forecast: { does: 'delete', turn: 1, after: null } })).toContain(
      '，将被删除，排在第 1 位，',
    );
  });

  it('follows the retention policy of the set in the description of the claim', () => {
    const retention = { whenScaled: 'Retain', whenDeleted: 'Delete' };
    expect(claimRetention(t, claim, retention, false)).toBe('kept on scale-down, deleted with the set');
    expect(claimRetention(t, claim, retention, true)).toBe('kept (whenScaled: Retain)');
    expect(claimRetention(t, claim, { ...retention, whenScaled: 'Delete' }, true)).toBe(
      'deleted next (whenScaled: Delete)',
    );
    expect(claimRetention(zh, { ...claim, keptBy: 'whenScaled: Retain' }, retention, false)).toBe(
      '因 whenScaled: Retain 而保留',
    );
  });
});

describe('whyOf', () => {
  const deleted = { ...waiting, rule: 'UpdatePod', verb: 'delete' } as Decision;
  const created = { ...waiting, rule: 'CreatePod', verb: 'create' } as Decision;

  it('explains what is so now, not what was decided before', () => {
    expect(whyOf({ ...slot, decision: created }, false)).toBeNull();
    expect(whyOf({ ...slot, decision: waiting }, false)).toBe(waiting);
    expect(whyOf({ ...slot, decision: waiting }, true)).toBeNull();
    expect(whyOf({ ...slot, decision: deleted, pod: { ...pod, terminating: true } }, false)).toBe(deleted);
    expect(whyOf({ ...slot, decision: waiting, pod: null, absence: 'ScaledDown' }, false)).toBeNull();
  });
});

describe('claimSentence and dnsSentence', () => {
  it('say what keeps a claim, what it waits for, and what DNS answers', () => {
    expect(claimSentence(t, claim, 'kept by whenScaled: Retain')).toBe(
      'Claim www-web-1: Bound, 1Gi, standard, kept by whenScaled: Retain',
    );
    const volume = { files: [{ path: 'index.html', content: 'hello\n' }] } as unknown as ClaimModel['volume'];
    expect(claimSentence(t, { ...claim, volume, owners: ['StatefulSet/web'] }, 'kept')).toMatch(
      /standard, kept, index\.html: hello, .*StatefulSet\/web/,
    );
    expect(claimSentence(t, { ...claim, phase: 'Pending', pendingReason: 'no such class' }, '')).toContain(
      'no such class',
    );
    expect(dnsSentence(t, slot.dns, null)).toBe('web-1.nginx.default.svc.cluster.local: resolves to 10.244.1.2');
    expect(dnsSentence(t, { name: null, verdict: 'NoServiceName', addresses: [] }, null)).toBe('no serviceName');
  });
});

import { describe, expect, it } from 'vitest';
import type { PodModel, RevisionModel, SlotModel, StageModel } from '../../../view/stage-model.ts';
import { rolloutOf, willUpdate } from './rollout.ts';

const stage = {
  setExists: true,
  updateStrategy: 'RollingUpdate',
  startOrdinal: 5,
  partition: 0,
  revisions: [
    { name: 'web-old', update: false },
    { name: 'web-new', update: true },
  ] as unknown as readonly RevisionModel[],
} as StageModel;
const pod = { revision: 'web-old', terminating: false } as PodModel;
const slot = { ordinal: 6, desired: true, pod } as SlotModel;

describe('willUpdate', () => {
  it('holds from the partition on, which counts from the first ordinal', () => {
    expect(willUpdate(slot, rolloutOf({ ...stage, partition: 1 }))).toBe(true);
    expect(willUpdate(slot, rolloutOf({ ...stage, partition: 2 }))).toBe(false);
  });

  it.each([
    ['has the update revision', { pod: { ...pod, revision: 'web-new' } }],
    ['is going already', { pod: { ...pod, terminating: true } }],
    ['is absent', { pod: null }],
    ['is beyond replicas', { desired: false }],
  ])('is not said of a Pod that %s', (_, change) => {
    expect(willUpdate({ ...slot, ...change }, rolloutOf(stage))).toBe(false);
  });

  it('is not said where nothing rolls', () => {
    expect(willUpdate(slot, rolloutOf({ ...stage, updateStrategy: 'OnDelete' }))).toBe(false);
    expect(willUpdate(slot, rolloutOf({ ...stage, setExists: false }))).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import type { PodModel, RevisionModel, SlotModel, StageModel } from '../stage-model.ts';
import { isOutdated, rolloutOf } from './rollout.ts';

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

describe('an outdated Pod', () => {
  it('holds from the partition on, which counts from the first ordinal', () => {
    expect(isOutdated(slot, rolloutOf({ ...stage, partition: 1 }))).toBe(true);
    expect(isOutdated(slot, rolloutOf({ ...stage, partition: 2 }))).toBe(false);
  });

  it.each([
    ['has the update revision', { pod: { ...pod, revision: 'web-new' } }],
    ['is going already', { pod: { ...pod, terminating: true } }],
    ['is absent', { pod: null }],
    ['is beyond replicas', { desired: false }],
  ])('is not said of a Pod that %s', (_, change) => {
    expect(isOutdated({ ...slot, ...change }, rolloutOf(stage))).toBe(false);
  });

  it('is not said where nothing rolls', () => {
    expect(isOutdated(slot, rolloutOf({ ...stage, updateStrategy: 'OnDelete' }))).toBe(false);
    expect(isOutdated(slot, rolloutOf({ ...stage, setExists: false }))).toBe(false);
  });
});

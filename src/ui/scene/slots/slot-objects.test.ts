import { describe, expect, it } from 'vitest';
import type { ClaimModel, PodModel, SlotModel, StageModel } from '../../../view/stage-model.ts';
import { objectIn } from './slot-objects.ts';

const stage = { namespace: 'shop', service: { name: 'nginx', exists: true } } as StageModel;
const pod = { name: 'web-1', terminating: false } as PodModel;
const claim = { name: 'www-web-1', template: 'www', terminating: false, volume: { name: 'pv-7' } } as ClaimModel;
const slot = { podName: 'web-1', pod, claims: [claim] } as unknown as SlotModel;

describe('objectIn', () => {
  it('finds the object of each cell, and what deleting it deletes', () => {
    expect(objectIn(stage, slot, 'name').inspect).toEqual({ resource: 'services', name: 'nginx', namespace: 'shop' });
    expect(objectIn(stage, slot, 'pod')).toEqual({
      inspect: { resource: 'pods', name: 'web-1', namespace: 'shop' },
      remove: { kind: 'pod', name: 'web-1' },
    });
    expect(objectIn(stage, slot, 'claim:www').remove).toEqual({ kind: 'claim', name: 'www-web-1' });
    expect(objectIn(stage, slot, 'volume:www')).toEqual({
      inspect: { resource: 'persistentvolumes', name: 'pv-7' },
      remove: null,
    });
  });

  it('deletes nothing twice, and finds nothing where nothing is', () => {
    const going = {
      ...slot,
      pod: { ...pod, terminating: true },
      claims: [{ ...claim, volume: null, terminating: true }],
    };
    expect(objectIn(stage, going, 'pod').remove).toBeNull();
    expect(objectIn(stage, going, 'claim:www').remove).toBeNull();
    expect(objectIn(stage, going, 'volume:www').inspect).toBeNull();
    expect(objectIn(stage, { ...slot, pod: null, claims: [] }, 'pod').inspect).toBeNull();
    expect(objectIn(stage, { ...slot, claims: [] }, 'claim:www').inspect).toBeNull();
    expect(objectIn({ ...stage, service: null }, slot, 'name').inspect).toBeNull();
  });
});

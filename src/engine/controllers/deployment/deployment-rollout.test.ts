import { describe, expect, it } from 'vitest';
import type { Deployment, ReplicaSet } from '../../index.ts';
import { scaleAll } from './deployment-rollout.ts';
import type { ReplicaSetControl } from './replica-sets.ts';

const notes = { 'deployment.kubernetes.io/max-replicas': '15', 'deployment.kubernetes.io/desired-replicas': '15' };
const rolling = { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } };

/** Oldest first; the last one is the new one. */
const replicaSet = (replicas: number, age: number): ReplicaSet =>
  ({
    metadata: { name: `rs-${age}`, creationTimestamp: `2026-01-01T08:00:0${9 - age}Z`, annotations: notes },
    spec: { replicas },
    status: { replicas },
  }) as unknown as ReplicaSet;

/** The sizes, oldest first, after a Deployment with ReplicaSets of these sizes is scaled in the middle of a rollout. */
function scaled(replicas: number, sizes: readonly number[]): number[] {
  const all = sizes.map((size, i) => replicaSet(size, sizes.length - i));
  const result = new Map<string, number>();
  const control = { scale: (_: unknown, rs: ReplicaSet, size: number) => result.set(rs.metadata.name, size) };
  const d = { spec: { replicas, strategy: rolling }, status: {} } as unknown as Deployment;
  const rollout = { d, newRS: all.at(-1), oldRSs: all.slice(0, -1), log: [] };
  scaleAll(rollout, control as unknown as ReplicaSetControl);
  return all.map((rs) => result.get(rs.metadata.name)!);
}

describe('scaleAll', () => {
  it.each([
    ['each gets its share', 18, [10, 5], [12, 6]],
    ['of equals the newer gets what is left over', 16, [5, 5, 5], [5, 5, 6]],
    ['of equals the older gives what is left over', 14, [5, 5, 5], [4, 5, 5]],
    ['the larger gets what is left over', 16, [7, 4, 4], [8, 4, 4]],
    ['nobody keeps any when none are wanted', 0, [10, 5], [0, 0]],
  ])('%s', (_, replicas, before, after) => {
    expect(scaled(replicas, before)).toEqual(after);
  });
});

import { describe, expect, it } from 'vitest';
import type { Deployment, ReplicaSet } from '../../index.ts';
import { deployment, replicaSets, start } from '../../testing/deployment-scenario.ts';
import { rolloutStatus } from './deployment-status.ts';

describe('rolloutStatus', () => {
  const cluster = start();
  const failure = { type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: 'quota' } as const;
  const types = ({ conditions }: Deployment['status']): string[] => (conditions ?? []).map((c) => c.type);
  const d = deployment(cluster);
  const [rs] = replicaSets(cluster) as [ReplicaSet];

  it('says when a ReplicaSet cannot create its Pods, as long as it cannot', () => {
    const failing: ReplicaSet = { ...rs, status: { ...rs.status, conditions: [failure] } };
    const status = rolloutStatus(d, [failing], failing, cluster.now());
    expect(status.conditions).toContainEqual(expect.objectContaining(failure));
    expect(types(rolloutStatus({ ...d, status }, [rs], rs, cluster.now()))).toEqual(['Available', 'Progressing']);
  });

  it('leaves conditions alone that say the same already', () => {
    expect(rolloutStatus(d, [rs], rs, cluster.now() + 60_000)).toEqual(d.status);
  });
});

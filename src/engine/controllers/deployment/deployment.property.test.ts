import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actor, change, deployment, pods, replicaSets, start, withImage } from '../../testing/deployment-scenario.ts';
import type { Cluster } from '../../index.ts';

const [maxSurge, maxUnavailable] = [2, 1];
const strategy = { type: 'RollingUpdate', rollingUpdate: { maxSurge, maxUnavailable } };

type Step = (cluster: Cluster) => void;
const patch =
  (spec: object): Step =>
  ({ api }) =>
    api.patch('deployments', 'api', 'default', 'strategic', { spec }, actor);

const steps: fc.Arbitrary<readonly [Step, number]> = fc.tuple(
  fc.oneof(
    fc.integer({ min: 0, max: 9 }).map((replicas) => patch({ replicas })),
    fc.constantFrom('1', '2', '3', 'broken', 'noready', 'crash').map((tag) => patch(withImage(tag))),
    fc.boolean().map((paused) => patch({ paused })),
    fc.nat(9).map((n): Step => (cluster) => {
      const list = pods(cluster);
      if (list.length > 0) cluster.api.delete('pods', list[n % list.length]!.metadata.name, 'default', actor);
    }),
  ),
  fc.integer({ min: 0, max: 3000 }),
);

describe('whatever is asked of a Deployment, and whenever', () => {
  it('it never has more Pods than maxSurge allows beyond the most ever wanted, and ends as wanted', () => {
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 8 }), (list) => {
        const cluster = start({ strategy });
        let wanted = 3;
        for (const [step, wait] of list) {
          step(cluster);
          cluster.advanceTo(cluster.now() + wait);
          wanted = Math.max(wanted, deployment(cluster).spec.replicas);
          const active = replicaSets(cluster).reduce((sum, rs) => sum + rs.spec.replicas, 0);
          expect(active).toBeLessThanOrEqual(wanted + maxSurge);
        }
        change(cluster, { paused: false, ...withImage('9') });
        const { spec, status } = deployment(cluster);
        const { replicas } = spec;
        expect(status).toMatchObject({
          terminatingReplicas: 0,
          observedGeneration: deployment(cluster).metadata.generation,
        });
        expect([status.replicas ?? 0, status.updatedReplicas ?? 0, status.availableReplicas ?? 0]).toEqual([
          replicas,
          replicas,
          replicas,
        ]);
        expect(pods(cluster).map((p) => p.spec.containers[0]!.image!.split(':')[1])).toEqual(Array(replicas).fill('9'));
      }),
      { numRuns: 30 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCluster } from './cluster.ts';
import type { Cluster } from './cluster-door.ts';
import type { Turn } from './trace/input.ts';

const user = { name: 'user', reason: 'test' };

function set(replicas: number, image: string, policy: string) {
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'web' },
    spec: {
      replicas,
      podManagementPolicy: policy,
      selector: { matchLabels: { app: 'web' } },
      template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image }] } },
    },
  };
}

/** Actions of a user that fast-check can generate. */
const act = fc.oneof(
  fc.record({ do: fc.constant('scale' as const), replicas: fc.integer({ min: -1, max: 6 }) }),
  fc.record({ do: fc.constant('image' as const), tag: fc.constantFrom('1', '2', 'broken', 'crash', 'noready') }),
  fc.record({ do: fc.constant('deletePod' as const), ordinal: fc.integer({ min: 0, max: 5 }) }),
  fc.record({ do: fc.constant('pass' as const), ms: fc.integer({ min: 0, max: 5000 }) }),
  fc.record({ do: fc.constant('step' as const), tasks: fc.integer({ min: 1, max: 8 }) }),
);
type Act = typeof act extends fc.Arbitrary<infer A> ? A : never;

function perform(cluster: Cluster, action: Act): void {
  if (action.do === 'pass') return cluster.advanceTo(cluster.now() + action.ms);
  if (action.do === 'step') {
    for (let i = 0; i < action.tasks; i++) cluster.step();
    return;
  }
  try {
    if (action.do === 'deletePod') cluster.api.delete('pods', `web-${action.ordinal}`, 'default', user);
    else {
      const spec =
        action.do === 'scale'
          ? { replicas: action.replicas }
          : { template: { spec: { containers: [{ name: 'web', image: `nginx:${action.tag}` }] } } };
      cluster.api.patch('statefulsets', 'web', 'default', 'strategic', { spec }, user);
    }
  } catch {
    // Refused requests are inputs as well.
  }
}

function session(acts: readonly Act[], policy: string, seed: number): Cluster {
  const cluster = createCluster({ seed });
  cluster.api.create(set(3, 'nginx:1', policy), user);
  for (const action of acts) perform(cluster, action);
  return cluster;
}

const sessions = fc.tuple(
  fc.array(act, { maxLength: 15 }),
  fc.constantFrom('OrderedReady', 'Parallel'),
  fc.integer({ min: 1, max: 1000 }),
);

describe('replaying the inputs of a session', () => {
  it('gives the same history, bit for bit', () => {
    fc.assert(
      fc.property(sessions, ([acts, policy, seed]) => {
        const first = session(acts, policy, seed);
        const again = createCluster({ seed });
        // Requests that were refused may have come after the last turn.
        const end = { ...(first.turns.at(-1) as Turn), inputs: first.inputs.length };
        again.replay(JSON.parse(JSON.stringify(first.inputs)), end);
        expect(JSON.stringify(again.history)).toBe(JSON.stringify(first.history));
        expect(JSON.stringify(again.inputs)).toBe(JSON.stringify(first.inputs));
      }),
      { numRuns: 60 },
    );
  });

  it('up to any turn gives the history up to there', () => {
    fc.assert(
      fc.property(sessions, fc.nat(), ([acts, policy, seed], pick) => {
        const first = session(acts, policy, seed);
        const turn = first.turns[pick % first.turns.length] as Turn;
        const again = createCluster({ seed });
        again.replay(first.inputs, turn);
        expect(JSON.stringify(again.history)).toBe(JSON.stringify(first.history.slice(0, turn.seq)));
        expect(again.now()).toBe(turn.at);
      }),
      { numRuns: 60 },
    );
  });

  it('refuses an input that is none', () => {
    const cluster = createCluster();
    expect(() => cluster.replay([{ at: 0, steps: 0, verb: 'constructor', args: [] }])).toThrow('knows no input');
  });
});

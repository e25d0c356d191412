/**
 * Imports a cluster before each step of a recording, and compares it with the cluster that it was read from: all writes
 * of the StatefulSet controller in order, with each passing status, and the state at rest.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Cluster, createCluster, resources } from '../../src/engine/index.ts';
import type { RecordedTrace } from '../../src/engine/testing/compare-trace.ts';
import { recordedOptions, replayTrace } from '../../src/engine/testing/trace.ts';
import { Random } from '../../src/engine/sim/random.ts';
import { importCluster } from '../../src/import/import-cluster.ts';

const recordings = new URL('../../src/engine/testing/recordings/', import.meta.url);
const all = ['traces', 'mixed'].flatMap((folder) =>
  readdirSync(new URL(folder, recordings)).map((file) => `${folder}/${file}`),
);
/** `npm run test:breadth` imports them all. */
const few = ['traces/gate-random-1011', 'traces/random-0046', 'mixed/mixed-0029'].map((name) => `${name}.json`);

/** Steps whose passing statuses differ, by what a dump does not contain. */
const unknowable: Readonly<Record<string, string>> = {
  'random-0113 6': 'a node still has the image of a Pod that is gone, so its new Pod starts sooner',
};

/** As kubectl get … -o json prints it. */
function dumpOf({ api }: Cluster): string {
  const items = resources.flatMap(({ resource }) => api.list(resource));
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
}

/** As text, without times and without the random part of the names of a Deployment's Pods. */
const comparable = (value: unknown): string =>
  JSON.stringify(value, (key, part: unknown) => (/^last(Update|Transition)Time$/.test(key) ? undefined : part)).replace(
    /"([a-z-]+-[0-9a-f]{8,10})-[a-z0-9]{5}"/g,
    '"$1-?"',
  );

// Durations and the choice between equal nodes depend on the seed and on uids, and a cluster that was read has other
// uids for what it creates later.
beforeEach(() => {
  const { bits } = Random.prototype;
  const draws = vi.spyOn(Random.prototype, 'bits');
  draws.mockImplementation(function (this: Random, purpose: string) {
    const timed = /^(node|pull|start|provision|expand) /.test(purpose);
    return bits.call(this, timed ? purpose.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '') : purpose);
  });
});
afterEach(() => void vi.restoreAllMocks());

describe('imported before each step, a cluster makes all writes of the one that it was read from', () => {
  for (const file of process.env.BREADTH ? all : few) {
    const name = /([^/]*)\.json$/.exec(file)![1]!;
    it(name, () => {
      const recorded = JSON.parse(readFileSync(new URL(file, recordings), 'utf8')) as RecordedTrace;
      const options = recordedOptions(recorded);
      const ours = replayTrace(recorded);
      const imported = replayTrace(recorded, (cluster) =>
        createCluster({ ...importCluster([{ name: 'dump', text: dumpOf(cluster) }], 'keep').options, ...options }),
      );
      for (const [i, { writes, state, codes }] of ours.steps.entries()) {
        const step = imported.steps[i]!;
        expect(step.codes).toEqual(codes);
        expect(comparable(step.state)).toEqual(comparable(state));
        const same = comparable(step.writes) === comparable(writes);
        if (`${name} ${i}` in unknowable) expect(same, 'no longer differs').toBe(false);
        else expect(step.writes.map(comparable)).toEqual(writes.map(comparable));
      }
    });
  }
});

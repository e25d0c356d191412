/** A cluster that is read in the middle of a recording goes on as the recorded one did. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Cluster, createCluster, resources } from '../../src/engine/index.ts';
import { compareTrace, type RecordedTrace } from '../../src/engine/testing/compare-trace.ts';
import { recordedOptions, replayTrace } from '../../src/engine/testing/trace.ts';
import { importCluster } from '../../src/import/import-cluster.ts';

const recordings = new URL('../../src/engine/testing/recordings/', import.meta.url);
const load = (file: string): RecordedTrace =>
  JSON.parse(readFileSync(new URL(file, recordings), 'utf8')) as RecordedTrace;
const all = ['traces', 'mixed'].flatMap((folder) =>
  readdirSync(new URL(folder, recordings)).map((file) => `${folder}/${file}`),
);
/** One of each kind; `npm run test:breadth` imports them all. */
const few = [
  ...['mixed/mixed-0001', 'mixed/mixed-0029', 'traces/gate-random-1020', 'traces/random-0083', 'traces/ondelete'],
  ...['traces/deployment-basic', 'traces/max-unavailable-parallel', 'traces/pvc-policy-deleted-delete-scaled-delete'],
  ...['traces/cascade-orphan-adopt', 'traces/partition-canary', 'traces/min-ready-seconds', 'traces/pod-failed'],
].map((name) => `${name}.json`);
const traces = process.env.BREADTH ? all : few;

/** As kubectl get … -o json prints it. */
function dumpOf({ api }: Cluster): string {
  const items = resources.flatMap(({ resource }) => api.list(resource));
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
}

describe('imported before each step, a cluster does what was recorded', () => {
  for (const file of traces) {
    it(/([^/]*)\.json$/.exec(file)![1]!, () => {
      const recorded = load(file);
      const options = recordedOptions(recorded);
      const replayed = replayTrace(recorded, (cluster) =>
        createCluster({ ...importCluster([{ name: 'dump', text: dumpOf(cluster) }], 'keep').options, ...options }),
      );
      expect(compareTrace(recorded, replayed)).toEqual([]);
    });
  }
});

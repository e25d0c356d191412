/** Imports a cluster in the middle of a recording and compares how it continues. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Cluster, createCluster, isWrite, resources } from '../../src/engine/index.ts';
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

/**
 * Traces in which no owner is deleted: for a Pod without its StatefulSet, a dump does not show if the set was deleted.
 */
const moments = ['traces/partition-canary', 'traces/pod-failed', 'mixed/mixed-0029'].map((name) => `${name}.json`);

/** Returns the StatefulSet controller's creations and deletions after a record. */
const decided = ({ history }: Cluster, from: number): readonly string[] =>
  history.slice(from).flatMap((r) => {
    const isIts = isWrite(r) && r.actor.name === 'statefulset-controller' && r.resource !== 'events';
    return isIts && r.type !== 'MODIFIED' ? [`${r.type} ${r.resource} ${r.object.metadata.name}`] : [];
  });

/** Returns the objects of a moment in short form, without times. */
const states = ({ api }: Cluster): unknown => [
  api.list('statefulsets').map(({ metadata, status }) => [metadata.name, status]),
  api.list('pods', { namespace: 'default' }).map(({ metadata: { name, labels }, status }) => {
    const ready = status.conditions?.find(({ type }) => type === 'Ready')?.status;
    return [labels?.['controller-revision-hash'] === undefined ? '' : name, labels, status.phase, ready];
  }),
  api.list('persistentvolumeclaims').map(({ metadata, status }) => [metadata.name, status.phase]),
  api.list('controllerrevisions').map(({ metadata, revision }) => [metadata.name, revision]),
];

describe('imported in the middle of a step, a cluster goes on as the one that it was read from', () => {
  for (const file of process.env.BREADTH ? [...moments, 'traces/ondelete.json', 'mixed/mixed-0001.json'] : moments) {
    it(/([^/]*)\.json$/.exec(file)![1]!, () => {
      const recorded = load(file);
      const options = recordedOptions(recorded);
      let judged = 0;
      replayTrace(recorded, undefined, (cluster) => {
        const read: { readonly dump: string; readonly from: number }[] = [];
        for (let tasks = 0; !cluster.atRest(); tasks++) {
          if (tasks % 13 === 0) read.push({ dump: dumpOf(cluster), from: cluster.history.length });
          cluster.step();
        }
        for (const { dump, from } of read) {
          const { options: found } = importCluster([{ name: 'dump', text: dump }], 'keep');
          const other = createCluster({ ...found, ...options });
          const begun = other.history.length;
          other.settle();
          expect(decided(other, begun)).toEqual(decided(cluster, from));
          expect(states(other)).toEqual(states(cluster));
          judged++;
        }
      });
      expect(judged).toBeGreaterThan(5);
    });
  }
});

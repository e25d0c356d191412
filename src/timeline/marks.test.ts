import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cluster, createCluster, type Manifest } from '../engine/index.ts';
import { nginxService, user, webSet } from '../view/testing.ts';
import { gracePeriod, type Mark, MarkList } from './marks.ts';

function start(...manifests: Manifest[]): Cluster {
  const cluster = createCluster();
  for (const manifest of [nginxService, ...manifests]) cluster.api.create(manifest, user);
  return cluster;
}

function marksOf(cluster: Cluster): readonly Mark[] {
  const list = new MarkList();
  list.add(cluster.history, cluster.now(), cluster.atRest());
  return list.marks;
}

const failures = (cluster: Cluster): string[] =>
  marksOf(cluster).flatMap(({ kind, name }) => (kind === 'failure' ? [name] : []));

describe('a failure mark', () => {
  it.each(['OrderedReady', 'Parallel'])('is not set by a healthy start, %s', (podManagementPolicy) => {
    const cluster = start(webSet({ podManagementPolicy }));
    for (let at = 100; at < 10_000; at += 100) {
      cluster.advanceTo(at);
      expect(failures(cluster), `at ${at} ms`).toEqual([]);
    }
  });

  it('stands at the moment of a warning that does not pass', () => {
    const cluster = start(webSet({}, 'registry.k8s.io/nginx-slim:broken'));
    cluster.advanceTo(30_000);
    const [first] = marksOf(cluster).filter(({ kind }) => kind === 'failure');
    expect(first).toMatchObject({ name: 'web-0' });
    expect(first!.at).toBeLessThan(10_000);
  });

  it('is set when the cluster comes to rest without having recovered', () => {
    const set = webSet();
    const cluster = start({ ...set, spec: { ...(set.spec as object), volumeClaimTemplates: [claimOf('none')] } });
    cluster.settle();
    expect(failures(cluster)).toContain('web-0');
  });

  it('is set for a container that crashes again and again though it is Ready in between', () => {
    const cluster = start(webSet({ replicas: 1 }, 'registry.k8s.io/nginx-slim:crash'));
    cluster.advanceTo(300_000);
    expect(failures(cluster)).toContain('web-0');
  });
});

describe('the list', () => {
  it('is the same however often it was asked for, and in the order of the history', () => {
    const image = fc.constantFrom('0.21', 'broken', 'crash');
    fc.assert(
      fc.property(image, fc.array(fc.integer({ min: 1, max: 8000 }), { maxLength: 12 }), (tag, steps) => {
        const cluster = start(webSet({}, `registry.k8s.io/nginx-slim:${tag}`));
        const list = new MarkList();
        let seen = 0;
        for (const step of steps) {
          cluster.advanceTo(cluster.now() + step);
          list.add(cluster.history.slice(seen), cluster.now(), false);
          seen = cluster.history.length;
        }
        // All that is pending is decided.
        list.add(cluster.history.slice(seen), cluster.now() + gracePeriod, false);
        const whole = new MarkList();
        whole.add(cluster.history, cluster.now() + gracePeriod, false);
        const seqs = list.marks.map(({ seq }) => seq);
        expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
        expect(list.marks).toEqual(whole.marks);
      }),
      { numRuns: 30 },
    );
  });
});

const claimOf = (storageClassName: string) => ({
  metadata: { name: 'www' },
  spec: { accessModes: ['ReadWriteOnce'], storageClassName, resources: { requests: { storage: '1Gi' } } },
});

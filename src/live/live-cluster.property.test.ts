// Follows a cluster through all faults: at each bookmark the known objects equal the real ones, and each change is
// recorded once.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Random } from '../engine/index.ts';
import { readList } from './decode.ts';
import { type LiveResource, liveResources } from './kinds.ts';
import { type LiveChange, LiveCluster, type LiveEffect } from './live-cluster.ts';
import { RecordedCluster } from './testing/recorded.ts';
import { type Fault, faults, UnsteadyServer } from './testing/unsteady-server.ts';

const recorded = new RecordedCluster(
  readFileSync(new URL('testing/recordings/streams.jsonl', import.meta.url), 'utf8'),
);

const asKnown = (resource: LiveResource, version: number) =>
  readList(recorded.list(resource, version), resource, (object) => object)!.items.map(({ object }) => object);
const byUid = <T extends { readonly metadata: { readonly uid: string } }>(objects: readonly T[]) =>
  Object.fromEntries(objects.map((object) => [object.metadata.uid, object]));

/** Follows the recorded cluster from its beginning until all is quiet, and looks at each bookmark. */
function follow(seed: number, { forbidden = [] as readonly LiveResource[], faultsUntil = recorded.end } = {}) {
  const reported = new Map<LiveResource, Map<string, LiveChange>>();
  const versions = new Set<string>();
  let bookmarks = 0;
  const cluster = new LiveCluster({
    namespace: 'default',
    seed,
    // The recording lasts a minute: a longer silence would hide all of it.
    limits: { answer: 4000, silence: 20_000, maxDelay: 4000 },
    onChanges(changes) {
      for (const change of changes) {
        const { resource, type, object, previous } = change;
        const known = reported.get(resource) ?? new Map<string, LiveChange>();
        reported.set(resource, known);
        const { uid, resourceVersion } = object.metadata;
        // Objects that appear were absent before; objects that change or go were there.
        expect(known.has(uid)).toBe(type !== 'ADDED');
        expect(previous).toBe(known.get(uid)?.object);
        if (type === 'DELETED') known.delete(uid);
        else {
          expect(versions.has(`${uid} ${resourceVersion}`)).toBe(false);
          versions.add(`${uid} ${resourceVersion}`);
          known.set(uid, change);
        }
      }
    },
  });
  const server = new UnsteadyServer(recorded, new Random(seed), faultsUntil, forbidden);
  const ask = (effects: readonly LiveEffect[], at: number) => server.ask(effects, at);
  ask(cluster.start(0), 0);
  const end = Math.ceil(recorded.end / 1000) * 1000 + 400_000;
  for (let at = 0; at <= end; at += at < end - 400_000 ? 100 : 1000) {
    for (const heard of server.speak(at)) {
      ask(cluster.take(heard, at), at);
      if (heard.of === 'server' || heard.input.type !== 'line' || !heard.input.text.startsWith('{"type":"BOOKMARK"'))
        continue;
      const watch = cluster.watch(heard.of)!;
      if (watch.status(at).phase !== 'watching') continue;
      bookmarks++;
      expect(byUid(watch.objects)).toEqual(byUid(asKnown(heard.of, Number(watch.version))));
    }
    if (at % 1000 === 0) ask(cluster.tick(at), at);
  }
  return { cluster, server, reported, bookmarks, end };
}

describe('a cluster that is followed through everything that can go wrong', () => {
  const seen = new Set<Fault>();

  it.each(Array.from({ length: 6 }, (_, seed) => seed))('is known as it is, seed %i', (seed) => {
    const { cluster, server, reported, bookmarks, end } = follow(seed);
    server.seen.forEach((fault) => seen.add(fault));
    expect(bookmarks).toBeGreaterThan(50);
    for (const resource of liveResources) {
      const last = byUid(asKnown(resource, recorded.versionAt(end)));
      expect(byUid(cluster.watch(resource)!.objects)).toEqual(last);
      // The reported changes add up to the same objects.
      expect(
        byUid([...(reported.get(resource) ?? new Map<string, LiveChange>()).values()].map(({ object }) => object)),
      ).toEqual(last);
      expect(cluster.watch(resource)!.status(end)).toMatchObject({ trouble: null, stale: false, unreadable: 0 });
    }
  });

  it('meets each fault in one of the seeds', () => {
    expect([...seen].toSorted()).toEqual(faults.toSorted());
  });

  it('follows the other kinds where one is not permitted', () => {
    const { cluster, end } = follow(100, { forbidden: ['nodes', 'persistentvolumes'] });
    expect(cluster.watch('nodes')!.status(end)).toMatchObject({
      trouble: 'notPermitted',
      message: 'nodes is forbidden: User "jane" cannot list resource "nodes"',
      count: 0,
      asOf: null,
    });
    expect(cluster.watch('pods')!.status(end)).toMatchObject({ trouble: null, stale: false });
  });

  it('has each single step of the recording where nothing goes wrong', () => {
    const steps: string[] = [];
    const cluster = new LiveCluster({
      namespace: 'default',
      seed: 1,
      onChanges: (changes) =>
        steps.push(...changes.map(({ type, object }) => `${type} ${object.metadata.resourceVersion}`)),
    });
    const server = new UnsteadyServer(recorded, new Random(1), 0);
    server.ask(cluster.start(2000), 2000);
    for (let at = 2000; at <= recorded.end + 5000; at += 100) {
      for (const heard of server.speak(at)) server.ask(cluster.take(heard, at), at);
      if (at % 1000 === 0) server.ask(cluster.tick(at), at);
    }
    const sent = liveResources.flatMap((resource) => recorded.events(resource, 0, Infinity));
    // Two kinds are listed at first: the existing nodes, volumes, classes and Service.
    expect(steps.length - sent.length).toBe(
      liveResources.flatMap((one) => recorded.objects(one, recorded.versionAt(2171))).length,
    );
    for (const { type, version } of sent) expect(steps).toContain(`${type} ${version}`);
  });
});

// Tests the writes of a real controller in the recorded streams against the predicted ones.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { KubernetesObject } from '../engine/index.ts';
import { readEvent, readList } from './decode.ts';
import { gatesOf } from './gates.ts';
import { inferred } from './inferred.ts';
import { type LiveResource, liveResources } from './kinds.ts';
import type { LiveChange } from './live-cluster.ts';
import { KnownObjects } from './known-objects.ts';
import { OtherWriters } from './other-writers.ts';
import { Predictions } from './predictions.ts';
import { RecordedCluster } from './testing/recorded.ts';
import { withoutValues } from './without-values.ts';

const recorded = new RecordedCluster(
  readFileSync(new URL('testing/recordings/streams.jsonl', import.meta.url), 'utf8'),
);
const redact = withoutValues();
const version = 'v1.36.2';
/** Virtual time of the beginning of the recording. */
const begin = Date.parse('2026-11-29T01:00:00Z') - Date.UTC(2026, 0, 1, 8);

/**
 * Observes the recorded cluster from one time (ms) to another.
 * @param each Time between observations.
 * @param kinds Their order, if events are sorted by kind instead of by time.
 */
function follow(from: number, to: number, each = 1000, kinds?: readonly LiveResource[]) {
  const known = new Map(liveResources.map((resource) => [resource, new KnownObjects()]));
  const objects = (): readonly KubernetesObject[] => [...known.values()].flatMap((one) => one.objects);
  for (const resource of liveResources) {
    known.get(resource)!.replace(readList(recorded.list(resource, recorded.versionAt(from)), resource, redact)!.items);
  }
  const predictions = new Predictions(inferred);
  predictions.look([], { objects: objects(), at: begin + from, version });
  for (let at = from; at < to; at += each) {
    const changes = (kinds ?? liveResources)
      .flatMap((resource) =>
        recorded
          .events(resource, recorded.versionAt(at), recorded.versionAt(at + each))
          .map((event) => ({ ...event, resource })),
      )
      .sort((a, b) => (kinds === undefined ? a.ms - b.ms : 0))
      .map(({ text, resource, ms }) => {
        const event = readEvent(text, resource, redact);
        if (!('seen' in event)) throw new Error(text);
        const taken = known.get(resource)!.take(event.type, event.seen);
        return { at: begin + ms, changes: taken.map((change) => ({ ...change, resource })) };
      });
    if (changes.length > 0) predictions.look(changes, { objects: objects(), at: begin + at + each, version });
  }
  return predictions;
}

const verdictsOf = ({ judged }: Predictions) =>
  judged.toReversed().map(({ verb, name, verdict }) => `${verb} ${name} ${verdict}`);

describe('the writes of a real controller', () => {
  // `kubectl delete pod` twice, and the garbage collector after the set was deleted.
  it('are those that ours would have made, but for the Pods that somebody else deletes', () => {
    const all = verdictsOf(follow(3000, recorded.end));
    expect(all.filter((one) => one.endsWith(' predicted')).length).toBeGreaterThan(20);
    expect(all.filter((one) => !one.endsWith(' predicted'))).toEqual([
      'delete web-1 deletedByOther',
      'delete web-4 deletedByOther',
      'delete web-1 deletedByOther',
      'delete web-0 deletedByOther',
    ]);
  });

  // All events of a kind come at once, as when a watch goes on after an interruption: `kubectl set image` to a broken image
  // and its undo are in one observation. Of the deletions, `kubectl delete pod` made that of web-1.
  it('are found in any order of the kinds', () => {
    for (const kinds of [liveResources, liveResources.toReversed()]) {
      const all = verdictsOf(follow(12_500, 20_500, 8000, kinds));
      expect(all).toContain('delete web-4 predicted');
      expect(all.filter((one) => !one.endsWith(' predicted'))).toEqual(['delete web-1 deletedByOther']);
    }
  });

  it('are none where a cluster is seen for the first time', () => {
    expect(verdictsOf(follow(12_500, 12_500))).toEqual([]);
  });
});

// Recording 19 of the plans: the controller updates the claim of each Pod when the retention policy changes.
describe('the owners of claims', () => {
  const objects = liveResources.flatMap((resource) =>
    readList(recorded.list(resource, recorded.versionAt(13_000)), resource, redact)!.items.map(({ object }) => object),
  );
  const set = objects.find(({ kind }) => kind === 'StatefulSet')!;
  const claims = objects.filter(({ kind }) => kind === 'PersistentVolumeClaim');
  const { name, uid } = set.metadata;
  const owner = { apiVersion: 'apps/v1', kind: 'StatefulSet', name, uid, controller: true, blockOwnerDeletion: true };
  const owned = claims.map((claim) => ({ ...claim, metadata: { ...claim.metadata, ownerReferences: [owner] } }));
  const policy = { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete', whenScaled: 'Retain' } };
  const metadata = { ...set.metadata, generation: set.metadata.generation! + 1 };
  const changed = { ...set, metadata, spec: { ...(set as unknown as { spec: object }).spec, ...policy } };
  const others = objects.filter((one) => one !== set && !claims.includes(one));
  const at = begin + 13_000;

  const judged = (...sets: readonly KubernetesObject[]) => {
    const predictions = new Predictions(inferred);
    predictions.look([], { objects, at, version });
    const modified = (resource: LiveResource) => (object: KubernetesObject) => ({
      type: 'MODIFIED' as const,
      resource,
      object,
      previous: objects.find((one) => one.metadata.uid === object.metadata.uid)!,
    });
    const changes = [...sets.map(modified('statefulsets')), ...owned.map(modified('persistentvolumeclaims'))];
    const state = { objects: [...others, ...owned, sets[0] ?? set], at: at + 1, version };
    predictions.look([{ at: at + 1, changes }], state);
    return verdictsOf(predictions);
  };

  it('follow the retention policy as predicted', () => {
    expect(claims.length).toBeGreaterThan(2);
    expect(judged(changed)).toEqual(claims.map((claim) => `update ${claim.metadata.name} predicted`));
  });

  it('are not predicted where the policy is the same', () => {
    expect(judged()).toEqual(claims.map((claim) => `update ${claim.metadata.name} otherwise`));
  });
});

/** A change of a set, by a manager. */
function changeBy(manager: string, subresource?: string, object: object = {}): LiveChange {
  const metadata = { name: 'web', namespace: 'default', uid: 'u', resourceVersion: '1', ...object };
  return {
    type: 'MODIFIED',
    resource: 'statefulsets',
    object: { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata } as unknown as KubernetesObject,
    writer: { manager, ...(subresource !== undefined && { subresource }) },
  };
}

describe('another writer', () => {
  const named = (...changes: readonly LiveChange[]) => {
    const writers = new OtherWriters();
    writers.see(changes, 5);
    return writers.all.map(({ name, how }) => `${name} ${how}`);
  };

  it('is none of Kubernetes, nor kubectl', () => {
    expect(named(changeBy('kube-controller-manager', 'status'), changeBy('kubectl-client-side-apply'))).toEqual([]);
  });

  it('is an operator, by its field manager', () => {
    expect(named(changeBy('postgres-operator'))).toEqual(['postgres-operator wrote']);
  });

  it('is the autoscaler, which writes as the controller manager', () => {
    expect(named(changeBy('kube-controller-manager', 'scale'))).toEqual(['HorizontalPodAutoscaler wrote']);
  });

  it('is the owner of the set', () => {
    const ownerReferences = [
      { apiVersion: 'acid.zalan.do/v1', kind: 'postgresql', name: 'pg', uid: 'o', controller: true },
    ];
    expect(named(changeBy('kubectl', undefined, { ownerReferences }))).toEqual([
      'postgresql pg (acid.zalan.do/v1) owns',
    ]);
  });

  it('is another controller in place of this one, as that of OpenKruise', () => {
    const ownerReferences = [
      { apiVersion: 'apps.kruise.io/v1beta1', kind: 'StatefulSet', name: 'web', uid: 'o', controller: true },
    ];
    const change = changeBy('kube-controller-manager', undefined, { ownerReferences });
    const pod = { ...change, resource: 'pods' as const, object: { ...change.object, kind: 'Pod' } as KubernetesObject };
    expect(named(pod)).toContain('StatefulSet web (apps.kruise.io/v1beta1) controls');
  });
});

describe('feature gates', () => {
  it('are those of the version, and those that no version tells are named', () => {
    expect(gatesOf('v1.34.1', [])).toEqual({ gates: { MaxUnavailableStatefulSet: false }, unknown: [] });
    expect(gatesOf('v1.36.2', []).unknown).toEqual(['MaxUnavailableStatefulSet']);
    expect(gatesOf('v1.26.0', []).unknown).toContain('StatefulSetAutoDeletePVC');
    expect(gatesOf('v1.40.0', []).unknown).toContain('> v1.36');
    expect(gatesOf(null, []).unknown).toEqual(['v1.36']);
  });

  it('are on where the API server keeps their field', () => {
    const spec = { updateStrategy: { rollingUpdate: { maxUnavailable: 2 } } };
    const set = { kind: 'StatefulSet', metadata: {}, spec } as unknown as KubernetesObject;
    expect(gatesOf('v1.36.2', [set])).toEqual({ gates: { MaxUnavailableStatefulSet: true }, unknown: [] });
  });
});

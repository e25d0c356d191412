import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCluster, type HistoryRecord } from '../../engine/index.ts';
import { play, sessions } from '../../engine/testing/acts.ts';
import { type ClusterView, emptyClusterView, foldRecords, stageContext } from '../cluster-view.ts';
import type { StageModel } from '../stage-model.ts';
import { nginxService, user, webSet } from '../testing.ts';
import { StageDerivation, stageModel } from './derive-stage.ts';
import { draftSet } from './draft.ts';

const web = { namespace: 'default', name: 'web' };

/** Returns the view after each record. */
function viewsOf(history: readonly HistoryRecord[]): readonly ClusterView[] {
  const views = [emptyClusterView];
  for (const record of history) views.push(foldRecords(views.at(-1)!, [record]));
  return views;
}

/** Through a history, mostly as time runs; now and then a jump, or a set that is written and not there. */
const strides = fc.array(
  fc.record({
    by: fc.oneof({ weight: 8, arbitrary: fc.integer({ min: 1, max: 4 }) }, fc.integer({ min: -200, max: 200 })),
    draft: fc.option(fc.integer({ min: 0, max: 7 }), { freq: 3 }),
  }),
  { minLength: 200, maxLength: 400 },
);

describe('a stage that is derived from moment to moment', () => {
  it('is the one that is derived from nothing, wherever one goes in whatever history', () => {
    fc.assert(
      fc.property(sessions(25), strides, (session, walk) => {
        const views = viewsOf(play(session).history);
        const derivation = new StageDerivation();
        let at = 0;
        for (const { by, draft } of walk) {
          at = Math.max(at + by, 0) % views.length;
          const view = views[at]!;
          const standIn = draft === null ? undefined : draftSet(webSet({ replicas: draft }))!;
          const context = { ...stageContext(view, 'default/web'), ...(standIn && { standIn }) };
          const [stage, whole] = [
            derivation.derive(view.objects, web, context),
            stageModel(view.objects, web, context),
          ];
          // The quick comparison first: there are tens of thousands of them.
          if (!isDeepStrictEqual(stage, whole)) expect(stage).toEqual(whole);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('follows what changes without the Pod of the slot', () => {
    const cluster = createCluster();
    const { api } = cluster;
    for (const manifest of [nginxService, webSet()]) api.create(manifest, user);
    cluster.settle();
    const derivation = new StageDerivation();
    const stage = (): StageModel => {
      const view = foldRecords(emptyClusterView, cluster.history);
      return derivation.derive(view.objects, web, stageContext(view, 'default/web'));
    };
    const claim = () => stage().slots.find(({ ordinal }) => ordinal === 2)?.claims[0];
    const volume = claim()!.volume!;
    api.patch('persistentvolumes', volume.name, undefined, 'merge', { spec: { capacity: { storage: '2Gi' } } }, user);
    expect(claim()?.volume?.capacity).toBe('2Gi');

    const patch = (spec: object) => api.patch('statefulsets', 'web', 'default', 'strategic', { spec }, user);
    patch({ replicas: 2 });
    cluster.settle();
    expect(claim()?.inUse).toBe(false);
    const volumes = [{ name: 'data', persistentVolumeClaim: { claimName: 'www-web-2' } }];
    const spec = { containers: [{ name: 'cat', image: 'cat:1' }], volumes };
    api.create({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'reader' }, spec }, user);
    expect(claim()?.inUse).toBe(true);
    api.delete('pods', 'reader', 'default', user, { gracePeriodSeconds: 0 });
    cluster.settle();
    expect(claim()?.inUse).toBe(false);

    patch({ updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 1 } } });
    stage();
    patch({ template: { spec: { containers: [{ name: 'nginx', image: 'nginx:9' }] } } });
    stage();
    cluster.settle();
    expect(stage().slots[0]?.decision?.verb).toBe('keep');
  });

  it('is the same object while nothing of it changes, and so is each slot', () => {
    fc.assert(
      fc.property(sessions(15), (session) => {
        const derivation = new StageDerivation();
        let before = derivation.derive(emptyClusterView.objects, web);
        for (const view of viewsOf(play(session).history)) {
          const now = derivation.derive(view.objects, web, stageContext(view, 'default/web'));
          const known = new Map(before.slots.map((slot) => [slot.ordinal, slot]));
          // Looked up once, so that only what is different has to be compared whole.
          for (const slot of now.slots) {
            const then = known.get(slot.ordinal);
            if (then !== slot) expect(slot).not.toEqual(then);
          }
          if (before !== now) expect(now).not.toEqual(before);
          before = now;
        }
      }),
      { numRuns: 60 },
    );
  });
});

import { describe, expect, it } from 'vitest';
import { type Cluster, createCluster } from '../../engine/index.ts';
import { createTranslator } from '../../i18n/index.ts';
import { emptyClusterView, foldRecords, stageContext } from '../cluster-view.ts';
import { newsOf, podFacts } from '../pod/pod-facts.ts';
import { stageModel } from '../stage/derive-stage.ts';
import type { StageModel } from '../stage-model.ts';
import { nginxService, user, webSet } from '../testing.ts';
import { outlookOf } from './outlook.ts';

const t = await (await createTranslator('en')).inLanguage('en');

function start(spec: Readonly<Record<string, unknown>> = {}): Cluster {
  const cluster = createCluster();
  for (const manifest of [nginxService, webSet(spec)]) cluster.api.create(manifest, user);
  cluster.settle();
  return cluster;
}

function patch(cluster: Cluster, spec: object): void {
  cluster.api.patch('statefulsets', 'web', 'default', 'strategic', { spec }, user);
}
const image = (tag: string) => ({
  template: { spec: { containers: [{ name: 'nginx', image: `registry.k8s.io/nginx-slim:${tag}` }] } },
});

function stageOf(cluster: Cluster): StageModel {
  const view = foldRecords(emptyClusterView, cluster.history);
  return stageModel(view.objects, { namespace: 'default', name: 'web' }, stageContext(view, 'default/web'));
}

/** Returns what is said of each Pod of a stage. */
function factsOf(stage: StageModel, now: number) {
  return stage.slots.map((slot) => podFacts(t, slot.pod!, { ...outlookOf(slot, stage), replaced: newsOf(slot, now) }));
}

const titles = (cluster: Cluster) => factsOf(stageOf(cluster), cluster.now()).map((facts) => facts.comparisonTitle);
const notes = (cluster: Cluster) => factsOf(stageOf(cluster), cluster.now()).map(({ note }) => note?.text ?? null);

const newest = 'The label controller-revision-hash equals updateRevision: this Pod has the newest template.';
const older = 'The label controller-revision-hash differs from updateRevision: this Pod still has an older template';

describe('the label of a Pod beside the update revision', () => {
  it('is equal for all Pods while nothing is updated', () => {
    const cluster = start();
    expect(titles(cluster)).toEqual([newest, newest, newest]);
    expect(factsOf(stageOf(cluster), cluster.now())[0]?.comparison).toBe('= updateRevision');
  });

  it('differs below the partition, because of the partition', () => {
    const cluster = start({ updateStrategy: { rollingUpdate: { partition: 1 } } });
    patch(cluster, image('0.22'));
    cluster.settle();
    expect(titles(cluster)).toEqual([`${older}, because the partition holds it back (0 < 1).`, newest, newest]);
  });

  it('differs while the Pod waits for its turn', () => {
    const cluster = start();
    patch(cluster, image('broken'));
    cluster.settle();
    expect(titles(cluster)).toEqual([`${older}; blocked by web-2.`, `${older}; blocked by web-2.`, newest]);
  });

  it('differs under OnDelete until somebody deletes the Pod', () => {
    const cluster = start({ updateStrategy: { type: 'OnDelete' } });
    patch(cluster, image('0.22'));
    cluster.settle();
    expect(titles(cluster)[1]).toBe(`${older}, until you delete it (OnDelete).`);
    cluster.api.delete('pods', 'web-1', 'default', user);
    cluster.settle();
    expect(titles(cluster)[1]).toBe(newest);
    expect(notes(cluster)).toEqual([null, 'new revision (OnDelete)', null]);
  });
});

describe('a Pod that came back', () => {
  it('says with which revision and why, and those that stayed say nothing', () => {
    const cluster = start({ updateStrategy: { rollingUpdate: { partition: 1 } } });
    patch(cluster, image('0.22'));
    cluster.settle();
    expect(notes(cluster)).toEqual([null, 'new revision: 1 ≥ partition 1', 'new revision: 2 ≥ partition 1']);
    cluster.api.delete('pods', 'web-0', 'default', user);
    cluster.settle();
    expect(notes(cluster)[0]).toBe('old revision: 0 < partition 1');
  });

  it('explains nothing by an update that began after it came back', () => {
    const cluster = start();
    cluster.api.delete('pods', 'web-0', 'default', user);
    cluster.settle();
    cluster.advanceTo(cluster.now() + 5_000);
    patch(cluster, { updateStrategy: { rollingUpdate: { partition: 1 } }, ...image('0.22') });
    cluster.settle();
    expect(notes(cluster)[0]).toBeNull();
  });

  it('has a new uid and a new IP, which are news for a while, as they are when one looks back', () => {
    const cluster = start();
    const before = cluster.api.get('pods', 'web-1', 'default')!;
    cluster.api.delete('pods', 'web-1', 'default', user);
    cluster.settle();
    const after = cluster.api.get('pods', 'web-1', 'default')!;
    const [first, replaced] = factsOf(stageOf(cluster), cluster.now());
    expect(replaced?.wasUid).toBe(before.metadata.uid.slice(0, 4));
    expect(replaced?.uid).toBe(after.metadata.uid.slice(0, 4));
    expect([replaced?.wasIp, replaced?.ip]).toEqual([before.status.podIP, after.status.podIP]);
    expect(replaced?.replaced).toBe(
      `replaced the Pod with uid ${before.metadata.uid.slice(0, 8)} and IP ${before.status.podIP}`,
    );
    expect(first?.wasIp).toBeNull();
    expect(factsOf(stageOf(cluster), cluster.now() + 60_000)[1]?.wasIp).toBeNull();
  });
});

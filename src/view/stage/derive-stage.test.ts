import { describe, expect, it } from 'vitest';
import { type Cluster, clusterCapacity, createCluster, type Manifest } from '../../engine/index.ts';
import { type ClusterView, emptyClusterView, foldRecords } from '../cluster-view.ts';
import type { StageModel } from '../stage-model.ts';
import { nginxService, user, webSet } from '../testing.ts';
import { type SetKey, stageModel } from './derive-stage.ts';
import { draftSet } from './draft.ts';

const web: SetKey = { namespace: 'default', name: 'web' };

function clusterWith(...manifests: Manifest[]): Cluster {
  const cluster = createCluster();
  for (const manifest of manifests) cluster.api.create(manifest, user);
  return cluster;
}

function viewOf(cluster: Cluster): ClusterView {
  return foldRecords(emptyClusterView, cluster.history);
}

function stageOf(cluster: Cluster): StageModel {
  const view = viewOf(cluster);
  return stageModel(view.objects, web, {
    decisions: view.decisions.get('default/web'),
    revisionNames: view.revisionNames.get('default/web'),
    claimMessages: view.claimMessages,
    standIn: view.deletedSets.get('default/web'),
    deleted: view.deletedSets.has('default/web'),
  });
}

const patch = (cluster: Cluster, spec: object) =>
  cluster.api.patch('statefulsets', 'web', 'default', 'strategic', { spec }, user);
const image = (name: string) => ({ template: { spec: { containers: [{ name: 'nginx', image: name }] } } });
const verdicts = (stage: StageModel) => stage.slots.map((slot) => slot.dns.verdict);

describe('slots', () => {
  it('stand for each wanted ordinal before there are Pods', () => {
    const stage = stageOf(clusterWith(nginxService, webSet({ replicas: 2, ordinals: { start: 5 } })));
    expect(stage.slots.map((slot) => [slot.podName, slot.pod, slot.absence, slot.desired])).toEqual([
      ['web-5', null, 'NotCreatedYet', true],
      ['web-6', null, 'NotCreatedYet', true],
    ]);
  });

  it('stand for no more ordinals than the cluster can hold Pods', () => {
    const stage = stageOf(clusterWith(nginxService, webSet({ replicas: 2147483647 })));
    expect(stage.replicas).toBe(2147483647);
    expect(stage.slots.length).toBe(clusterCapacity.pods);
  });

  it('show the Pods with their claims and volumes once they run', () => {
    const cluster = clusterWith(nginxService, webSet());
    cluster.settle();
    const stage = stageOf(cluster);
    expect(stage.slots.map(({ pod }) => [pod?.name, pod?.status, pod?.readyText, pod?.ready])).toEqual([
      ['web-0', 'Running', '1/1', true],
      ['web-1', 'Running', '1/1', true],
      ['web-2', 'Running', '1/1', true],
    ]);
    expect(stage.slots.map(({ claims }) => claims.map((c) => [c.name, c.phase, c.inUse, c.keptBy]))).toEqual([
      [['www-web-0', 'Bound', true, null]],
      [['www-web-1', 'Bound', true, null]],
      [['www-web-2', 'Bound', true, null]],
    ]);
    for (const { claims } of stage.slots) expect(claims[0]?.volume).toMatchObject({ phase: 'Bound', capacity: '1Gi' });
    expect(stage.slots.every((slot) => slot.absence === null && slot.decision === null)).toBe(true);
    expect(stage.lastDecision?.rule).toBe('UpToDate');
  });

  it('are unsettled for as long as they have no Ready Pod, or storage that is not bound', () => {
    const cluster = clusterWith(nginxService, webSet());
    const unsettled = () => stageOf(cluster).unsettled.map(({ podName }) => podName);
    expect(unsettled()).toEqual(['web-0', 'web-1', 'web-2']);
    cluster.settle();
    expect(unsettled()).toEqual([]);
    cluster.api.delete('pods', 'web-1', 'default', user);
    expect(unsettled()).toEqual(['web-1']);
    cluster.settle();
    patch(cluster, { replicas: 2 });
    cluster.settle();
    // Its claim is left behind.
    expect(unsettled()).toEqual(['web-2']);
  });

  it('outlive their Pods as long as a claim stands', () => {
    const cluster = clusterWith(nginxService, webSet());
    cluster.settle();
    patch(cluster, { replicas: 1 });
    cluster.settle();
    const stage = stageOf(cluster);
    expect(stage.slots.map((s) => [s.podName, s.desired, s.absence, s.claims[0]?.keptBy])).toEqual([
      ['web-0', true, null, null],
      ['web-1', false, 'ScaledDown', 'whenScaled: Retain'],
      ['web-2', false, 'ScaledDown', 'whenScaled: Retain'],
    ]);
  });

  it('remain with what the deleted set leaves behind', () => {
    const cluster = clusterWith(nginxService, webSet());
    cluster.settle();
    cluster.api.delete('statefulsets', 'web', 'default', user);
    cluster.settle();
    const stage = stageOf(cluster);
    expect(stage.setExists).toBe(false);
    expect(stage.slots.map((s) => [s.absence, s.claims[0]?.keptBy])).toEqual(
      Array(3).fill(['SetDeleted', 'whenDeleted: Retain']),
    );
  });

  it('are ghosts of what is written while nothing is applied', () => {
    const draft = draftSet(webSet({ replicas: 2 }))!;
    const stage = stageModel(emptyClusterView.objects, web, { standIn: draft });
    expect(stage.slots.map((slot) => [slot.podName, slot.absence])).toEqual([
      ['web-0', 'NotApplied'],
      ['web-1', 'NotApplied'],
    ]);
    expect(stage.service).toMatchObject({ name: 'nginx', exists: false });
  });

  it('are a hundred of a set that is written with any number of replicas, and the number is what is written', () => {
    for (const replicas of [1e6, 1e9, Number.MAX_SAFE_INTEGER]) {
      const stage = stageModel(emptyClusterView.objects, web, { standIn: draftSet(webSet({ replicas }))! });
      expect([stage.replicas, stage.slots.length]).toEqual([replicas, 100]);
    }
  });

  it('survive a draft with nonsense in it', () => {
    const draft = draftSet({
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 'web' },
      spec: { replicas: -1, ordinals: 'x', template: [], volumeClaimTemplates: [null, { metadata: 3 }] },
    });
    expect(stageModel(emptyClusterView.objects, web, { standIn: draft! }).slots).toHaveLength(1);
    expect(draftSet({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'x' } })).toBeNull();
  });

  it('do not take another set’s Pods and claims for their own', () => {
    const other = { ...webSet({ replicas: 1 }), metadata: { name: 'my-web' } };
    const cluster = clusterWith(nginxService, webSet({ replicas: 1 }), other);
    cluster.settle();
    const stage = stageOf(cluster);
    expect(stage.slots.map((slot) => slot.podName)).toEqual(['web-0']);
    expect(stage.slots[0]?.claims.map((claim) => claim.name)).toEqual(['www-web-0']);
  });
});

describe('DNS', () => {
  it('answers for the Pods that are ready, under the fully qualified name', () => {
    const cluster = clusterWith(nginxService, webSet({ replicas: 1 }));
    cluster.settle();
    const { slots, service } = stageOf(cluster);
    expect(slots[0]?.dns).toEqual({
      name: 'web-0.nginx.default.svc.cluster.local',
      verdict: 'Resolves',
      addresses: [slots[0]?.pod?.ip],
    });
    expect(service?.answers).toEqual([{ pod: 'web-0', ip: slots[0]?.pod?.ip, ready: true }]);
  });

  it('says that the Service is missing, and answers once it exists', () => {
    const cluster = clusterWith(webSet({ replicas: 2 }));
    cluster.settle();
    expect(verdicts(stageOf(cluster))).toEqual(['ServiceMissing', 'ServiceMissing']);
    cluster.api.create(nginxService, user);
    cluster.settle();
    expect(verdicts(stageOf(cluster))).toEqual(['Resolves', 'Resolves']);
  });

  const service = (spec: object): Manifest => ({
    ...nginxService,
    spec: { ...(nginxService.spec as object), ...spec },
  });
  // Its claim is never bound, so the Pod is never scheduled and gets no address.
  const withoutClass = [
    {
      metadata: { name: 'www' },
      spec: {
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: '1Gi' } },
        storageClassName: 'no-such-class',
      },
    },
  ];
  const neverReady = webSet({ replicas: 1 }, 'nginx:noready');

  it.each<[string, Manifest[], string]>([
    ['Resolves', [service({ clusterIP: undefined }), webSet({ replicas: 1 })], '10.'],
    ['ServiceSelectsOthers', [service({ selector: { app: 'redis' } }), webSet({ replicas: 1 })], 'None'],
    ['PodNotReady', [nginxService, neverReady], 'None'],
    ['Resolves', [service({ publishNotReadyAddresses: true }), neverReady], 'None'],
    ['PodHasNoAddress', [nginxService, webSet({ replicas: 1, volumeClaimTemplates: withoutClass })], 'None'],
  ])('%s', (verdict, manifests, clusterIP) => {
    const cluster = clusterWith(...manifests);
    cluster.settle();
    const stage = stageOf(cluster);
    expect(verdicts(stage)).toEqual([verdict]);
    expect(stage.service?.clusterIP).toContain(clusterIP);
  });

  it('says that a Pod is absent, and that one is going', () => {
    const cluster = clusterWith(nginxService, webSet({ replicas: 2 }));
    while (!stageOf(cluster).slots[0]?.pod) cluster.step();
    expect(verdicts(stageOf(cluster))[1]).toBe('PodAbsent');
    cluster.settle();
    cluster.api.delete('pods', 'web-1', 'default', user);
    expect(verdicts(stageOf(cluster))).toEqual(['Resolves', 'PodTerminating']);
  });

  it('has no names without a serviceName', () => {
    const stage = stageOf(clusterWith(webSet({ replicas: 1, serviceName: undefined })));
    expect(stage.service).toBeNull();
    expect(stage.slots[0]?.dns).toEqual({ name: null, verdict: 'NoServiceName', addresses: [] });
  });
});

describe('decisions', () => {
  it('explain each slot that waits, not only the next one', () => {
    const cluster = clusterWith(nginxService, webSet({ replicas: 4 }, 'nginx:broken'));
    cluster.settle();
    const { slots, lastDecision } = stageOf(cluster);
    expect(slots[0]?.pod?.status).toBe('ImagePullBackOff');
    expect(slots.slice(1).map(({ decision }) => [decision?.rule, decision?.pod, decision?.waitingFor])).toEqual([
      ['WaitForReady', 'web-1', 'web-0'],
      ['WaitForReady', 'web-2', 'web-0'],
      ['WaitForReady', 'web-3', 'web-0'],
    ]);
    expect(lastDecision).toMatchObject({ rule: 'WaitForReady', ordinal: 1 });
  });

  it('name the partition for the Pods below it', () => {
    const cluster = clusterWith(nginxService, webSet({ updateStrategy: { rollingUpdate: { partition: 2 } } }));
    cluster.settle();
    patch(cluster, image('nginx:2'));
    cluster.settle();
    const stage = stageOf(cluster);
    expect(stage.slots.map((s) => [s.inUpdateRange, s.pod?.imageTag, s.decision?.rule])).toEqual([
      [false, '0.21', 'PartitionKeepsPod'],
      [false, '0.21', 'PartitionKeepsPod'],
      [true, '2', undefined],
    ]);
  });
});

describe('revisions', () => {
  it('keep their colour index when the numbers change, from first appearance on', () => {
    const cluster = clusterWith(nginxService, webSet({ replicas: 1 }));
    cluster.settle();
    const first = stageOf(cluster).revisions[0]!;
    patch(cluster, image('nginx:2'));
    cluster.settle();
    patch(cluster, image('registry.k8s.io/nginx-slim:0.21'));
    cluster.settle();
    const { revisions } = stageOf(cluster);
    // Rolling back makes the first revision the newest: number 3.
    expect(revisions.map((r) => [r.revision, r.index, r.image, r.current, r.update, r.pods])).toEqual([
      [2, 1, 'nginx:2', false, false, 0],
      [3, 0, 'registry.k8s.io/nginx-slim:0.21', true, true, 1],
    ]);
    expect(revisions[1]?.name).toBe(first.name);
    expect(first.name).toBe(`web-${first.hash}`);
  });
});

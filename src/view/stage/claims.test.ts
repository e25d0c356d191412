import { describe, expect, it } from 'vitest';
import { type Cluster, createCluster, type Manifest } from '../../engine/index.ts';
import { emptyClusterView, foldRecords, stageContext } from '../cluster-view.ts';
import type { StageModel } from '../stage-model.ts';
import { nginxService, user, webSet } from '../testing.ts';
import { stageModel } from './derive-stage.ts';

function clusterWith(...manifests: Manifest[]): Cluster {
  const cluster = createCluster();
  for (const manifest of manifests) cluster.api.create(manifest, user);
  return cluster;
}

/** After the first `records` of the cluster's history; all of them, if absent. */
function stageOf({ history }: Cluster, records = history.length): StageModel {
  const view = foldRecords(emptyClusterView, history.slice(0, records));
  return stageModel(view.objects, { namespace: 'default', name: 'web' }, stageContext(view, 'default/web'));
}

const patch = (cluster: Cluster, spec: object) =>
  cluster.api.patch('statefulsets', 'web', 'default', 'strategic', { spec }, user);

describe('claims', () => {
  const write = (cluster: Cluster, pod: string, content: string) => {
    const { uid } = cluster.api.get('pods', pod, 'default')!.metadata;
    const path = '/usr/share/nginx/html/index.html';
    expect(cluster.containers.changeFile(uid, 'nginx', { op: 'write', path, content })).toBeUndefined();
  };
  const files = (stage: StageModel) =>
    stage.slots.map(({ claims }) => claims[0]?.volume?.files?.map(({ path, content }) => `${path}: ${content}`));

  it('have in them what was written there, with or without a Pod, until the volume is gone', () => {
    const cluster = clusterWith(nginxService, webSet());
    cluster.settle();
    expect(files(stageOf(cluster))).toEqual([[], [], []]);
    write(cluster, 'web-2', 'hello');
    expect(files(stageOf(cluster))).toEqual([[], [], ['index.html: hello']]);
    patch(cluster, { replicas: 2 });
    cluster.settle();
    expect(files(stageOf(cluster))).toEqual([[], [], ['index.html: hello']]);
    cluster.api.delete('persistentvolumeclaims', 'www-web-2', 'default', user);
    patch(cluster, { replicas: 3 });
    cluster.settle();
    expect(files(stageOf(cluster))).toEqual([[], [], []]);
  });

  it('show what was in them at a moment of the past', () => {
    const cluster = clusterWith(nginxService, webSet({ replicas: 1 }));
    cluster.settle();
    write(cluster, 'web-0', 'one');
    const then = cluster.history.length;
    write(cluster, 'web-0', 'two');
    expect(files(stageOf(cluster, then))).toEqual([['index.html: one']]);
    expect(files(stageOf(cluster))).toEqual([['index.html: two']]);
  });

  it('say nothing of a directory of a node, which may be another volume’s as well', () => {
    const cluster = clusterWith(nginxService);
    const claimRef = { namespace: 'default', name: 'www-web-0' };
    cluster.api.create(
      {
        apiVersion: 'v1',
        kind: 'PersistentVolume',
        metadata: { name: 'static' },
        spec: {
          capacity: { storage: '1Gi' },
          accessModes: ['ReadWriteOnce'],
          hostPath: { path: '/mnt' },
          storageClassName: 'standard',
          claimRef,
        },
      },
      user,
    );
    cluster.api.create(webSet({ replicas: 1 }), user);
    cluster.settle();
    const { volume } = stageOf(cluster).slots[0]!.claims[0]!;
    expect(volume).toMatchObject({ name: 'static', files: null });
  });

  it('name those with whom they go', () => {
    const policy = { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete', whenScaled: 'Delete' } };
    const cluster = clusterWith(nginxService, webSet(policy));
    cluster.settle();
    const owners = () => stageOf(cluster).slots.map(({ claims }) => claims[0]?.owners);
    expect(owners()).toEqual(Array(3).fill(['StatefulSet/web']));
    patch(cluster, { replicas: 2 });
    while (owners()[2]?.[0] === 'StatefulSet/web') cluster.step();
    expect(owners()[2]).toEqual(['Pod/web-2']);
  });
});

import { describe, expect, it } from 'vitest';
import { type Cluster, createCluster, type Manifest } from '../../engine/index.ts';
import { type ClusterView, emptyClusterView, foldRecords } from '../cluster-view.ts';
import { nginxService, user, webSet } from '../testing.ts';
import { deploymentModels, DeploymentsDerivation } from './deployments.ts';
import { stageModel } from './derive-stage.ts';

const deployment = (image = 'nginx:1', name = 'anyone'): Manifest => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name },
  spec: {
    replicas: 3,
    selector: { matchLabels: { app: name } },
    template: { metadata: { labels: { app: name } }, spec: { containers: [{ name: 'nginx', image }] } },
  },
});

function modelsOf(cluster: Cluster, written: Manifest[] = []) {
  const { objects, replicaSetNames } = foldRecords(emptyClusterView, cluster.history);
  return deploymentModels(objects, 'default', replicaSetNames, written);
}

describe('Deployments', () => {
  it('have Pods with names that nobody knew before, and none of the set’s', () => {
    const cluster = createCluster();
    for (const manifest of [nginxService, webSet(), deployment()]) cluster.api.create(manifest, user);
    cluster.settle();
    const [model, ...rest] = modelsOf(cluster);
    expect(rest).toEqual([]);
    expect(model).toMatchObject({ name: 'anyone', exists: true, replicas: 3, readyReplicas: 3 });
    expect(model!.pods).toHaveLength(3);
    for (const pod of model!.pods) expect(pod.name).toBe(`anyone-${pod.revision}-${pod.name.slice(-5)}`);
    const { objects } = foldRecords(emptyClusterView, cluster.history);
    expect(stageModel(objects, { namespace: 'default', name: 'web' }).slots).toHaveLength(3);
  });

  it('replace a Pod by another one', () => {
    const cluster = createCluster();
    cluster.api.create(deployment(), user);
    cluster.settle();
    const before = modelsOf(cluster)[0]!.pods.map(({ name }) => name);
    cluster.api.delete('pods', before[0]!, 'default', user);
    cluster.settle();
    const after = modelsOf(cluster)[0]!.pods.map(({ name }) => name);
    expect(after).toHaveLength(3);
    expect(after.filter((name) => before.includes(name))).toHaveLength(2);
  });

  it('keep the colour of a template through an update and back', () => {
    const cluster = createCluster();
    const colours = () => [...new Set(modelsOf(cluster)[0]!.pods.map(({ revisionIndex }) => revisionIndex))];
    const update = (image: string) => {
      const spec = { template: { spec: { containers: [{ name: 'nginx', image }] } } };
      cluster.api.patch('deployments', 'anyone', 'default', 'strategic', { spec }, user);
      cluster.settle();
    };
    cluster.api.create(deployment(), user);
    cluster.settle();
    expect(colours()).toEqual([0]);
    update('nginx:2');
    expect(colours()).toEqual([1]);
    update('nginx:1');
    expect(colours()).toEqual([0]);
  });

  it('stand in for what is written and not applied', () => {
    const cluster = createCluster();
    expect(modelsOf(cluster)).toEqual([]);
    const elsewhere = { ...deployment(), metadata: { name: 'anyone', namespace: 'other' } };
    const nonsense = { ...deployment(), metadata: {}, spec: null };
    expect(modelsOf(cluster, [nginxService, deployment(), elsewhere, nonsense])).toEqual([
      { name: 'anyone', exists: false, replicas: 3, readyReplicas: 0, pods: [] },
    ]);
    cluster.api.create(deployment(), user);
    expect(modelsOf(cluster, [deployment()])).toMatchObject([{ name: 'anyone', exists: true }]);
  });

  it('are the same at each moment, whichever moments came before', () => {
    const cluster = createCluster();
    const derivation = new DeploymentsDerivation();
    const moments: ClusterView[] = [];
    const keep = () => moments.push(foldRecords(emptyClusterView, cluster.history));
    const derive = ({ objects, replicaSetNames }: ClusterView) =>
      derivation.derive(objects, 'default', replicaSetNames);
    cluster.api.create(deployment(), user);
    cluster.api.create(deployment('nginx:1', 'other'), user);
    for (let i = 0; i < 30; i++) {
      keep();
      cluster.step();
    }
    cluster.settle();
    keep();
    cluster.api.delete('deployments', 'anyone', 'default', user);
    cluster.settle();
    keep();
    for (const moment of [...moments, ...moments.toReversed()]) {
      const { objects, replicaSetNames } = moment;
      expect(derive(moment)).toEqual(deploymentModels(objects, 'default', replicaSetNames));
    }
  });

  it('stay the same object while nothing of theirs changes', () => {
    const cluster = createCluster();
    const derivation = new DeploymentsDerivation();
    let view = emptyClusterView;
    let seen = 0;
    const derive = () => {
      view = foldRecords(view, cluster.history.slice(seen));
      seen = cluster.history.length;
      return derivation.derive(view.objects, 'default', view.replicaSetNames);
    };
    cluster.api.create(deployment('nginx:1', 'one'), user);
    cluster.api.create(deployment('nginx:1', 'two'), user);
    cluster.settle();
    const [one, two] = derive();
    cluster.api.delete('pods', two!.pods[0]!.name, 'default', user);
    cluster.settle();
    const after = derive();
    expect(after[1]).not.toEqual(two);
    expect(after[1]!.pods).toHaveLength(3);
    expect(after[0]).toBe(one);
  });
});

import { describe, expect, it } from 'vitest';
import {
  actor,
  change,
  condition,
  deployment,
  newDeployment,
  pods,
  replicaSets,
  sizes,
  start,
  withImage,
} from '../../testing/deployment-scenario.ts';

const revision = 'deployment.kubernetes.io/revision';

describe('revisions', () => {
  it('are numbered; the template of an older one makes its ReplicaSet the newest again', () => {
    const cluster = start();
    change(cluster, withImage('2'));
    change(cluster, withImage('1'));
    const [first] = replicaSets(cluster).filter((rs) => rs.spec.replicas > 0);
    expect(replicaSets(cluster)).toHaveLength(2);
    expect(first!.metadata.annotations).toMatchObject({
      [revision]: '3',
      'deployment.kubernetes.io/revision-history': '1',
    });
    expect(deployment(cluster).metadata.annotations).toMatchObject({ [revision]: '3' });
  });

  it.each([
    [0, ['5']],
    [2, ['3', '4', '5']],
    [10, ['1', '2', '3', '4', '5']],
  ])('are kept up to revisionHistoryLimit %i', (revisionHistoryLimit, kept) => {
    const cluster = start({ revisionHistoryLimit });
    for (const tag of ['2', '3', '4', '5']) change(cluster, withImage(tag));
    expect(Object.keys(sizes(cluster)).sort()).toEqual(kept);
  });

  it('are not made by scaling', () => {
    const cluster = start();
    change(cluster, { replicas: 1 });
    expect(replicaSets(cluster)).toHaveLength(1);
    expect(deployment(cluster).metadata.annotations).toEqual({ [revision]: '1' });
  });

  it('get the annotations of the Deployment, which count as a new generation', () => {
    const cluster = start();
    const annotations = { 'kubernetes.io/change-cause': 'why not' };
    cluster.api.patch('deployments', 'api', 'default', 'merge', { metadata: { annotations } }, actor);
    cluster.settle();
    expect(replicaSets(cluster)[0]!.metadata.annotations).toMatchObject(annotations);
    expect(deployment(cluster)).toMatchObject({ metadata: { generation: 2 }, status: { observedGeneration: 2 } });
  });

  it('have another hash when a foreign ReplicaSet has the name already', () => {
    const [taken] = replicaSets(start());
    const cluster = start({ paused: true });
    const labels = { app: 'other' };
    const template = { metadata: { labels }, spec: taken!.spec.template.spec };
    const { name } = taken!.metadata;
    cluster.api.create(
      {
        apiVersion: 'apps/v1',
        kind: 'ReplicaSet',
        metadata: { name },
        spec: { replicas: 0, selector: { matchLabels: labels }, template },
      },
      actor,
    );
    change(cluster, { paused: false });
    expect(deployment(cluster).status).toMatchObject({ collisionCount: 1, availableReplicas: 3 });
    expect(replicaSets(cluster).map((rs) => rs.metadata.name === name)).toEqual([true, false]);
  });
});

describe('ownership', () => {
  it('of ReplicaSets that were orphaned passes to a Deployment that selects them; their Pods stay', () => {
    const cluster = start();
    const before = pods(cluster).map((p) => p.metadata.uid);
    cluster.api.delete('deployments', 'api', 'default', actor, { propagationPolicy: 'Orphan' });
    cluster.settle();
    expect(replicaSets(cluster)[0]!.metadata.ownerReferences ?? []).toEqual([]);
    cluster.api.create(newDeployment(), actor);
    cluster.settle();
    expect(replicaSets(cluster)[0]!.metadata.ownerReferences).toMatchObject([
      { uid: deployment(cluster).metadata.uid },
    ]);
    expect(pods(cluster).map((p) => p.metadata.uid)).toEqual(before);
    expect(condition(cluster, 'Progressing')).toBe('True NewReplicaSetAvailable');
  });

  it('of a ReplicaSet that is being deleted is not taken', () => {
    const cluster = start();
    const { name } = replicaSets(cluster)[0]!.metadata;
    const finalizers = ['example.com/hold'];
    cluster.api.patch('replicasets', name, 'default', 'merge', { metadata: { finalizers } }, actor);
    cluster.api.delete('deployments', 'api', 'default', actor, { propagationPolicy: 'Orphan' });
    cluster.settle();
    cluster.api.delete('replicasets', name, 'default', actor);
    cluster.api.create(newDeployment(), actor);
    cluster.settle();
    expect(cluster.api.get('replicasets', name, 'default')!.metadata.ownerReferences ?? []).toEqual([]);
    expect(deployment(cluster).status).toMatchObject({ collisionCount: 1, availableReplicas: 3 });
  });

  it('of a ReplicaSet ends when its labels no longer match, and another takes its place', () => {
    const cluster = start();
    const { metadata } = replicaSets(cluster)[0]!;
    const labels = { app: 'gone' };
    cluster.api.patch('replicasets', metadata.name, 'default', 'merge', { metadata: { labels } }, actor);
    cluster.settle();
    expect(cluster.api.get('replicasets', metadata.name, 'default')!.metadata.ownerReferences).toBeUndefined();
    expect(deployment(cluster).status).toMatchObject({ collisionCount: 1, replicas: 3 });
  });
});

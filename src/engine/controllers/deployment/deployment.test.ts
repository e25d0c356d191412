import { describe, expect, it } from 'vitest';
import { isWrite } from '../../index.ts';
import {
  actor,
  change,
  condition,
  deployment,
  events,
  extremes,
  pods,
  replicaSets,
  rules,
  sizes,
  start,
  withImage,
} from '../../testing/deployment-scenario.ts';

const revision = 'deployment.kubernetes.io/revision';
const rolling = (maxSurge: string | number, maxUnavailable: string | number): object => ({
  type: 'RollingUpdate',
  rollingUpdate: { maxSurge, maxUnavailable },
});

describe('a new Deployment', () => {
  const cluster = start();
  const [rs] = replicaSets(cluster);
  const hash = rs!.metadata.labels!['pod-template-hash']!;

  it('has one ReplicaSet, named after the template’s hash, which its labels and its selector carry', () => {
    expect(replicaSets(cluster)).toHaveLength(1);
    expect(rs!.metadata.name).toBe(`api-${hash}`);
    expect(rs!.spec.selector).toEqual({ matchLabels: { app: 'api', 'pod-template-hash': hash } });
    expect(rs!.spec.template.metadata!.labels).toEqual({ app: 'api', 'pod-template-hash': hash });
    expect(rs!.metadata.ownerReferences).toMatchObject([{ kind: 'Deployment', name: 'api', controller: true }]);
  });

  it('has Pods with names by chance, in letters that make no words', () => {
    const names = pods(cluster).map((p) => p.metadata.name);
    expect(names).toHaveLength(3);
    for (const name of names) expect(name).toMatch(new RegExp(`^api-${hash}-[bcdfghjklmnpqrstvwxz2456789]{5}$`));
  });

  it('notes its revision, and on the ReplicaSet what it wants', () => {
    expect(deployment(cluster).metadata.annotations).toEqual({ [revision]: '1' });
    expect(rs!.metadata.annotations).toEqual({
      [revision]: '1',
      'deployment.kubernetes.io/desired-replicas': '3',
      'deployment.kubernetes.io/max-replicas': '4',
    });
  });

  it('is available and complete', () => {
    expect(condition(cluster, 'Available')).toBe('True MinimumReplicasAvailable');
    expect(condition(cluster, 'Progressing')).toBe('True NewReplicaSetAvailable');
  });

  it('says in Events what happened', () => {
    expect(events(cluster, 'Deployment')).toEqual([`ScalingReplicaSet: Scaled up replica set api-${hash} from 0 to 3`]);
    expect(events(cluster, 'ReplicaSet').sort()).toEqual(
      pods(cluster).map((p) => `SuccessfulCreate: Created pod: ${p.metadata.name}`),
    );
  });

  it('goes with all that it owns', () => {
    cluster.api.delete('deployments', 'api', 'default', actor);
    cluster.settle();
    expect([...replicaSets(cluster), ...pods(cluster)]).toEqual([]);
  });
});

describe('RollingUpdate', () => {
  // Percentages of maxSurge are rounded up, those of maxUnavailable down.
  it.each`
    replicas | maxSurge  | maxUnavailable | most  | fewest
    ${3}     | ${'25%'}  | ${'25%'}       | ${4}  | ${3}
    ${4}     | ${'25%'}  | ${'25%'}       | ${5}  | ${3}
    ${10}    | ${'25%'}  | ${'25%'}       | ${13} | ${8}
    ${4}     | ${1}      | ${0}           | ${5}  | ${4}
    ${4}     | ${0}      | ${1}           | ${4}  | ${3}
    ${4}     | ${0}      | ${'10%'}       | ${4}  | ${3}
    ${4}     | ${'100%'} | ${0}           | ${8}  | ${4}
    ${4}     | ${0}      | ${'100%'}      | ${4}  | ${0}
    ${2}     | ${0}      | ${5}           | ${2}  | ${0}
  `(
    'of $replicas with maxSurge $maxSurge and maxUnavailable $maxUnavailable has at most $most Pods and at least $fewest ready',
    ({ replicas, maxSurge, maxUnavailable, most, fewest }) => {
      const cluster = start({ replicas, strategy: rolling(maxSurge, maxUnavailable) });
      expect(extremes(cluster, withImage('2'))).toEqual({ most, fewest });
      expect(sizes(cluster)).toEqual({ '1': 0, '2': replicas });
      expect(condition(cluster, 'Progressing')).toBe('True NewReplicaSetAvailable');
    },
  );

  it('stops at a broken image with as many old Pods as have to be available', () => {
    const cluster = start({ replicas: 10, strategy: rolling(3, 2) });
    change(cluster, withImage('broken'));
    expect(sizes(cluster)).toEqual({ '1': 8, broken: 5 });
    expect(condition(cluster, 'Available')).toBe('True MinimumReplicasAvailable');
    expect(deployment(cluster).status).toMatchObject({ replicas: 13, updatedReplicas: 5, unavailableReplicas: 5 });
  });

  it('removes old Pods that are not available first', () => {
    const cluster = start({}, {});
    change(cluster, withImage('broken'));
    change(cluster, withImage('2'));
    expect(rules(cluster.history)).toContain('CleanUpUnhealthy');
    expect(sizes(cluster)).toEqual({ '1': 0, broken: 0, '2': 3 });
  });

  it('waits for minReadySeconds after each Pod', () => {
    const cluster = start({ minReadySeconds: 20, strategy: rolling(1, 0) });
    const from = cluster.now();
    change(cluster, withImage('2'));
    expect(cluster.now() - from).toBeGreaterThan(60_000);
  });

  it('is the newer template’s when the template changes again in the middle', () => {
    const cluster = start();
    cluster.api.patch('deployments', 'api', 'default', 'strategic', { spec: withImage('2') }, actor);
    cluster.advanceTo(cluster.now() + 500);
    change(cluster, withImage('3'));
    expect(sizes(cluster)).toEqual({ '1': 0, '2': 0, '3': 3 });
  });
});

describe('Recreate', () => {
  it('creates no new Pod before the last old one is gone', () => {
    const cluster = start({ strategy: { type: 'Recreate' } });
    const old = new Set(pods(cluster).map((p) => p.metadata.uid));
    const from = cluster.history.length;
    change(cluster, withImage('2'));
    const writes = cluster.history.slice(from).filter((r) => isWrite(r) && r.resource === 'pods');
    const lastGone = writes.findLastIndex((r) => isWrite(r) && r.type === 'DELETED' && old.has(r.object.metadata.uid));
    const firstNew = writes.findIndex((r) => isWrite(r) && r.type === 'ADDED');
    expect(firstNew).toBeGreaterThan(lastGone);
    expect(sizes(cluster)).toEqual({ '1': 0, '2': 3 });
    expect(rules(cluster.history, from)).toEqual(['ScaleDownReplicaSet', 'CreateReplicaSet']);
  });
});

describe('pause', () => {
  const cluster = start({ paused: true });

  it('keeps a template from being rolled out, the first as well', () => {
    expect(pods(cluster)).toEqual([]);
    expect(condition(cluster, 'Progressing')).toBe('Unknown DeploymentPaused');
    change(cluster, { paused: false });
    expect(pods(cluster)).toHaveLength(3);
    change(cluster, { paused: true, ...withImage('2') });
    expect(sizes(cluster)).toEqual({ '1': 3 });
  });

  it('does not keep it from being scaled', () => {
    change(cluster, { replicas: 5 });
    expect(sizes(cluster)).toEqual({ '1': 5 });
  });

  it('ends with resume', () => {
    change(cluster, { paused: false });
    expect(sizes(cluster)).toEqual({ '1': 0, '2': 5 });
    expect(condition(cluster, 'Progressing')).toBe('True NewReplicaSetAvailable');
  });
});

describe('scaling in the middle of a rollout', () => {
  // The example in Kubernetes' documentation of Deployments, "Proportional scaling".
  it('shares out by size', () => {
    const cluster = start({ replicas: 10, strategy: rolling(3, 2) });
    change(cluster, withImage('broken'));
    change(cluster, { replicas: 15 });
    expect(sizes(cluster)).toEqual({ '1': 11, broken: 7 });
    expect(rules(cluster.history)).toContain('ScaleProportionally');
  });

  it('to zero removes all', () => {
    const cluster = start();
    change(cluster, withImage('broken'));
    change(cluster, { replicas: 0 });
    expect(sizes(cluster)).toEqual({ '1': 0, broken: 0 });
  });
});

describe('conditions', () => {
  it('tell since when they are as they are, and when they were last renewed', () => {
    const cluster = start();
    const progressing = () => deployment(cluster).status.conditions!.find((c) => c.type === 'Progressing')!;
    const before = progressing();
    cluster.advanceTo(cluster.now() + 60_000);
    change(cluster, withImage('2'));
    expect(progressing().lastTransitionTime).toBe(before.lastTransitionTime);
    expect(progressing().lastUpdateTime! > before.lastUpdateTime!).toBe(true);
  });
});

describe('progressDeadlineSeconds', () => {
  const cluster = start({ progressDeadlineSeconds: 60 });

  it('passes when a rollout is stuck', () => {
    change(cluster, withImage('broken'));
    expect(condition(cluster, 'Progressing')).toBe('True ReplicaSetUpdated');
    cluster.advanceTo(cluster.now() + 55_000);
    expect(condition(cluster, 'Progressing')).toBe('True ReplicaSetUpdated');
    cluster.advanceTo(cluster.now() + 10_000);
    expect(condition(cluster, 'Progressing')).toBe('False ProgressDeadlineExceeded');
    const said = deployment(cluster).status.conditions!.find((c) => c.type === 'Progressing')!.message;
    expect(said).toMatch(/^ReplicaSet "api-\w+" has timed out progressing\.$/);
  });

  it('is not reckoned with when it never passes', () => {
    const endless = start({ progressDeadlineSeconds: 2 ** 31 - 1 });
    expect(condition(endless, 'Progressing')).toBeUndefined();
    expect(condition(endless, 'Available')).toBe('True MinimumReplicasAvailable');
  });

  it('is met again when the rollout gets on', () => {
    change(cluster, withImage('2'));
    expect(condition(cluster, 'Progressing')).toBe('True NewReplicaSetAvailable');
  });
});

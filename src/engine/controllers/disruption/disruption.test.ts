import { describe, expect, it } from 'vitest';
import { type Cluster, StatusError } from '../../index.ts';
import { drain } from '../../testing/drain.ts';
import { actor, pod, pods, start } from '../../testing/scenario.ts';

const later = (cluster: Cluster, s: number): void => cluster.advanceTo(cluster.now() + s * 1000);
const refusalText = "Cannot evict pod as it would violate the pod's disruption budget.";

function withBudget(spec: object, name = 'web'): Cluster {
  const cluster = start({ claims: false, spec: { replicas: 3 } });
  budget(cluster, spec, name);
  later(cluster, 1);
  return cluster;
}

function budget(cluster: Cluster, spec: object, name = 'web'): void {
  const selector = { matchLabels: { app: 'nginx' } };
  const object = {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name },
    spec: { selector, ...spec },
  };
  cluster.api.create(object, actor);
}

const status = (cluster: Cluster) => cluster.api.get('poddisruptionbudgets', 'web', 'default')!.status!;
const counts = (cluster: Cluster): (number | undefined)[] => {
  const { expectedPods, desiredHealthy, currentHealthy, disruptionsAllowed } = status(cluster);
  return [expectedPods, desiredHealthy, currentHealthy, disruptionsAllowed];
};

function evict(cluster: Cluster, name: string): string {
  try {
    cluster.api.evictPod(name, 'default', actor);
    return 'evicted';
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    return `${error.code} ${error.message} ${error.causes.map((c) => c.message).join()}`.trim();
  }
}

describe('the status of a PodDisruptionBudget', () => {
  it.each([
    ['minAvailable 2', { minAvailable: 2 }, [3, 2, 3, 1]],
    ['minAvailable 3', { minAvailable: 3 }, [3, 3, 3, 0]],
    ['minAvailable 50%, rounded up', { minAvailable: '50%' }, [3, 2, 3, 1]],
    ['maxUnavailable 1', { maxUnavailable: 1 }, [3, 2, 3, 1]],
    ['maxUnavailable 0', { maxUnavailable: 0 }, [3, 3, 3, 0]],
    ['maxUnavailable 34%, rounded up', { maxUnavailable: '34%' }, [3, 1, 3, 2]],
    ['neither', {}, [0, 0, 3, 0]],
  ])('%s: expected, desired, current, allowed', (_, spec, expected) => {
    const cluster = withBudget(spec);
    expect(counts(cluster)).toEqual(expected);
    expect(status(cluster).conditions).toMatchObject([
      expected[3]! > 0
        ? { type: 'DisruptionAllowed', status: 'True', reason: 'SufficientPods' }
        : { type: 'DisruptionAllowed', status: 'False', reason: 'InsufficientPods' },
    ]);
  });

  it('counts a Pod of a lost node as unhealthy, and keeps nothing from happening to it', () => {
    const cluster = withBudget({ minAvailable: 3 });
    cluster.cutNode(pod(cluster, 'web-1').spec.nodeName!, actor);
    cluster.settle();
    expect(counts(cluster)).toEqual([3, 3, 2, 0]);
    expect(pod(cluster, 'web-1').metadata.deletionTimestamp).toBeDefined();
  });
});

describe('an eviction', () => {
  it('deletes a Pod that no budget chooses, and says why in a condition', () => {
    const cluster = start({ claims: false });
    expect(evict(cluster, 'web-1')).toBe('evicted');
    const { metadata, status: after } = pod(cluster, 'web-1');
    expect(metadata.deletionTimestamp).toBeDefined();
    expect(after.conditions?.find((c) => c.type === 'DisruptionTarget')).toMatchObject({
      status: 'True',
      reason: 'EvictionByEvictionAPI',
      message: 'Eviction API: evicting',
    });
  });

  it('is granted once, and then refused until the Pod has been replaced', () => {
    const cluster = withBudget({ minAvailable: 2 });
    expect(evict(cluster, 'web-1')).toBe('evicted');
    const needs = 'The disruption budget web needs 2 healthy pods and has 3 currently';
    expect(evict(cluster, 'web-2')).toBe(`429 ${refusalText} ${needs}`);
    cluster.settle();
    expect(counts(cluster)).toEqual([3, 2, 3, 1]);
    expect(evict(cluster, 'web-2')).toBe('evicted');
  });

  it('is refused while the budget has not been looked at', () => {
    const cluster = start({ claims: false });
    budget(cluster, { minAvailable: 1 });
    expect(evict(cluster, 'web-1')).toBe(
      `429 ${refusalText} The disruption budget web is still being processed by the server.`,
    );
  });

  it('is refused for a Pod that two budgets choose', () => {
    const cluster = withBudget({ minAvailable: 1 });
    budget(cluster, { minAvailable: 1 }, 'second');
    expect(evict(cluster, 'web-1')).toBe(
      '500 This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.',
    );
  });

  it('of a Pod that is not ready asks for nothing while enough others are healthy', () => {
    const cluster = withBudget({ minAvailable: 2 });
    cluster.faults.setPodReady('web-2', 'default', false);
    later(cluster, 1);
    expect(counts(cluster)).toEqual([3, 2, 2, 0]);
    expect(evict(cluster, 'web-1')).toContain('429');
    expect(evict(cluster, 'web-2')).toBe('evicted');
  });

  it('of a Pod that is not ready is refused when too few are healthy, unless the budget always allows it', () => {
    const cluster = withBudget({ minAvailable: 3 });
    cluster.faults.setPodReady('web-2', 'default', false);
    later(cluster, 1);
    expect(evict(cluster, 'web-2')).toContain('429');
    const spec = { unhealthyPodEvictionPolicy: 'AlwaysAllow' };
    cluster.api.patch('poddisruptionbudgets', 'web', 'default', 'merge', { spec }, actor);
    later(cluster, 1);
    expect(evict(cluster, 'web-2')).toBe('evicted');
  });
});

describe('a drain', () => {
  it('empties the node; the set puts its Pods elsewhere', () => {
    const cluster = withBudget({ maxUnavailable: 1 });
    const node = pod(cluster, 'web-1').spec.nodeName!;
    drain(cluster, node);
    cluster.settle();
    expect(pods(cluster).map((p) => p.spec.nodeName)).not.toContain(node);
    expect(counts(cluster)).toEqual([3, 2, 3, 1]);
  });

  it('of a second node waits for the Pods of the first', () => {
    const cluster = withBudget({ maxUnavailable: 1 });
    const [first, second] = ['web-1', 'web-2'].map((name) => pod(cluster, name).spec.nodeName!) as [string, string];
    cluster.api.patch('nodes', first, undefined, 'merge', { spec: { unschedulable: true } }, actor);
    cluster.api.evictPod('web-1', 'default', actor);
    expect(drain(cluster, second).map((e) => e.message)).toContain(refusalText);
    cluster.settle();
    expect(new Set(pods(cluster).map((p) => p.spec.nodeName)).size).toBe(1);
  });
});

import { describe, expect, it } from 'vitest';
import { type Cluster, isWrite, type Pod } from '../index.ts';
import { condition, events, get, isReady, main, newPod, start } from '../testing/one-pod.ts';
import { actor } from '../testing/scenario.ts';

const requests = (cpu: string, memory = '64Mi') => ({ requests: { cpu, memory } });
function resize(cluster: Cluster, container: object, more: object[] = []): void {
  const spec = { containers: [{ name: 'main', ...container }, ...more] };
  cluster.api.patch('pods', 'a', 'default', 'strategic', { spec }, actor, { subresource: 'resize' });
  cluster.settle();
}

describe('a resize in place', () => {
  it('gives a container other resources while it runs', () => {
    const cluster = start(newPod({}, { resources: requests('200m') }));
    const { uid } = get(cluster).metadata;
    resize(cluster, { resources: requests('300m') });
    expect(get(cluster)).toMatchObject({ metadata: { uid, generation: 2 }, status: { observedGeneration: 2 } });
    expect(main(cluster)).toMatchObject({
      allocatedResources: { cpu: '300m', memory: '64Mi' },
      resources: requests('300m'),
      restartCount: 0,
    });
    expect(isReady(get(cluster))).toBe(true);
    const what =
      '{"containers":[{"name":"main","resources":{"requests":{"cpu":"300m","memory":"64Mi"}}}],"generation":2}';
    expect(events(cluster, 'ResizeStarted')).toEqual([`Pod resize started: ${what}`]);
    expect(events(cluster, 'ResizeCompleted')).toEqual([`Pod resize completed: ${what}`]);
  });

  it('is in progress until the container with the resources of before has ended', () => {
    const resizePolicy = [{ resourceName: 'memory', restartPolicy: 'RestartContainer' }];
    const cluster = start(newPod({}, { resources: requests('200m'), resizePolicy }));
    const from = cluster.history.length;
    resize(cluster, { resources: requests('200m', '128Mi') });
    const seen = cluster.history.slice(from).flatMap((record) => {
      if (!isWrite(record) || record.resource !== 'pods' || record.actor.name !== 'kubelet') return [];
      const { conditions = [], containerStatuses } = (record.object as Pod).status;
      return [
        [conditions.some(({ type }) => type === 'PodResizeInProgress'), Object.keys(containerStatuses![0]!.state!)[0]],
      ];
    });
    expect(seen[0]).toEqual([true, 'running']);
    expect(seen.slice(1)).not.toContainEqual([true, expect.anything()]);
    expect(events(cluster, 'ResizeCompleted')).toHaveLength(1);
  });

  it('restarts a container whose policy says so for what changes', () => {
    const resizePolicy = [{ resourceName: 'memory', restartPolicy: 'RestartContainer' }];
    const cluster = start(newPod({}, { resources: requests('200m'), resizePolicy }));
    resize(cluster, { resources: requests('300m') });
    expect(main(cluster).restartCount).toBe(0);
    resize(cluster, { resources: requests('300m', '128Mi') });
    expect(main(cluster)).toMatchObject({ restartCount: 1, resources: requests('300m', '128Mi') });
    expect(events(cluster, 'Killing')).toEqual(['Container main resize requires restart']);
  });

  it('is infeasible when the node does not have so much at all', () => {
    const cluster = start(newPod({}, { resources: requests('200m') }));
    resize(cluster, { resources: requests('5') });
    expect(condition(cluster, 'PodResizePending')).toMatchObject({
      status: 'True',
      reason: 'Infeasible',
      message: "Node didn't have enough capacity: cpu, requested: 5000, capacity: 4000",
    });
    expect(main(cluster).resources).toEqual(requests('200m'));
    expect(events(cluster, 'ResizeInfeasible')).toEqual([
      'Pod resize Infeasible: {"containers":[{"name":"main","resources":{"requests":{"cpu":"5","memory":"64Mi"}}}],"generation":2,"error":"Node didn\'t have enough capacity: cpu, requested: 5000, capacity: 4000"}',
    ]);
    resize(cluster, { resources: requests('1') });
    expect(condition(cluster, 'PodResizePending')).toBeUndefined();
    expect(main(cluster).resources).toEqual(requests('1'));
  });

  it('is deferred until other Pods make room', () => {
    const cluster = start(newPod({ nodeName: 'node-1' }, { resources: requests('200m') }));
    const other = newPod({ nodeName: 'node-1' }, { resources: requests('3') });
    cluster.api.create({ ...other, metadata: { name: 'b' } }, actor);
    cluster.settle();
    resize(cluster, { resources: requests('2') });
    expect(condition(cluster, 'PodResizePending')).toMatchObject({
      reason: 'Deferred',
      message: "Node didn't have enough resource: cpu, requested: 2000, used: 3000, capacity: 4000",
    });
    expect(events(cluster, 'ResizeDeferred')).toEqual([expect.stringMatching(/^Pod resize Deferred: \{/)]);
    cluster.api.delete('pods', 'b', 'default', actor);
    cluster.settle();
    expect(condition(cluster, 'PodResizePending')).toBeUndefined();
    expect(main(cluster).resources).toEqual(requests('2'));
  });

  // kubernetes/kubernetes#134825: no event when the message of a deferred resize changes
  it('is reported once while it is deferred, though what is used changes', () => {
    const cluster = start(newPod({ nodeName: 'node-1' }, { resources: requests('200m') }));
    for (const [name, cpu] of Object.entries({ b: '2', c: '1' })) {
      const other = newPod({ nodeName: 'node-1' }, { resources: requests(cpu) });
      cluster.api.create({ ...other, metadata: { name } }, actor);
    }
    cluster.settle();
    resize(cluster, { resources: requests('3') });
    cluster.api.delete('pods', 'c', 'default', actor);
    cluster.settle();
    expect(condition(cluster, 'PodResizePending')!.message).toContain('used: 2000');
    expect(events(cluster, 'ResizeDeferred')).toHaveLength(1);
    resize(cluster, { resources: requests('3500m') });
    expect(events(cluster, 'ResizeDeferred')).toHaveLength(2);
  });
});

describe('a resize that is refused', () => {
  const limits = { cpu: '200m', memory: '64Mi' };
  const cases: [string, object, object, object[], string][] = [
    [
      'another quality of service',
      requests('200m'),
      { resources: { ...requests('200m'), limits } },
      [],
      'spec: Invalid value: "Burstable": Pod QOS Class may not change as a result of resizing',
    ],
    [
      'requests that go',
      requests('200m'),
      { resources: { requests: { cpu: null } } },
      [],
      'spec.containers[0].resources.requests: Forbidden: resource requests cannot be removed',
    ],
    [
      'other resources',
      requests('200m'),
      { resources: { requests: { 'ephemeral-storage': '1Gi' } } },
      [],
      'spec: Forbidden: only cpu and memory resources are mutable',
    ],
    [
      'another container',
      requests('200m'),
      {},
      [{ name: 'side', image: 'app:1', resources: requests('100m') }],
      'spec.containers: Forbidden: containers may not be added or removed on resize',
    ],
  ];
  it.each(cases)('%s', (_, before, container, more, message) => {
    const cluster = start(newPod({}, { resources: before }));
    expect(() => resize(cluster, container, more)).toThrow(`Pod "a" is invalid: ${message}`);
    expect(get(cluster).metadata.generation).toBe(1);
  });

  it('an init container that would have to be started again', () => {
    const resizePolicy = [{ resourceName: 'cpu', restartPolicy: 'RestartContainer' }];
    const init = { name: 'i', image: 'busybox:1', command: ['true'], resources: requests('100m'), resizePolicy };
    const cluster = start(newPod({ initContainers: [init] }, { resources: requests('200m') }));
    const spec = { initContainers: [{ name: 'i', resources: requests('150m') }] };
    expect(() =>
      cluster.api.patch('pods', 'a', 'default', 'strategic', { spec }, actor, { subresource: 'resize' }),
    ).toThrow(
      'Pod "a" is invalid: spec.initContainers[0]: Forbidden: non-sidecar init containers with a resize policy of RestartContainer cannot be resized',
    );
  });

  it('changes nothing else, whatever is sent', () => {
    const cluster = start(newPod({}, { resources: requests('200m') }));
    resize(cluster, { image: 'nginx:2', resources: requests('300m') });
    expect(get(cluster).spec.containers[0]).toMatchObject({ image: 'nginx:1', resources: requests('300m') });
  });

  it('is of Pods only', () => {
    const cluster = start(newPod());
    const patch = () =>
      cluster.api.patch('services', 'kubernetes', 'default', 'merge', {}, actor, { subresource: 'resize' });
    expect(patch).toThrow('the server could not find the requested resource');
  });
});

import { expect, it } from 'vitest';
import { createCluster } from '../../index.ts';
import { newStatefulSet } from '../../testing/builders.ts';
import { actor } from '../../testing/scenario.ts';

it('collects the Pod of a node that does not exist after a while, and its set re-creates it, again and again', () => {
  const cluster = createCluster();
  const { spec, ...set } = newStatefulSet({ claims: false, spec: { replicas: 1 } }) as never as {
    spec: { template: { spec: object } };
  };
  const template = { ...spec.template, spec: { ...spec.template.spec, nodeName: 'node-77' } };
  cluster.api.create({ ...set, spec: { ...spec, template } } as never, actor);
  const uids = [20, 70, 140].map((seconds) => {
    cluster.advanceTo(seconds * 1000);
    const pod = cluster.api.get('pods', 'web-0', 'default')!;
    expect(pod.status.phase).toBe('Pending');
    return pod.metadata.uid;
  });
  expect(new Set(uids).size).toBe(3);
});

import { expect, it } from 'vitest';
import { createCluster } from '../engine/index.ts';
import { eventsAbout, inspectedObject, objectYaml, pathFrom } from './inspect.ts';
import { nginxService, user, webSet } from './testing.ts';

const cluster = createCluster();
cluster.api.create(nginxService, user);
cluster.api.create(webSet(), user);
cluster.settle();
const { api } = cluster;
const pod = { resource: 'pods', name: 'web-1', namespace: 'default' } as const;

it('goes from a Pod to what it rests on, from wherever one begins', () => {
  const path = pathFrom(api, pod);
  expect(path.map(({ resource }) => resource)).toEqual([
    'pods',
    'persistentvolumeclaims',
    'persistentvolumes',
    'nodes',
  ]);
  expect(path[1]!.name).toBe('www-web-1');
  expect(pathFrom(api, path[1]!)).toEqual(path);
  expect(pathFrom(api, path[2]!)).toEqual(path);
  expect(pathFrom(api, path[3]!)).toEqual([path[3]]);
});

it('ends at the volume where no Pod mounts the claim', () => {
  api.patch('statefulsets', 'web', 'default', 'merge', { spec: { replicas: 1 } }, user);
  cluster.settle();
  const claim = { resource: 'persistentvolumeclaims', name: 'www-web-2', namespace: 'default' } as const;
  expect(pathFrom(api, claim).map(({ resource }) => resource)).toEqual(['persistentvolumeclaims', 'persistentvolumes']);
});

it('shows the object as YAML, with what was reported about it', () => {
  const object = inspectedObject(api, { ...pod, name: 'web-0' })!;
  expect(objectYaml(object)).toMatch(/^apiVersion: v1\nkind: Pod\nmetadata:\n/);
  const reasons = eventsAbout(api.list('events'), object).map(({ reason }) => reason);
  expect(reasons).toContain('Scheduled');
  expect(inspectedObject(api, { ...pod, name: 'web-9' })).toBeUndefined();
});

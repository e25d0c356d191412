/** Objects that the API server stores in another form than written, and changes that it accepts. */
import { expect, it } from 'vitest';
import { createCluster, type KubernetesObject, type Manifest } from '../index.ts';
import { refusal } from '../testing/requests.ts';

const actor = { name: 'user', reason: 'test' };
const manifest = (apiVersion: string, kind: string, fields: object): Manifest =>
  ({ apiVersion, kind, metadata: { name: 'a' }, ...fields }) as Manifest;
const create = (given: Manifest): KubernetesObject => createCluster().api.create(given, actor);

// Protobuf does not tell an empty list from none; JSON writes fields without omitempty as null.
it.each([
  ['Role', manifest('rbac.authorization.k8s.io/v1', 'Role', { rules: [] }), { rules: null }],
  ['ClusterRole', manifest('rbac.authorization.k8s.io/v1', 'ClusterRole', {}), { rules: null }],
  ['LimitRange', manifest('v1', 'LimitRange', { spec: { limits: [] } }), { spec: { limits: null } }],
])('an empty list without omitempty is null: %s', (_, given, expected) => {
  expect(create(given)).toMatchObject(expected);
});

it('an empty list of projected sources is null', () => {
  const volumes = [{ name: 'v', projected: { sources: [] } }];
  const pod = create(manifest('v1', 'Pod', { spec: { containers: [{ name: 'c', image: 'nginx' }], volumes } }));
  expect((pod as { spec?: unknown }).spec).toMatchObject({ volumes: [{ projected: { sources: null } }, {}] });
});

it('a quota counts requests of huge pages', () => {
  const hard = { 'requests.hugepages-2Mi': '4Mi', 'hugepages-1Gi': '1Gi' };
  expect(refusal(() => create(manifest('v1', 'ResourceQuota', { spec: { hard } })))).toBe('accepted');
});

it('a bound claim gets the attributes class that it had not', () => {
  const cluster = createCluster();
  const spec = {
    accessModes: ['ReadWriteOnce'],
    storageClassName: 'standard',
    resources: { requests: { storage: '1Gi' } },
  };
  cluster.api.create(manifest('v1', 'PersistentVolumeClaim', { spec }), actor);
  cluster.settle();
  const change = { spec: { volumeAttributesClassName: 'gold' } };
  const patch = () => cluster.api.patch('persistentvolumeclaims', 'a', 'default', 'merge', change, actor);
  expect(cluster.api.get('persistentvolumeclaims', 'a', 'default')!.status.phase).toBe('Bound');
  expect(patch()).toMatchObject(change);
});

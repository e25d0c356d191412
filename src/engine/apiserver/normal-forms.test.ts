/** Objects that the API server stores in another form than written, and Services, classes and quotas that it refuses. */
import { expect, it } from 'vitest';
import { createCluster, type KubernetesObject, type Manifest } from '../index.ts';
import { refusal } from '../testing/requests.ts';

const actor = { name: 'user', reason: 'test' };
const manifest = (apiVersion: string, kind: string, fields: object): Manifest =>
  ({ apiVersion, kind, metadata: { name: 'a' }, ...fields }) as Manifest;
const create = (given: Manifest): KubernetesObject => createCluster().api.create(given, actor);
const why = (given: Manifest): string => refusal(() => create(given)).replace(/^.* is invalid: /, '');
const service = (spec: object): Manifest => manifest('v1', 'Service', { spec: { ports: [{ port: 80 }], ...spec } });

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

// SetDefaults_Service
it('the settings of session affinity follow its type', () => {
  const specOf = (spec: object): unknown => (create(service(spec)) as { spec?: unknown }).spec;
  expect(JSON.stringify(specOf({ sessionAffinityConfig: {} }))).not.toContain('sessionAffinityConfig');
  expect(specOf({ sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: {} } })).toMatchObject({
    sessionAffinityConfig: { clientIP: { timeoutSeconds: 10_800 } },
  });
});

const forName = 'Forbidden: may not be set for ExternalName services';
const healthCheck =
  "spec.healthCheckNodePort: Invalid value: 30000: may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'";
const onlyExists =
  "must be 'Exist' when scope is any of ResourceQuotaScopeTerminating, ResourceQuotaScopeNotTerminating, ResourceQuotaScopeBestEffort, ResourceQuotaScopeNotBestEffort or ResourceQuotaScopeCrossNamespacePodAffinity";
const quota = (spec: object): Manifest => manifest('v1', 'ResourceQuota', { spec });
const scoped = (scopeName: string, operator: string): Manifest => {
  const matchExpressions = [{ scopeName, operator, values: ['a'] }];
  return quota({ hard: { pods: 1 }, scopeSelector: { matchExpressions } });
};
const zones = (...terms: readonly (readonly string[])[]): Manifest => {
  const allowedTopologies = terms.map((values) => ({ matchLabelExpressions: [{ key: 'zone', values }] }));
  return manifest('storage.k8s.io/v1', 'StorageClass', { provisioner: 'x', allowedTopologies });
};

it.each([
  [service({ healthCheckNodePort: 30_000 }), healthCheck],
  [service({ type: 'ExternalName', externalName: 'a', clusterIP: 'None' }), `spec.clusterIPs: ${forName}`],
  [service({ type: 'ExternalName', externalName: 'a', ipFamilies: ['IPv4'] }), `spec.ipFamilies: ${forName}`],
  [scoped('BestEffort', 'In'), `spec.scopeSelector.matchExpressions.operator: Invalid value: "In": ${onlyExists}`],
  [scoped('PriorityClass', 'In'), 'accepted'],
  [quota({ hard: { 'requests.hugepages-2Mi': '4Mi', 'hugepages-1Gi': '1Gi' } }), 'accepted'],
  [zones(['a'], ['b']), 'accepted'],
  [zones(['a', 'b'], ['b', 'a']), 'allowedTopologies[1].matchLabelExpressions: Duplicate value: ""'],
  [
    manifest('storage.k8s.io/v1', 'VolumeAttributesClass', { driverName: 'x' }),
    'parameters: Required value: must contain at least one key/value pair',
  ],
  [
    manifest('v1', 'Endpoints', { subsets: [{ addresses: [{ ip: '127.0.0.1' }], ports: [{ port: 80 }] }] }),
    'subsets[0].addresses[0].ip: Invalid value: "127.0.0.1": may not be in the loopback range (127.0.0.0/8, ::1/128)',
  ],
  [zones(['a', 'a']), 'allowedTopologies[0].matchLabelExpressions[0].values[1]: Duplicate value: "a"'],
])('$kind: %#', (given, expected) => {
  expect(why(given)).toBe(expected);
});

it.each([
  [
    manifest('storage.k8s.io/v1', 'VolumeAttributesClass', { driverName: 'x', parameters: { a: 1 } }),
    'number into Go struct field VolumeAttributesClass.parameters of type string',
  ],
  [
    manifest('networking.k8s.io/v1', 'IngressClass', {
      spec: { controller: 'a/b', parameters: { kind: 'K', name: 1 } },
    }),
    'number into Go struct field IngressClassParametersReference.spec.parameters.name of type string',
  ],
])('a value of another type is refused: %#', (given, expected) => {
  expect(why(given)).toContain(`json: cannot unmarshal ${expected}`);
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

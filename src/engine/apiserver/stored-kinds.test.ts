import { describe, expect, it } from 'vitest';
import { createCluster } from '../cluster.ts';
import type { KubernetesObject, Manifest } from '../api/types.ts';
import { resourceOfKind, resources } from '../api/resources.ts';
import { StatusError } from '../base/status-error.ts';

const actor = { name: 'you', reason: 'Test' };

type Json = Readonly<Record<string, unknown>>;
const manifest = (apiVersion: string, kind: string, fields: object = {}): Manifest =>
  ({ apiVersion, kind, metadata: { name: 'a' }, ...fields }) as Manifest;

/** The object as it is stored, without what every object gets; or what the server says instead. */
function create(object: Manifest): Json | string {
  try {
    const created = createCluster().api.create(object, actor) as KubernetesObject & Json;
    const { apiVersion: _, kind: __, metadata: ___, ...fields } = created;
    return fields;
  } catch (error) {
    if (error instanceof StatusError) return error.message;
    throw error;
  }
}
const template = { metadata: { labels: { app: 'a' } }, spec: { containers: [{ name: 'a', image: 'a:1' }] } };
const rbac = 'rbac.authorization.k8s.io';

describe('what is stored has its defaults', () => {
  const rows: readonly [Manifest, object][] = [
    [manifest('v1', 'ConfigMap', { data: { a: 'b' } }), { data: { a: 'b' } }],
    [
      manifest('v1', 'Secret', { data: { a: 'YQ==' }, stringData: { b: 'é€', c: 'abc' } }),
      { data: { a: 'YQ==', b: 'w6nigqw=', c: 'YWJj' }, type: 'Opaque' },
    ],
    [manifest('v1', 'ServiceAccount'), {}],
    [
      manifest(`${rbac}/v1`, 'RoleBinding', { roleRef: { kind: 'Role', name: 'a' }, subjects: [{ kind: 'User', name: 'u' }, { kind: 'ServiceAccount', name: 's' }] }),
      { roleRef: { apiGroup: rbac, kind: 'Role', name: 'a' }, subjects: [{ apiGroup: rbac, kind: 'User', name: 'u' }, { kind: 'ServiceAccount', name: 's' }] },
    ],
    [
      manifest('networking.k8s.io/v1', 'NetworkPolicy', { spec: { podSelector: {}, egress: [{ ports: [{ port: 53 }] }] } }),
      { spec: { podSelector: {}, egress: [{ ports: [{ port: 53, protocol: 'TCP' }] }], policyTypes: ['Ingress', 'Egress'] } },
    ],
    [manifest('scheduling.k8s.io/v1', 'PriorityClass', { value: 0 }), { value: 0, preemptionPolicy: 'PreemptLowerPriority' }],
    [manifest('policy/v1', 'PodDisruptionBudget', { spec: { maxUnavailable: 0 } }), { spec: { maxUnavailable: 0 } }],
  ]; // prettier-ignore
  it.each(rows)('%j', (given, expected) => {
    expect(create(given)).toMatchObject(expected);
  });
});

describe('what is wrong is refused', () => {
  const role = (rule: object): Manifest => manifest(`${rbac}/v1`, 'Role', { rules: [rule] });
  const paths = (path: object): Manifest =>
    manifest('networking.k8s.io/v1', 'Ingress', { spec: { rules: [{ http: { paths: [path] } }] } });
  const backend = { service: { name: 's', port: { number: 80 } } };
  const rows: readonly [Manifest, string][] = [
    [manifest('v1', 'ConfigMap', { data: { a: 1 } }), 'ConfigMap in version "v1" cannot be handled as a ConfigMap: json: cannot unmarshal number into Go struct field ConfigMap.data of type string'],
    [manifest('v1', 'ConfigMap', { dat: {} }), 'ConfigMap in version "v1" cannot be handled as a ConfigMap: strict decoding error: unknown field "dat"'],
    [manifest('v1', 'ConfigMap', { data: { 'a/b': 'c' } }), 'ConfigMap "a" is invalid: data[a/b]: Invalid value: "a/b": a valid config key must consist of alphanumeric characters, \'-\', \'_\' or \'.\' (e.g. \'key.name\',  or \'KEY_NAME\',  or \'key-name\', regex used for validation is \'[-._a-zA-Z0-9]+\')'],
    [manifest('v1', 'Secret', { data: { a: 'secret' } }), 'Secret in version "v1" cannot be handled as a Secret: illegal base64 data at input byte 4'],
    [manifest('v1', 'Secret', { data: { a: 'pass word' } }), 'Secret in version "v1" cannot be handled as a Secret: illegal base64 data at input byte 4'],
    [manifest('v1', 'Secret', { data: { a: 'YQ==YQ==' } }), 'Secret in version "v1" cannot be handled as a Secret: illegal base64 data at input byte 4'],
    [manifest('v1', 'Secret', { type: 'kubernetes.io/tls' }), 'Secret "a" is invalid: [data[tls.crt]: Required value, data[tls.key]: Required value]'],
    [role({ verbs: ['get'], resources: ['pods'] }), `Role.${rbac} "a" is invalid: rules[0].apiGroups: Required value: resource rules must supply at least one api group`],
    [manifest(`${rbac}/v1`, 'ClusterRoleBinding', { roleRef: { kind: 'ClusterRole', name: 'a' }, subjects: [{ kind: 'ServiceAccount', name: 's' }] }), `ClusterRoleBinding.${rbac} "a" is invalid: subjects[0].namespace: Required value`],
    [paths({ path: '/', backend }), 'Ingress.networking.k8s.io "a" is invalid: spec.rules[0].http.paths[0].pathType: Required value: pathType must be specified'],
    [paths({ path: 'a', pathType: 'Prefix', backend }), 'Ingress.networking.k8s.io "a" is invalid: spec.rules[0].http.paths[0].path: Invalid value: "a": must be an absolute path'],
    [paths({ backend: { serviceName: 's', servicePort: 80 } }), 'Ingress in version "v1" cannot be handled as a Ingress: strict decoding error: unknown field "spec.rules[0].http.paths[0].backend.serviceName", unknown field "spec.rules[0].http.paths[0].backend.servicePort"'],
    [manifest('batch/v1', 'Job', { spec: { template } }), 'Job.batch "a" is invalid: spec.template.spec.restartPolicy: Required value: valid values: "OnFailure", "Never"'],
    [manifest('policy/v1', 'PodDisruptionBudget', { spec: { minAvailable: 1, maxUnavailable: '50%' } }), 'PodDisruptionBudget.policy "a" is invalid: spec: Invalid value: {"MinAvailable":1,"Selector":null,"MaxUnavailable":"50%","UnhealthyPodEvictionPolicy":null}: minAvailable and maxUnavailable cannot be both set'],
    [manifest('v1', 'ConfigMap', { metadata: { name: 'a', namespace: 'nope' } }), 'namespaces "nope" not found'],
    [manifest('apps/v1', 'StatefulSet', { metadata: { name: 'A', namespace: 'nope' } }), 'namespaces "nope" not found'],
    [manifest('v1', 'ConfigMap', { metadata: { name: 'a', finalizers: ['mine'] } }), 'ConfigMap "a" is invalid: metadata.finalizers[0]: Invalid value: "mine": name is neither a standard finalizer name nor is it fully qualified'],
    [manifest('v1', 'ConfigMap', { metadata: { name: 'a', annotations: { a: 'x'.repeat(262_144) } } }), 'ConfigMap "a" is invalid: metadata.annotations: Too long: may not be more than 262144 bytes'],
  ]; // prettier-ignore
  it.each(rows)('%j', (given, expected) => {
    expect(create(given)).toBe(expected);
  });

  it('a name in RBAC may have colons', () => {
    const name = 'system:Node:reader';
    const given = manifest(`${rbac}/v1`, 'ClusterRole', { metadata: { name }, rules: [] });
    // An empty list of a field without omitempty comes back as null.
    expect(create(given)).toEqual({ rules: null });
  });
});

it('a namespace is taken off what has none', () => {
  const { api } = createCluster();
  const role = manifest(`${rbac}/v1`, 'ClusterRole', { metadata: { name: 'a', namespace: 'default' } });
  api.create(role, actor);
  const { resource } = resourceOfKind(`${rbac}/v1`, 'ClusterRole')!;
  expect(api.get(resource, 'a')?.metadata.namespace).toBeUndefined();
  api.patch(resource, 'a', undefined, 'merge', { metadata: { namespace: 'x', labels: { b: 'c' } } }, actor);
  expect(api.get(resource, 'a')?.metadata).toMatchObject({ labels: { b: 'c' } });
  expect(api.list(resource)).toHaveLength(1);
});

describe('the table of kinds', () => {
  it('knows the newer of two versions by its name, and both by their kind', () => {
    expect(resources.filter(({ resource }) => resource === ('horizontalpodautoscalers' as string))).toHaveLength(2);
    expect(resourceOfKind('autoscaling/v1', 'HorizontalPodAutoscaler')?.version).toBe('v1');
    expect(resourceOfKind('apps/v1beta1', 'StatefulSet')).toBeUndefined();
  });
});

describe('custom resources', () => {
  const definition = manifest('apiextensions.k8s.io/v1', 'CustomResourceDefinition', {
    metadata: { name: 'widgets.example.com' },
    spec: {
      group: 'example.com',
      scope: 'Namespaced',
      names: { plural: 'widgets', kind: 'Widget' },
      versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
    },
  });
  const widget = manifest('example.com/v1', 'Widget', { spec: { size: 3 } });

  it('are known once they are defined', () => {
    const { api } = createCluster();
    expect(() => api.create(widget, actor)).toThrow('no matches for kind "Widget" in version "example.com/v1"');
    api.create(definition, actor);
    api.create(widget, actor);
    const resource = resourceOfKind('example.com/v1', 'Widget', api)!.resource;
    expect(api.get(resource, 'a', 'default')).toMatchObject({ spec: { size: 3 }, metadata: { generation: 1 } });
    api.patch(resource, 'a', 'default', 'merge', { spec: { size: 4 } }, actor);
    expect(api.get(resource, 'a', 'default')).toMatchObject({ spec: { size: 4 }, metadata: { generation: 2 } });
    expect(() => api.create(widget, actor)).toThrow('widgets.example.com "a" already exists');
    api.delete(resource, 'a', 'default', actor);
    expect(() => api.delete(resource, 'a', 'default', actor)).toThrow('widgets.example.com "a" not found');
  });

  it('may share their kind with one of Kubernetes’ own', () => {
    const { api } = createCluster();
    const names = { plural: 'services', kind: 'Service' };
    const metadata = { name: 'services.example.com' };
    api.create({ ...definition, metadata, spec: { ...(definition['spec'] as Json), names } }, actor);
    const service = { ...widget, kind: 'Service' };
    expect(api.create(service, actor)).toMatchObject({ spec: { size: 3 } });
    expect(api.list('services').map(({ metadata }) => metadata.name)).toEqual(['kubernetes']);
  });

  it('have to be named after what they are', () => {
    expect(create({ ...definition, metadata: { name: 'a' } })).toBe(
      'CustomResourceDefinition.apiextensions.k8s.io "a" is invalid: metadata.name: Invalid value: "a": must be spec.names.plural+"."+spec.group',
    );
  });
});

describe('warnings', () => {
  const warnings = (object: Manifest): readonly string[] => {
    const said: string[] = [];
    createCluster().api.create(object, actor, { onWarning: (text) => said.push(text) });
    return said;
  };
  const set = (spec: object): Manifest =>
    manifest('apps/v1', 'StatefulSet', {
      spec: {
        selector: { matchLabels: { app: 'a' } },
        template: { ...template, spec: { ...template.spec, ...spec } },
      },
    });
  const container = template.spec.containers[0];
  const rows: readonly [string, Manifest, ...string[]][] = [
    ['nothing', set({})],
    ['Endpoints', manifest('v1', 'Endpoints'), 'v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice'],
    ['old labels of nodes', set({ nodeSelector: { 'beta.kubernetes.io/os': 'linux' } }), 'spec.template.spec.nodeSelector[beta.kubernetes.io/os]: deprecated since v1.14; use "kubernetes.io/os" instead'],
    ['a variable twice', set({ containers: [{ ...container, env: [{ name: 'A', value: '1' }, { name: 'A', value: '2' }] }] }), 'spec.template.spec.containers[0].env[1]: hides previous definition of "A", which may be dropped when using apply'],
    ['a variable made of itself', set({ containers: [{ ...container, env: [{ name: 'A', value: '1' }, { name: 'A', value: '$(A)2' }] }] })],
    ['a port twice', set({ containers: [{ ...container, ports: [{ containerPort: 80 }, { containerPort: 80 }, { containerPort: 80, protocol: 'UDP' }] }] }), 'spec.template.spec.containers[0].ports[1]: duplicate port definition with spec.template.spec.containers[0].ports[0]'],
    ['part of a byte', set({ containers: [{ ...container, resources: { limits: { memory: '100m' } } }] }), 'spec.template.spec.containers[0].resources.limits[memory]: fractional byte value "100m" is invalid, must be an integer'],
    ['negative grace', set({ terminationGracePeriodSeconds: -1 }), 'spec.template.spec.terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be treated as 1'],
    ['a claim of part of a byte', manifest('v1', 'PersistentVolumeClaim', { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1500m' } } } }), 'spec.resources.requests[storage]: fractional byte value "1500m" is invalid, must be an integer'],
    ['a class by annotation', { ...manifest('v1', 'PersistentVolume', { spec: { capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'], hostPath: { path: '/x' } } }), metadata: { name: 'a', annotations: { 'volume.beta.kubernetes.io/storage-class': 'slow' } } }, 'metadata.annotations[volume.beta.kubernetes.io/storage-class]: deprecated since v1.8; use "storageClassName" attribute instead'],
    ['volumes that are recycled', manifest('v1', 'PersistentVolume', { spec: { capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'], persistentVolumeReclaimPolicy: 'Recycle', hostPath: { path: '/x' } } }), 'spec.persistentVolumeReclaimPolicy: The Recycle reclaim policy is deprecated. Instead, the recommended approach is to use dynamic provisioning.'],
  ]; // prettier-ignore
  it.each(rows)('%s', (_, object, ...expected) => {
    expect(warnings(object)).toEqual(expected);
  });
});

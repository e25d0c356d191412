// Expected texts: from the validation functions of a v1.36 API server, and from what people report of them.
import { describe, expect, it } from 'vitest';
import { createCluster, type Manifest, type ResourceName, StatusError } from '../../index.ts';

const actor = { name: 'user', reason: 'test' };

/** Returns the API server's error when a patch is applied to a new object. */
function refusal(object: object, resource: string, patch: object): string | undefined {
  const { api } = createCluster();
  const manifest = { metadata: { name: 'a', namespace: 'default' }, ...object } as unknown as Manifest;
  const { namespace } = api.create(manifest, actor).metadata;
  try {
    api.patch(resource as ResourceName, 'a', namespace, 'merge', patch, actor);
  } catch (error) {
    if (error instanceof StatusError)
      return error.causes.map(({ field, message }) => `${field}: ${message}`).join('; ');
    throw error;
  }
  return undefined;
}

const data = 'field is immutable when `immutable` is set';
const kept = 'field is immutable';

const configMap = { apiVersion: 'v1', kind: 'ConfigMap', data: { a: 'b' } };
const secret = { apiVersion: 'v1', kind: 'Secret', type: 'Opaque', data: { a: 'YQ==' } };
const storageClass = { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', provisioner: 'example.com/disk' };
const priorityClass = { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', value: 10 };
const template = { spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'nginx:1' }] } };
const job = { apiVersion: 'batch/v1', kind: 'Job', spec: { completions: 1, template } };
const rbac = 'rbac.authorization.k8s.io';
const roleBinding = {
  apiVersion: `${rbac}/v1`,
  kind: 'RoleBinding',
  roleRef: { apiGroup: rbac, kind: 'Role', name: 'x' },
};
const quota = { apiVersion: 'v1', kind: 'ResourceQuota', spec: { hard: { pods: '5' }, scopes: ['BestEffort'] } };
const node = { apiVersion: 'v1', kind: 'Node', spec: { providerID: 'a', podCIDR: '10.0.0.0/24' } };
const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  spec: { activeDeadlineSeconds: 10, containers: [{ name: 'main', image: 'nginx:1' }] },
};

const noUpdates = (field: string): string => `${field}: Forbidden: updates to ${field} are forbidden.`;
const onNode = (value: string): object => ({
  required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'host', operator: 'In', values: [value] }] }] },
});
const volume = {
  apiVersion: 'v1',
  kind: 'PersistentVolume',
  spec: {
    capacity: { storage: '1Gi' },
    accessModes: ['ReadWriteOnce'],
    local: { path: '/x' },
    nodeAffinity: onNode('a'),
  },
};

describe('an update is refused where the field cannot change', () => {
  it.each<[string, object, string, object, string | undefined]>([
    ['data of a ConfigMap', configMap, 'configmaps', { data: { a: 'c' } }, undefined],
    [
      'data of an immutable ConfigMap',
      { ...configMap, immutable: true },
      'configmaps',
      { data: { a: 'c' } },
      `data: Forbidden: ${data}`,
    ],
    [
      'the mark of an immutable ConfigMap',
      { ...configMap, immutable: true },
      'configmaps',
      { immutable: null },
      `immutable: Forbidden: ${data}`,
    ],
    ['type of a Secret', secret, 'secrets', { type: 'x/y' }, `type: Invalid value: "x/y": ${kept}`],
    ['provisioner', storageClass, 'storageclasses', { provisioner: 'y' }, noUpdates('provisioner')],
    ['reclaim policy', storageClass, 'storageclasses', { reclaimPolicy: 'Retain' }, noUpdates('reclaimPolicy')],
    ['parameters', storageClass, 'storageclasses', { parameters: { a: 'b' } }, noUpdates('parameters')],
    [
      'binding mode',
      storageClass,
      'storageclasses',
      { volumeBindingMode: 'WaitForFirstConsumer' },
      `volumeBindingMode: Invalid value: "WaitForFirstConsumer": ${kept}`,
    ],
    ['expansion', storageClass, 'storageclasses', { allowVolumeExpansion: true }, undefined],
    ['value', priorityClass, 'priorityclasses', { value: 5 }, 'value: Forbidden: may not be changed in an update.'],
    [
      'preemption policy',
      priorityClass,
      'priorityclasses',
      { preemptionPolicy: 'Never' },
      `preemptionPolicy: Invalid value: "Never": ${kept}`,
    ],
    ['completions', job, 'jobs', { spec: { completions: 3 } }, `spec.completions: Invalid value: 3: ${kept}`],
    ['parallelism', job, 'jobs', { spec: { parallelism: 3 } }, undefined],
    [
      'role',
      roleBinding,
      'rolebindings',
      { roleRef: { name: 'y' } },
      `roleRef: Invalid value: {"APIGroup":"${rbac}","Kind":"Role","Name":"y"}: cannot change roleRef`,
    ],
    [
      'scopes',
      quota,
      'resourcequotas',
      { spec: { scopes: ['NotBestEffort'] } },
      `spec.scopes: Invalid value: ["NotBestEffort"]: ${kept}`,
    ],
    [
      'provider',
      node,
      'nodes',
      { spec: { providerID: 'b' } },
      'spec.providerID: Forbidden: node updates may not change providerID except from "" to valid',
    ],
    [
      'volume mode',
      volume,
      'persistentvolumes',
      { spec: { volumeMode: 'Block' } },
      `volumeMode: Invalid value: "Block": ${kept}`,
    ],
    [
      'node affinity of a volume',
      volume,
      'persistentvolumes',
      { spec: { nodeAffinity: onNode('b') } },
      'nodeAffinity: Invalid value: {"Required":{"NodeSelectorTerms":[{"MatchExpressions":' +
        `[{"Key":"host","Operator":"In","Values":["b"]}],"MatchFields":null}]}}: ${kept}`,
    ],
    [
      'where the data of a volume is',
      volume,
      'persistentvolumes',
      { spec: { local: { path: '/y' } } },
      'spec.persistentvolumesource: Forbidden: spec.persistentvolumesource is immutable after creation\n' +
        '@@ -19,7 +19,7 @@\n  "PortworxVolume": null,\n  "ScaleIO": null,\n  "Local": {\n-  "Path": "/x",\n' +
        '+  "Path": "/y",\n   "FSType": null\n  },\n  "StorageOS": null,\n',
    ],
    [
      'a deadline that comes later',
      pod,
      'pods',
      { spec: { activeDeadlineSeconds: 20 } },
      'spec.activeDeadlineSeconds: Invalid value: 20: must be less than or equal to previous value',
    ],
    ['a deadline that comes nearer', pod, 'pods', { spec: { activeDeadlineSeconds: 5 } }, undefined],
    ['the uid', configMap, 'configmaps', { metadata: { uid: 'x' } }, `metadata.uid: Invalid value: "x": ${kept}`],
  ])('%s', (_, object, resource, patch, expected) => {
    expect(refusal(object, resource, patch)).toBe(expected);
  });

  it('a Job shows its new template in the internal form', () => {
    const changed = { spec: { template: { spec: { terminationGracePeriodSeconds: 3 } } } };
    expect(refusal(job, 'jobs', changed)).toMatch(
      /^spec\.template: Invalid value: \{"labels":\{.*\},"Spec":\{"Volumes":null,.*"TerminationGracePeriodSeconds":3,.*\}\}: field is immutable$/,
    );
  });

  it('an object of the same name with another uid is not replaced', () => {
    const { api } = createCluster();
    const manifest = { ...configMap, metadata: { name: 'a', namespace: 'default' } } as unknown as Manifest;
    const { uid } = api.create(manifest, actor).metadata;
    expect(() => api.update({ ...manifest, metadata: { ...manifest.metadata, uid: 'x' } } as Manifest, actor)).toThrow(
      'Operation cannot be fulfilled on configmaps "a": StorageError: invalid object, Code: 4, Key: /registry/configmaps/default/a, ' +
        `ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: x, UID in object meta: ${uid}`,
    );
  });
});

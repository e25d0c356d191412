import { describe, expect, it } from 'vitest';
import { decodeStrict } from '../decode.ts';
import type { Manifest, StatefulSet } from '../types.ts';
import { setDefaults } from './index.ts';

type Json = Readonly<Record<string, unknown>>;

/** The template of a set, as the API server stores it. */
function stored(spec: object, metadata: object = {}): { metadata: Json; spec: Json } {
  const set = {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'web' },
    spec: { template: { metadata, spec } },
  } as Manifest;
  const { template } = (setDefaults(decodeStrict(set), { MaxUnavailableStatefulSet: false }) as unknown as StatefulSet)
    .spec;
  return template as unknown as { metadata: Json; spec: Json };
}

describe('when an image is pulled', () => {
  const digest = `sha256:${'0'.repeat(64)}`;
  it.each([
    ['nginx', 'Always'],
    ['nginx:latest', 'Always'],
    ['nginx:1', 'IfNotPresent'],
    ['host:5000/a/nginx', 'Always'],
    ['host:5000/a/nginx:v1', 'IfNotPresent'],
    [`nginx@${digest}`, 'IfNotPresent'],
    [`nginx:latest@${digest}`, 'Always'],
    // A string that is not an image name has no tag.
    ['Nginx', 'IfNotPresent'],
    ['nginx:latest ', 'IfNotPresent'],
    ['$(IMAGE)', 'IfNotPresent'],
    ['0'.repeat(64), 'IfNotPresent'],
  ])('%s: %s', (image, policy) => {
    const { containers } = stored({ containers: [{ name: 'a', image }] }).spec as { containers: Json[] };
    expect(containers[0]!['imagePullPolicy']).toBe(policy);
  });
});

describe('a volume', () => {
  const rows: readonly [object, object][] = [
    [{}, { emptyDir: {} }],
    [{ secret: { secretName: 's' } }, { secret: { secretName: 's', defaultMode: 420 } }],
    [{ configMap: { name: 'c', defaultMode: 0 } }, { configMap: { name: 'c', defaultMode: 0 } }],
    [{ hostPath: { path: '/a' } }, { hostPath: { path: '/a', type: '' } }],
    [{ image: { reference: 'a:1' } }, { image: { reference: 'a:1', pullPolicy: 'IfNotPresent' } }],
    [
      { downwardAPI: { items: [{ path: 'a', fieldRef: { fieldPath: 'metadata.name' } }] } },
      { downwardAPI: { items: [{ path: 'a', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } }], defaultMode: 420 } },
    ],
    [
      { projected: { sources: [{ serviceAccountToken: { path: 't' } }] } },
      { projected: { sources: [{ serviceAccountToken: { path: 't', expirationSeconds: 3600 } }], defaultMode: 420 } },
    ],
    [
      { iscsi: { targetPortal: 'p', iqn: 'iqn', lun: 0, readOnly: false } },
      { iscsi: { targetPortal: 'p', iqn: 'iqn', lun: 0, iscsiInterface: 'default' } },
    ],
    [
      { azureDisk: { diskName: 'd', diskURI: 'u' } },
      { azureDisk: { diskName: 'd', diskURI: 'u', cachingMode: 'ReadWrite', fsType: 'ext4', readOnly: false, kind: 'Shared' } },
    ],
    [
      { gcePersistentDisk: { pdName: 'd', partition: 0, readOnly: false } },
      { gcePersistentDisk: { pdName: 'd' } },
    ],
  ]; // prettier-ignore
  it.each(rows)('%j', (given, expected) => {
    const { volumes } = stored({ containers: [], volumes: [{ name: 'v', ...given }] }).spec as { volumes: Json[] };
    expect(volumes[0]).toEqual({ name: 'v', ...expected });
  });
});

it('resources are rounded up to a thousandth', () => {
  const limits = { cpu: '100u', memory: '0.5', 'example.com/a': 1 };
  const { containers } = stored({ containers: [{ name: 'a', image: 'a', resources: { limits } }] }).spec as {
    containers: Json[];
  };
  expect(containers[0]!['resources']).toEqual({ limits: { cpu: '1m', memory: '500m', 'example.com/a': '1' } });
});

it('a template keeps its node’s ports and its requests open', () => {
  const container = { name: 'a', image: 'a:1', ports: [{ containerPort: 80 }], resources: { limits: { cpu: '1' } } };
  expect(stored({ hostNetwork: true, containers: [container] }).spec['containers']).toEqual([
    {
      ...container,
      ports: [{ containerPort: 80, protocol: 'TCP' }],
      imagePullPolicy: 'IfNotPresent',
      terminationMessagePath: '/dev/termination-log',
      terminationMessagePolicy: 'File',
    },
  ]);
});

it('annotations that once were init containers are taken off', () => {
  const annotations = { 'pod.beta.kubernetes.io/init-containers': '[]', 'pod.alpha.kubernetes.io/initialized': 'true' };
  expect(stored({ containers: [] }, { annotations }).metadata).toEqual({
    annotations: { 'pod.alpha.kubernetes.io/initialized': 'true' },
  });
});

/** Objects of a new cluster. */
import type { Manifest } from './api/types.ts';
import { nodeConditions } from './controllers/nodelifecycle/node-conditions.ts';

const kubernetesVersion = 'v1.36.2';
const provisioner = 'lab.example/ssd';

// Differs: a real node runs at most 110 Pods by default; three of those could not run a set of a thousand.
const resources = { cpu: '4', 'ephemeral-storage': '100Gi', memory: '16Gi', pods: '4000' };

const node = (name: string, ip: string): Manifest => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: {
    name,
    labels: { 'kubernetes.io/hostname': name, 'kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'amd64' },
  },
  spec: {},
  status: {
    addresses: [
      { type: 'InternalIP', address: ip },
      { type: 'Hostname', address: name },
    ],
    allocatable: resources,
    capacity: resources,
    conditions: nodeConditions(true, 0),
    nodeInfo: {
      architecture: 'amd64',
      operatingSystem: 'linux',
      kubeletVersion: kubernetesVersion,
      osImage: 'Debian GNU/Linux 12 (bookworm)',
      kernelVersion: '6.1.0',
      containerRuntimeVersion: 'containerd://2.1.0',
    },
  },
});

const storageClass = (name: string, isDefault: boolean): Manifest => ({
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: {
    name,
    ...(isDefault && { annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } }),
  },
  provisioner,
});

const priorityClass = (name: string, value: number, description: string): Manifest => ({
  apiVersion: 'scheduling.k8s.io/v1',
  kind: 'PriorityClass',
  metadata: { name },
  value,
  description,
});

/** The Service of the API server inside the cluster. */
const apiService: Manifest = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: {
    name: 'kubernetes',
    namespace: 'default',
    labels: { component: 'apiserver', provider: 'kubernetes' },
  },
  spec: {
    clusterIP: '10.96.0.1',
    ports: [{ name: 'https', port: 443, protocol: 'TCP', targetPort: 6443 }],
  },
};

/**
 * Namespaces, PriorityClasses, the API server's Service, three nodes and two StorageClasses, in the order of their
 * creation.
 */
export function bootstrapManifests(): readonly Manifest[] {
  return [
    ...['default', 'kube-node-lease', 'kube-public', 'kube-system'].map((name) => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name },
    })),
    priorityClass(
      'system-node-critical',
      2_000_001_000,
      'Used for system critical pods that must not be moved from their current node.',
    ),
    priorityClass(
      'system-cluster-critical',
      2_000_000_000,
      'Used for system critical pods that must run in the cluster, but can be moved to another node if necessary.',
    ),
    apiService,
    ...[1, 2, 3].map((n) => node(`node-${n}`, `10.0.0.${n}`)),
    storageClass('standard', true),
    storageClass('shared-ssd-storage', false),
  ];
}

/** Objects of a server that the lab derives when they are read. */
import type { KubernetesObject, ObjectView, ResourceInfo } from '../../engine/index.ts';
import { derivedEndpoints } from './endpoints.ts';

/** @param namespace All namespaces, if absent. */
export function derivedObjects(
  view: ObjectView,
  { kind, group }: ResourceInfo,
  namespace: string | undefined,
): readonly KubernetesObject[] {
  if (kind === 'Endpoints' && group === '') return derivedEndpoints(view, namespace);
  if (kind === 'ComponentStatus' && group === '') return componentStatuses;
  if (kind === 'IPAddress') return addresses(view);
  return kind === 'ServiceCIDR' ? serviceRanges(view) : [];
}

/** The lab's control plane is always healthy. */
const componentStatuses = ['controller-manager', 'etcd-0', 'scheduler'].map(
  (name) =>
    ({
      apiVersion: 'v1',
      kind: 'ComponentStatus',
      metadata: { name },
      conditions: [{ type: 'Healthy', status: 'True', message: 'ok' }],
    }) as unknown as KubernetesObject,
);

/** The IPAddress of each Service that has an address. */
const addresses = (view: ObjectView): readonly KubernetesObject[] =>
  view
    .list('services')
    .filter(({ spec }) => /^[\d.]+$/.test(spec.clusterIP ?? ''))
    .map(
      ({ metadata: { name, namespace, uid, creationTimestamp, resourceVersion }, spec }) =>
        ({
          apiVersion: 'networking.k8s.io/v1',
          kind: 'IPAddress',
          metadata: {
            creationTimestamp,
            labels: {
              'ipaddress.kubernetes.io/ip-family': 'IPv4',
              'ipaddress.kubernetes.io/managed-by': 'ipallocator.k8s.io',
            },
            name: spec.clusterIP!,
            resourceVersion,
            uid,
          },
          spec: { parentRef: { group: '', name, namespace, resource: 'services' } },
        }) as unknown as KubernetesObject,
    )
    .sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));

/** The ServiceCIDR; it is as old as the first Service. */
const serviceRanges = (view: ObjectView): readonly KubernetesObject[] => {
  const first = view.get('services', 'kubernetes', 'default');
  if (first === undefined) return [];
  const { uid, creationTimestamp, resourceVersion } = first.metadata;
  const ready = { type: 'Ready', status: 'True', message: 'Kubernetes Service CIDR is ready', reason: '' };
  return [
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'ServiceCIDR',
      metadata: { creationTimestamp, name: 'kubernetes', resourceVersion, uid },
      spec: { cidrs: ['10.96.0.0/16'] },
      status: { conditions: [{ ...ready, lastTransitionTime: creationTimestamp }] },
    } as unknown as KubernetesObject,
  ];
};

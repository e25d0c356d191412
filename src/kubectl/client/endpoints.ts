/** Endpoints, derived from EndpointSlices when they are read: the lab stores only slices. */
// Models kubernetes/pkg/controller/endpoint
import type { EndpointSlice, KubernetesObject, ObjectView, Service } from '../../engine/index.ts';

/** For each Service with a selector. */
export function derivedEndpoints(view: ObjectView, namespace: string | undefined): readonly KubernetesObject[] {
  const inNamespace = namespace === undefined ? {} : { namespace };
  const slices = view.list('endpointslices', inNamespace);
  return view
    .list('services', inNamespace)
    .filter(({ spec }) => Object.keys(spec.selector ?? {}).length > 0)
    .map((service) =>
      endpointsOf(
        service,
        slices.filter(
          ({ metadata }) =>
            metadata.namespace === service.metadata.namespace &&
            metadata.labels?.['kubernetes.io/service-name'] === service.metadata.name,
        ),
      ),
    );
}

const lastChange = 'endpoints.kubernetes.io/last-change-trigger-time';

function endpointsOf({ metadata, spec }: Service, slices: readonly EndpointSlice[]): KubernetesObject {
  const { name, namespace, labels, creationTimestamp, uid, resourceVersion } = metadata;
  const subsets = slices.flatMap(({ endpoints = [], ports = [] }) => {
    if (endpoints.length === 0) return [];
    const of = (ready: boolean) =>
      endpoints
        .filter(({ conditions }) => (conditions?.ready ?? true) === ready)
        .flatMap(({ addresses, hostname, nodeName, targetRef }) =>
          addresses.map((ip) => ({
            ...(hostname !== undefined && { hostname }),
            ip,
            ...(nodeName !== undefined && { nodeName }),
            ...(targetRef && { targetRef }),
          })),
        );
    const [ready, notReady] = [of(true), of(false)];
    return [
      {
        ...(ready.length > 0 && { addresses: ready }),
        ...(notReady.length > 0 && { notReadyAddresses: notReady }),
        ...(ports.length > 0 && { ports }),
      },
    ];
  });
  const changes = slices.flatMap(({ metadata: { annotations: of } }) => of?.[lastChange] ?? []).sort();
  const annotations = changes.length === 0 ? undefined : { [lastChange]: changes.at(-1)! };
  return {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: {
      creationTimestamp,
      ...(annotations && { annotations }),
      labels: {
        ...labels,
        'endpoints.kubernetes.io/managed-by': 'endpoint-controller',
        ...((spec.clusterIP === 'None' || spec.clusterIP === '') && { 'service.kubernetes.io/headless': '' }),
      },
      name,
      ...(namespace && { namespace }),
      resourceVersion,
      uid,
    },
    ...(subsets.length > 0 && { subsets }),
  } as KubernetesObject;
}

/** Converts a Pod to an endpoint of a Service: its address, conditions and ports. */
// Models kubernetes/staging/src/k8s.io/endpointslice/utils.go
import type { Endpoint, EndpointPort, Pod, Service } from '../../api/types.ts';

const isReady = (pod: Pod): boolean =>
  pod.status.conditions?.some((c) => c.type === 'Ready' && c.status === 'True') ?? false;

/** Undefined if the Pod has no address or has finished. */
export function endpointOf(pod: Pod, service: Service): Endpoint | undefined {
  const { podIP, phase } = pod.status;
  if (!podIP || phase === 'Failed' || phase === 'Succeeded') return undefined;
  const { name, namespace, uid, deletionTimestamp } = pod.metadata;
  const serving = isReady(pod);
  const terminating = deletionTimestamp !== undefined;
  const ready = service.spec.publishNotReadyAddresses === true || (serving && !terminating);
  const named = pod.spec.hostname !== undefined && pod.spec.subdomain === service.metadata.name;
  return {
    addresses: [podIP],
    conditions: { ready, serving, terminating },
    ...(named && { hostname: pod.spec.hostname }),
    nodeName: pod.spec.nodeName!,
    targetRef: { kind: 'Pod', name, namespace: namespace!, uid },
  };
}

/** Returns the Service's ports with the Pod's numbers; a port whose name the Pod does not have is left out. */
export function endpointPorts(service: Service, pod: Pod): readonly EndpointPort[] {
  return (service.spec.ports ?? []).flatMap((p) => {
    const port = findPort(p.targetPort ?? p.port, pod);
    if (port === undefined) return [];
    const { name = '', protocol = 'TCP', appProtocol } = p;
    return [{ name, port, protocol, ...(appProtocol !== undefined && { appProtocol }) }];
  });
}

/** A named target port is the container port with that name. */
function findPort(port: string | number, pod: Pod): number | undefined {
  if (typeof port === 'number') return port;
  return pod.spec.containers.flatMap((c) => c.ports ?? []).find((p) => p.name === port)?.containerPort;
}

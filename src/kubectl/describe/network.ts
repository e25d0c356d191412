/** Describes Services and EndpointSlices. */
import type { EndpointSlice, ObjectView, Service } from '../../engine/index.ts';
import { list, text } from '../resources/fields.ts';
import { formatLabels } from '../printers/table.ts';
import { type Describe, head, labelsAndAnnotations } from './workloads.ts';

export const describeService: Describe = (out, object, { view }) => {
  const service = object as Service;
  const { spec, status } = service;
  labelsAndAnnotations(head(out, object), object)
    .line(0, `Selector:\t${formatLabels(spec.selector)}`)
    .line(0, `Type:\t${spec.type ?? 'ClusterIP'}`);
  if (spec.ipFamilyPolicy) out.line(0, `IP Family Policy:\t${spec.ipFamilyPolicy}`);
  out
    .line(0, `IP Families:\t${spec.ipFamilies?.join(',') || '<none>'}`)
    .line(0, `IP:\t${spec.clusterIP ?? ''}`)
    .line(0, `IPs:\t${spec.clusterIPs?.join(',') || '<none>'}`);
  if (spec.externalIPs?.length) out.line(0, `External IPs:\t${spec.externalIPs.join(',')}`);
  if (spec.loadBalancerIP) out.line(0, `Desired LoadBalancer IP:\t${spec.loadBalancerIP}`);
  if (spec.externalName) out.line(0, `External Name:\t${spec.externalName}`);
  const ingress = list(status, 'loadBalancer.ingress').map((one) => {
    const [ip, hostname, mode] = ['ip', 'hostname', 'ipMode'].map((of) => text(one, of));
    return ip ? ip + (mode ? ` (${mode})` : '') : hostname;
  });
  if (ingress.length > 0) out.line(0, `LoadBalancer Ingress:\t${ingress.join(', ')}`);
  for (const port of spec.ports ?? []) {
    const [name, protocol] = [port.name || '<unset>', port.protocol ?? 'TCP'];
    out.line(0, `Port:\t${name}\t${port.port}/${protocol}`);
    out.line(0, `TargetPort:\t${port.targetPort ?? port.port}/${protocol}`);
    if (port.appProtocol) out.line(0, `AppProtocol:\t${port.appProtocol}`);
    if (port.nodePort) out.line(0, `NodePort:\t${name}\t${port.nodePort}/${protocol}`);
    out.line(0, `Endpoints:\t${describedEndpoints(view, service, port.name ?? '')}`);
  }
  out.line(0, `Session Affinity:\t${spec.sessionAffinity ?? 'None'}`);
  if (spec.externalTrafficPolicy) out.line(0, `External Traffic Policy:\t${spec.externalTrafficPolicy}`);
  if (spec.internalTrafficPolicy) out.line(0, `Internal Traffic Policy:\t${spec.internalTrafficPolicy}`);
  if (spec.healthCheckNodePort) out.line(0, `HealthCheck NodePort:\t${spec.healthCheckNodePort}`);
  const ranges = spec.loadBalancerSourceRanges ?? [];
  if (ranges.length > 0) out.line(0, `LoadBalancer Source Ranges:\t${ranges.join(',')}`);
  if (spec.trafficDistribution) out.line(0, `Traffic Distribution:\t${spec.trafficDistribution}`);
};

const atMost = 3;

/**
 * Returns the first ready endpoints of a Service's port, and the number of the others. As in kubectl, an endpoint that
 * is not ready, behind those that are shown, counts as none but shows that number.
 */
export function describedEndpoints(view: ObjectView, { metadata }: Service, portName: string): string {
  const slices = view
    .list('endpointslices', { namespace: metadata.namespace ?? 'default' })
    .filter((slice) => slice.metadata.labels?.['kubernetes.io/service-name'] === metadata.name);
  if (slices.length === 0) return '<none>';
  const shown: string[] = [];
  let more: number | undefined;
  for (const { endpoints = [], ports = [] } of slices) {
    const among = ports.length === 0 ? [undefined] : ports.filter(({ name = '' }) => name === portName);
    for (const port of among) {
      for (const { addresses, conditions } of endpoints) {
        if (shown.length === atMost) more ??= 0;
        if (conditions?.ready === false) continue;
        const address = addresses[0]!;
        const host = address.includes(':') ? `[${address}]` : address;
        if (more === undefined) shown.push(port === undefined ? address : `${host}:${port.port}`);
        else more++;
      }
    }
  }
  return shown.join(',') + (more === undefined ? '' : ` + ${more} more...`);
}

export const describeSlice: Describe = (out, object) => {
  const { addressType, ports = [], endpoints = [] } = object as EndpointSlice;
  labelsAndAnnotations(head(out, object), object).line(0, `AddressType:\t${addressType}`);
  if (ports.length === 0) out.line(0, 'Ports: <unset>');
  else {
    out.line(0, 'Ports:').line(1, 'Name\tPort\tProtocol').line(1, '----\t----\t--------');
    for (const { name, port, protocol } of ports) {
      out.line(1, `${name || '<unset>'}\t${port ?? '<unset>'}\t${protocol ?? 'TCP'}`);
    }
  }
  out.line(0, `Endpoints:${endpoints.length === 0 ? ' <none>' : ''}`);
  for (const { addresses, conditions, hostname, targetRef, nodeName, zone } of endpoints) {
    const ready = conditions?.ready;
    out
      .line(1, `- Addresses:\t${addresses.join(', ')}`)
      .line(2, 'Conditions:')
      .line(3, `Ready:\t${ready === undefined ? '<unset>' : String(ready)}`);
    out.line(2, `Hostname:\t${hostname ?? '<unset>'}`);
    if (targetRef) out.line(2, `TargetRef:\t${targetRef.kind}/${targetRef.name}`);
    out.line(2, `NodeName:\t${nodeName ?? '<unset>'}`).line(2, `Zone:\t${zone ?? '<unset>'}`);
  }
};

export const describeEndpoints: Describe = (out, object) => {
  labelsAndAnnotations(head(out, object), object).line(0, 'Subsets:');
  for (const subset of list(object, 'subsets')) {
    const addresses = (key: string): string =>
      list(subset, key)
        .map((address) => text(address, 'ip'))
        .join(',') || '<none>';
    out
      .line(1, `Addresses:\t${addresses('addresses')}`)
      .line(1, `NotReadyAddresses:\t${addresses('notReadyAddresses')}`);
    const ports = list(subset, 'ports');
    if (ports.length > 0) {
      out.line(1, 'Ports:').line(2, 'Name\tPort\tProtocol').line(2, '----\t----\t--------');
      for (const port of ports) {
        out.line(2, `${text(port, 'name') || '<unset>'}\t${text(port, 'port')}\t${text(port, 'protocol')}`);
      }
    }
    out.line(0, '');
  }
};

/** Columns of Services and of what they lead to. */
import type { EndpointSlice, Service } from '../../engine/index.ts';
import { age } from '../age.ts';
import { list, text } from '../fields.ts';
import { formatMap, none, portList } from './cells.ts';
import { columns, type TableDefinition } from './table.ts';

export const serviceTable: TableDefinition = {
  columns: columns('Name, Type, Cluster-IP, External-IP, Port(s), Age, Selector*'),
  row: (object, { now }) => {
    const service = object as Service;
    const { type, clusterIP, ports, selector } = service.spec;
    return [
      service.metadata.name,
      type ?? 'ClusterIP',
      type === 'ExternalName' ? none(clusterIP ?? '') : none(clusterIP ?? ''),
      externalAddress(service),
      none(portList(ports ?? [])),
      age(service.metadata.creationTimestamp, now),
      formatMap(selector),
    ];
  },
};

function externalAddress({ spec, status }: Service): string {
  const fixed = (spec.externalIPs ?? []).join(',');
  if (spec.type === 'ExternalName') return spec.externalName ?? '';
  if (spec.type !== 'LoadBalancer') return none(fixed);
  const balanced = (status.loadBalancer?.ingress ?? []).map(({ ip, hostname }) => ip ?? hostname ?? '').join(',');
  return [balanced, fixed].filter((address) => address !== '').join(',') || '<pending>';
}

/** `a,b,c + 2 more...` */
const atMost = (limit: number, items: readonly string[]): string =>
  items.length <= limit ? items.join(',') : `${items.slice(0, limit).join(',')} + ${items.length - limit} more...`;

export const endpointsTable: TableDefinition = {
  columns: columns('Name, Endpoints, Age'),
  row: (object, { now }) => [
    object.metadata.name,
    formatEndpoints(list(object, 'subsets')),
    age(object.metadata.creationTimestamp, now),
  ],
};

/** `10.0.0.1:80,10.0.0.2:80` of the first three. */
export function formatEndpoints(subsets: readonly unknown[]): string {
  const all = subsets.flatMap((subset) => {
    const addresses = list(subset, 'addresses').map((address) => text(address, 'ip'));
    const ports = list(subset, 'ports').map((port) => text(port, 'port'));
    if (ports.length === 0) return addresses;
    return ports.flatMap((port) => addresses.map((address) => `${address}:${port}`));
  });
  return none(atMost(3, all));
}

export const endpointSliceTable: TableDefinition = {
  columns: columns('Name, AddressType, Ports, Endpoints, Age'),
  row: (object, { now }) => {
    const slice = object as EndpointSlice;
    const ports = (slice.ports ?? []).map(({ port, name }) => (port === undefined ? (name ?? '') : String(port)));
    const addresses = (slice.endpoints ?? []).flatMap((endpoint) => endpoint.addresses);
    return [
      slice.metadata.name,
      slice.addressType,
      ports.length === 0 ? '<unset>' : atMost(3, ports),
      addresses.length === 0 ? '<unset>' : atMost(3, addresses),
      age(slice.metadata.creationTimestamp, now),
    ];
  },
};

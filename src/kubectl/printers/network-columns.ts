/** Columns of Services and of related kinds. */
import type { EndpointSlice, Service } from '../../engine/index.ts';
import { field, list, text } from '../resources/fields.ts';
import { formatMap, none, portList } from './cells.ts';
import { atMost, balancerAddresses, created, define, name, or, selectorOf } from './row.ts';
import type { TableDefinition } from './table.ts';

/** Number of items of a list in a column. */
const maxItems = 3;

export const networkTables: Readonly<Record<string, TableDefinition>> = {
  services: define('Name, Type, Cluster-IP, External-IP, Port(s), Age, Selector*', (object, context) => {
    const service = object as Service;
    const { type, clusterIP, ports, selector } = service.spec;
    return [
      name(service),
      type ?? 'ClusterIP',
      none(clusterIP ?? ''),
      externalAddress(service),
      none(portList(ports ?? [])),
      created(service, context),
      formatMap(selector),
    ];
  }),
  endpoints: define('Name, Endpoints, Age', (object, context) => [
    name(object),
    formatEndpoints(list(object, 'subsets')),
    created(object, context),
  ]),
  'endpointslices.discovery.k8s.io': define('Name, AddressType, Ports, Endpoints, Age', (object, context) => {
    const slice = object as EndpointSlice;
    const ports = (slice.ports ?? []).map(({ port, name: of }) => (port === undefined ? (of ?? '*') : String(port)));
    const addresses = (slice.endpoints ?? []).flatMap((endpoint) => endpoint.addresses);
    return [
      name(slice),
      slice.addressType,
      atMost(maxItems, ports) || '<unset>',
      atMost(maxItems, addresses) || '<unset>',
      created(slice, context),
    ];
  }),
  'ingresses.networking.k8s.io': define('Name, Class, Hosts, Address, Ports, Age', (ingress, context) => [
    name(ingress),
    or(ingress, 'spec.ingressClassName', '<none>'),
    hosts(list(ingress, 'spec.rules')),
    balancerAddresses(ingress),
    list(ingress, 'spec.tls').length > 0 ? '80, 443' : '80',
    created(ingress, context),
  ]),
  'ingressclasses.networking.k8s.io': define('Name, Controller, Parameters, Age', (ingressClass, context) => {
    const parameters = field(ingressClass, 'spec.parameters');
    const group = text(parameters, 'apiGroup');
    return [
      name(ingressClass),
      text(ingressClass, 'spec.controller'),
      parameters === undefined
        ? '<none>'
        : `${text(parameters, 'kind')}${group === '' ? '' : `.${group}`}/${text(parameters, 'name')}`,
      created(ingressClass, context),
    ];
  }),
  'networkpolicies.networking.k8s.io': define('Name, Pod-Selector, Age', (policy, context) => [
    name(policy),
    selectorOf(policy, 'spec.podSelector'),
    created(policy, context),
  ]),
  'servicecidrs.networking.k8s.io': define('Name, CIDRs, Age', (range, context) => [
    name(range),
    list(range, 'spec.cidrs').join(','),
    created(range, context),
  ]),
  'ipaddresses.networking.k8s.io': define('Name, ParentRef', (address) => {
    const parent = field(address, 'spec.parentRef');
    const group = text(parent, 'group');
    const resource = text(parent, 'resource') + (group === '' ? '' : `.${group}`);
    const path = [resource.toLowerCase(), text(parent, 'namespace'), text(parent, 'name')];
    return [name(address), parent === undefined ? '<none>' : path.filter((step) => step !== '').join('/')];
  }),
};

function externalAddress(service: Service): string {
  const { type, externalIPs, externalName } = service.spec;
  const fixed = (externalIPs ?? []).join(',');
  if (type === 'ExternalName') return externalName ?? '';
  if (type !== 'LoadBalancer') return none(fixed);
  return [balancerAddresses(service), fixed].filter((address) => address !== '').join(',') || '<pending>';
}

/** The first hosts; later rules are counted, even those without a host. */
function hosts(rules: readonly unknown[]): string {
  const shown: string[] = [];
  for (const rule of rules) {
    if (shown.length === maxItems) return `${shown.join(',')} + ${rules.length - maxItems} more...`;
    const host = text(rule, 'host');
    if (host !== '') shown.push(host);
  }
  return shown.join(',') || '*';
}

/** `10.0.0.1:80,[fd00::1]:80` for the first three. */
function formatEndpoints(subsets: readonly unknown[]): string {
  const all = subsets.flatMap((subset) => {
    const addresses = list(subset, 'addresses').map((address) => text(address, 'ip'));
    const ports = list(subset, 'ports').map((port) => text(port, 'port'));
    if (ports.length === 0) return addresses;
    const hosts = addresses.map((address) => (address.includes(':') ? `[${address}]` : address));
    return ports.flatMap((port) => hosts.map((host) => `${host}:${port}`));
  });
  return subsets.length === 0 ? '<none>' : atMost(maxItems, all);
}

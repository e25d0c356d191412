/** The cluster's DNS: resolves names by Services and their EndpointSlices. */
// Models coredns/plugin/kubernetes as kubeadm configures it, and kubernetes/dns/docs/specification.md
// Differs: answers have the order of the endpoints; no IPv6; only the cluster's own zone.
import type { EndpointSlice, Service } from '../api/types.ts';
import type { ObjectView } from '../apiserver/api.ts';
import { serviceNameLabel } from '../controllers/endpointslice/endpoint-slice-controller.ts';

export const clusterDomain = 'cluster.local';
/** Seconds for which an answer may be cached. */
export const ttl = 30;

export type DnsType = 'A' | 'SRV' | 'PTR' | 'CNAME';

export interface DnsRecord {
  readonly name: string;
  readonly type: DnsType;
  readonly ttl: number;
  /** An address, a name, or `priority weight port target`. */
  readonly data: string;
}

export interface DnsAnswer {
  /** NOERROR without records: the name exists, but has no records of the type. */
  readonly status: 'NOERROR' | 'NXDOMAIN';
  readonly records: readonly DnsRecord[];
}

const serviceDnsName = ({ metadata }: Service): string => `${metadata.name}.${metadata.namespace}.svc.${clusterDomain}`;

const none: DnsAnswer = { status: 'NXDOMAIN', records: [] };
const nothing: DnsAnswer = { status: 'NOERROR', records: [] };

/** Resolves a fully qualified name. Names are not case-sensitive; a trailing dot is allowed. */
export function resolve(view: ObjectView, name: string, type: DnsType = 'A'): DnsAnswer {
  const wanted = name.toLowerCase().replace(/\.$/, '');
  const record = (data: string, of: DnsType = type): DnsRecord => ({ name: wanted, type: of, ttl, data });
  const address = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\.in-addr\.arpa$/.exec(wanted);
  if (address !== null) {
    const names = type === 'PTR' ? namesOf(view, address.slice(1).reverse().join('.')) : [];
    return names.length === 0 ? none : { status: 'NOERROR', records: names.map((n) => record(n)) };
  }
  if (wanted === clusterDomain) return nothing;
  if (!wanted.endsWith(`.${clusterDomain}`)) return none;
  const labels = wanted.slice(0, -clusterDomain.length - 1).split('.');
  const [kind, namespace, service] = [labels.pop(), labels.pop(), labels.pop()];
  if ((kind !== 'svc' && kind !== 'pod') || labels.length > 2) return none;
  if (namespace === undefined) return nothing;
  if (view.get('namespaces', namespace) === undefined) return none;
  if (service === undefined) return nothing;
  if (kind === 'pod') {
    if (!/^\d+-\d+-\d+-\d+$/.test(service) || labels.length > 0) return none;
    return type === 'A' ? { status: 'NOERROR', records: [record(service.replaceAll('-', '.'))] } : nothing;
  }
  const found = view.get('services', service, namespace);
  if (found === undefined) return none;
  if (found.spec.type === 'ExternalName') {
    return labels.length > 0 ? none : { status: 'NOERROR', records: [record(`${found.spec.externalName}`, 'CNAME')] };
  }
  const targets = targetsOf(view, found, labels);
  if (targets.length === 0) return none;
  const data = new Set(targets.flatMap((target) => dataOf(target, type, targets.length)));
  return { status: 'NOERROR', records: [...data].map((d) => record(d)) };
}

/** One address with one port. */
interface Target {
  readonly name: string;
  readonly address: string;
  /** Absent if the Service has no ports. */
  readonly port: number | undefined;
}

function dataOf({ name, address, port }: Target, type: DnsType, count: number): readonly string[] {
  if (type === 'A') return [address];
  if (type !== 'SRV' || port === undefined) return [];
  return [`0 ${Math.max(1, Math.floor(100 / count))} ${port} ${name}`];
}

/** @param labels The part before the Service's name: nothing, the name of an endpoint, or `_port` and `_protocol`. */
function targetsOf(view: ObjectView, service: Service, labels: readonly string[]): readonly Target[] {
  const endpoint = labels.length === 1 ? labels[0] : undefined;
  const [wantedPort, wantedProtocol] = labels.length === 2 ? labels.map((l) => l.replace(/^_/, '')) : [];
  const matches = ({ name = '', protocol = 'TCP' }: { name?: string; protocol?: string }): boolean =>
    (wantedPort === undefined || wantedPort === name.toLowerCase()) &&
    (wantedProtocol === undefined || wantedProtocol === protocol.toLowerCase());
  const { clusterIP, ports = [] } = service.spec;
  if (endpoint === undefined && clusterIP !== 'None') {
    const name = serviceDnsName(service);
    return clusterIP ? ports.filter(matches).map(({ port }) => ({ name, address: clusterIP, port })) : [];
  }
  return endpoints(view, service)
    .filter(({ hostname }) => endpoint === undefined || endpoint === hostname.toLowerCase())
    .flatMap(({ hostname, address, slice }) => {
      const name = `${hostname}.${serviceDnsName(service)}`;
      const open = slice.ports.length === 0 ? [{}] : slice.ports;
      return open.filter(matches).map((p: { port?: number }) => ({ name, address, port: p.port }));
    });
}

/** Returns the usable endpoints; one without a hostname is named after its address. */
function endpoints(
  view: ObjectView,
  { metadata }: Service,
): { readonly hostname: string; readonly address: string; readonly slice: EndpointSlice }[] {
  return view
    .list('endpointslices', { namespace: metadata.namespace! })
    .filter((slice) => slice.metadata.labels?.[serviceNameLabel] === metadata.name)
    .flatMap((slice) =>
      slice.endpoints
        .filter((e) => e.conditions?.ready !== false)
        .flatMap((e) =>
          e.addresses.map((address) => ({ hostname: e.hostname ?? address.replaceAll('.', '-'), address, slice })),
        ),
    );
}

/** Returns the names of an address: the Service with that cluster IP, otherwise endpoints. */
function namesOf(view: ObjectView, address: string): readonly string[] {
  const services = view.list('services');
  const owner = services.find((s) => s.spec.clusterIP === address);
  if (owner !== undefined) return [serviceDnsName(owner)];
  return services.flatMap((service) =>
    endpoints(view, service)
      .filter((e) => e.address === address)
      .map((e) => `${e.hostname}.${serviceDnsName(service)}`),
  );
}

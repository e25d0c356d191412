/** Allocates, keeps and releases addresses and node ports of Services. */
// Models kubernetes/pkg/registry/core/service/{strategy.go,storage/alloc.go}
import type { Service } from '../api/types.ts';
import { invalidField } from '../api/validation/errors.ts';
import { isReachedFromOutside, needsHealthCheck } from '../api/validation/service.ts';
import type { Random } from '../sim/random.ts';
import type { ObjectStore } from './object-store.ts';
import { invalid } from '../base/status-error.ts';
import { equal, withFields } from '../base/values.ts';

interface Context {
  readonly store: ObjectStore;
  readonly random: Random;
  /** A dry run does not check what would be allocated. */
  readonly dryRun?: boolean;
}

interface Port {
  readonly port: number;
  readonly protocol?: string;
  readonly nodePort?: number;
}

const portsOf = ({ spec }: Service): readonly Port[] => (spec.ports ?? []) as readonly Port[];

/** For a new Service. */
export function withAddresses(service: Service, context: Context): Service {
  if (service.spec.type === 'ExternalName') return { ...service, status: { loadBalancer: {} } };
  const asked = service.spec.clusterIP;
  if (asked && asked !== 'None') checkClusterIP(service, asked, context);
  const clusterIP = asked || allocateClusterIP(service, context);
  const spec = { ...service.spec, clusterIP, clusterIPs: [clusterIP] };
  return withNodePorts({ ...service, spec, status: { loadBalancer: {} } }, context);
}

/**
 * A manifest without clusterIP keeps the current one; with another one, the list follows unless it is given. Fields
 * that the new type does not need are removed.
 */
export function keepAddresses(asked: Service, old: Service, context: Context): Service {
  const next = withoutUnused(asked, old);
  const { clusterIP, clusterIPs } = old.spec;
  const changesType = next.spec.type !== old.spec.type;
  if (!hasAddress(next)) return changesType ? withoutNodePorts(next, old) : next;
  if (!hasAddress(old)) return withAddresses(next, context);
  const given = next.spec.clusterIP;
  const follows = given && given !== clusterIP && equal(next.spec.clusterIPs, clusterIPs) ? [given] : undefined;
  const spec = given
    ? { ...next.spec, ...(follows && { clusterIPs: follows }) }
    : { ...next.spec, clusterIP, clusterIPs };
  const kept = { ...next, spec } as Service;
  if (spec.type === 'ClusterIP') return changesType ? withoutNodePorts(kept, old) : kept;
  return withNodePorts(sameNodePorts(kept, old), context);
}

const hasAddress = ({ spec }: Service): boolean => spec.type !== 'ExternalName';
const isBalanced = ({ spec }: Service): boolean => spec.type === 'LoadBalancer';

/** Fields that only some types of Services have. */
const usedBy: readonly (readonly [field: keyof Service['spec'], isUsed: (service: Service) => boolean])[] = [
  ['clusterIP', hasAddress],
  ['clusterIPs', hasAddress],
  ['ipFamilies', hasAddress],
  ['ipFamilyPolicy', hasAddress],
  ['allocateLoadBalancerNodePorts', isBalanced],
  ['loadBalancerClass', isBalanced],
  ['externalTrafficPolicy', isReachedFromOutside],
  ['healthCheckNodePort', needsHealthCheck],
];

/** Removes unchanged fields that the old Service needed and the new one does not. */
function withoutUnused(next: Service, old: Service): Service {
  const spec = { ...next.spec };
  for (const [field, isUsed] of usedBy) {
    if (isUsed(old) && !isUsed(next) && equal(spec[field], old.spec[field])) delete spec[field];
  }
  return { ...next, spec };
}

/** @throws StatusError Invalid if the requested address is outside the Service network or is taken. */
function checkClusterIP({ metadata }: Service, ip: string, { store, dryRun = false }: Context): void {
  // Validation reports a value that is not an address.
  if (!/^\d+(\.\d+){3}$/.test(ip)) return;
  const refuse = (why: string) =>
    invalid('Service', '', metadata.name, [
      invalidField('spec.clusterIPs', [ip], `failed to allocate IP ${ip}: ${why}`),
    ]);
  if (!ip.startsWith('10.96.')) {
    throw refuse(`the provided IP (${ip}) is not in the valid range. The range of valid IPs is 10.96.0.0/16`);
  }
  if (!dryRun && store.list('services').some(({ spec }) => spec.clusterIP === ip)) {
    throw refuse('provided IP is already allocated');
  }
}

/** Returns a free address of the Service network 10.96.0.0/16, chosen by the Service's uid. */
function allocateClusterIP(service: Service, { store, random }: Context): string {
  const taken = new Set(store.list('services').map((s) => s.spec.clusterIP));
  for (let attempt = 0; ; attempt++) {
    const n = 2 + (random.bits(`clusterIP ${service.metadata.uid} ${attempt}`) % 65_000);
    const ip = `10.96.${n >> 8}.${n & 255}`;
    if (!taken.has(ip)) return ip;
  }
}

const withPorts = (service: Service, ports: readonly Port[]): Service =>
  equal(ports, portsOf(service)) ? service : withFields(service, { spec: withFields(service.spec, { ports }) });

/** Ports that stay the same lose their node ports. */
function withoutNodePorts(service: Service, old: Service): Service {
  const had = new Set(portsOf(old).map(({ nodePort }) => nodePort));
  const ports = portsOf(service).map(({ nodePort, ...port }) =>
    nodePort === undefined || had.has(nodePort) ? port : { ...port, nodePort },
  );
  return withPorts(service, ports);
}

/** A port without a node port keeps the current one. */
function sameNodePorts(service: Service, old: Service): Service {
  const key = ({ protocol, port }: Port): string => `${protocol}/${port}`;
  const had = new Map(portsOf(old).map((port) => [key(port), port.nodePort]));
  const ports = portsOf(service).map((port) => {
    const nodePort = port.nodePort ?? had.get(key(port));
    return nodePort === undefined ? port : { ...port, nodePort };
  });
  return withPorts(service, ports);
}

/** Default node port range of kube-apiserver. */
const [firstNodePort, lastNodePort] = [30_000, 32_767];

/** @throws StatusError Invalid if a requested node port is not available. */
function withNodePorts(service: Service, { store, random, dryRun = false }: Context): Service {
  const { type, allocateLoadBalancerNodePorts = true } = service.spec;
  if (type !== 'NodePort' && type !== 'LoadBalancer') return service;
  const others = store.list('services').filter(({ metadata }) => metadata.uid !== service.metadata.uid);
  const taken = new Set(others.flatMap((other) => portsOf(other).map(({ nodePort }) => nodePort)));
  const ports = portsOf(service).map((port, i) => {
    const refuse = (why: string) =>
      invalid('Service', '', service.metadata.name, [invalidField(`spec.ports[${i}].nodePort`, port.nodePort, why)]);
    if (port.nodePort !== undefined) {
      if (dryRun) return port;
      if (port.nodePort < firstNodePort || port.nodePort > lastNodePort) {
        throw refuse(
          `provided port is not in the valid range. The range of valid ports is ${firstNodePort}-${lastNodePort}`,
        );
      }
      if (taken.has(port.nodePort)) throw refuse('provided port is already allocated');
      return port;
    }
    if (type === 'LoadBalancer' && !allocateLoadBalancerNodePorts) return port;
    for (let attempt = 0; ; attempt++) {
      const bits = random.bits(`nodePort ${service.metadata.uid} ${i} ${attempt}`);
      const nodePort = firstNodePort + (bits % (lastNodePort - firstNodePort + 1));
      if (taken.has(nodePort)) continue;
      taken.add(nodePort);
      return { ...port, nodePort };
    }
  });
  return withPorts(service, ports);
}

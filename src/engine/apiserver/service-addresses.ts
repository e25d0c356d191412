/** Addresses and node ports of Services: given out, kept, and given back. */
// Models kubernetes/pkg/registry/core/service/{strategy.go,storage/alloc.go}
import type { Service } from '../api/types.ts';
import { invalidValue } from '../api/validation/errors.ts';
import { isReachedFromOutside } from '../api/validation/service.ts';
import type { Random } from '../sim/random.ts';
import type { ObjectStore } from './object-store.ts';
import { invalid } from '../base/status-error.ts';
import { equal, withFields } from '../base/values.ts';

interface Context {
  readonly store: ObjectStore;
  readonly random: Random;
  /** Nothing will be stored: what would be allocated is not checked. */
  readonly dryRun?: boolean;
}

interface Port {
  readonly port: number;
  readonly protocol?: string;
  readonly nodePort?: number;
}

const portsOf = ({ spec }: Service): readonly Port[] => (spec.ports ?? []) as readonly Port[];

/** Of a new Service. */
export function withAddresses(service: Service, context: Context): Service {
  if (service.spec.type === 'ExternalName') return { ...service, status: { loadBalancer: {} } };
  const asked = service.spec.clusterIP;
  if (asked && asked !== 'None') checkClusterIP(service, asked, context);
  const clusterIP = asked || allocateClusterIP(service, context);
  const spec = { ...service.spec, clusterIP, clusterIPs: [clusterIP] };
  return withNodePorts({ ...service, spec, status: { loadBalancer: {} } }, context);
}

/**
 * A manifest without clusterIP means "the one it has"; with another one, the list follows unless it says otherwise.
 * What a type has no use for goes with the change to it.
 */
export function keepAddresses(asked: Service, old: Service, context: Context): Service {
  const next = withoutUnused(asked, old);
  const { clusterIP, clusterIPs } = old.spec;
  const changesType = next.spec.type !== old.spec.type;
  if (next.spec.type === 'ExternalName') {
    const { clusterIP: given, clusterIPs: list, ...spec } = next.spec;
    const dropped = changesType && (given ?? '') === (clusterIP ?? '') && equal(list, clusterIPs);
    return changesType ? withoutNodePorts(dropped ? { ...next, spec } : next, old) : next;
  }
  if (old.spec.type === 'ExternalName') return withAddresses(next, context);
  const given = next.spec.clusterIP;
  const follows = given && given !== clusterIP && equal(next.spec.clusterIPs, clusterIPs) ? [given] : undefined;
  const spec = given
    ? { ...next.spec, ...(follows && { clusterIPs: follows }) }
    : { ...next.spec, clusterIP, clusterIPs };
  const kept = { ...next, spec } as Service;
  if (spec.type === 'ClusterIP') return changesType ? withoutNodePorts(kept, old) : kept;
  return withNodePorts(sameNodePorts(kept, old), context);
}

const isBalanced = ({ spec }: Service): boolean => spec.type === 'LoadBalancer';

/** Fields that some Services have no use for. */
const usedBy: readonly (readonly [field: keyof Service['spec'], isUsed: (service: Service) => boolean])[] = [
  ['allocateLoadBalancerNodePorts', isBalanced],
  ['loadBalancerClass', isBalanced],
  ['externalTrafficPolicy', isReachedFromOutside],
];

/** Leaves out what the old Service had a use for and the new one has not, if it was not changed. */
function withoutUnused(next: Service, old: Service): Service {
  const spec = { ...next.spec };
  for (const [field, isUsed] of usedBy) {
    if (isUsed(old) && !isUsed(next) && spec[field] === old.spec[field]) delete spec[field];
  }
  return { ...next, spec };
}

/** @throws StatusError Invalid when the address that is asked for is not of the Service network, or is taken. */
function checkClusterIP({ metadata }: Service, ip: string, { store, dryRun = false }: Context): void {
  // Anything else is not an address: validation says so.
  if (!/^\d+(\.\d+){3}$/.test(ip)) return;
  const refuse = (why: string) =>
    invalid('Service', '', metadata.name, [
      invalidValue('spec.clusterIPs', [ip], `failed to allocate IP ${ip}: ${why}`),
    ]);
  if (!ip.startsWith('10.96.')) {
    throw refuse(`the provided IP (${ip}) is not in the valid range. The range of valid IPs is 10.96.0.0/16`);
  }
  if (!dryRun && store.list('services').some(({ spec }) => spec.clusterIP === ip)) {
    throw refuse('provided IP is already allocated');
  }
}

/** A free address of 10.96.0.0/16, the Service network; the Service's uid decides which. */
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

/** Ports that a change leaves as they were lose their node ports. */
function withoutNodePorts(service: Service, old: Service): Service {
  const had = new Set(portsOf(old).map(({ nodePort }) => nodePort));
  const ports = portsOf(service).map(({ nodePort, ...port }) =>
    nodePort === undefined || had.has(nodePort) ? port : { ...port, nodePort },
  );
  return withPorts(service, ports);
}

/** A port that names no node port keeps the one it has. */
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

/** @throws StatusError Invalid when a node port that is asked for cannot be had. */
function withNodePorts(service: Service, { store, random, dryRun = false }: Context): Service {
  const { type, allocateLoadBalancerNodePorts = true } = service.spec;
  if (type !== 'NodePort' && type !== 'LoadBalancer') return service;
  const others = store.list('services').filter(({ metadata }) => metadata.uid !== service.metadata.uid);
  const taken = new Set(others.flatMap((other) => portsOf(other).map(({ nodePort }) => nodePort)));
  const ports = portsOf(service).map((port, i) => {
    const refuse = (why: string) =>
      invalid('Service', '', service.metadata.name, [invalidValue(`spec.ports[${i}].nodePort`, port.nodePort, why)]);
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

/** Parses and resolves the ports and addresses of `kubectl port-forward`. */
// Models kubectl/pkg/cmd/portforward/portforward.go, kubectl/pkg/util/{service,pod}_port.go and
// client-go/tools/portforward/portforward.go
import type { KubernetesObject, Pod, Service } from '../../../engine/index.ts';
import { failure } from '../../errors/failure.ts';

export interface ForwardedPort {
  /** 0 for any free one. */
  readonly local: number;
  readonly remote: number;
}

interface Pair {
  readonly local: string;
  readonly remote: string;
}

function split(text: string): Pair {
  const [local = '', remote] = text.split(':');
  return text.split(':').length === 2 ? { local, remote: remote! } : { local, remote: local };
}

const isNumber = (text: string): boolean => /^[+-]?\d+$/.test(text);

/** Returns the pairs with the Pod's ports in place of names and of the Service's ports. */
export function remotePorts(pairs: readonly string[], target: KubernetesObject, pod: Pod): readonly Pair[] {
  const service = target.kind === 'Service' ? (target as Service) : undefined;
  checkProtocols(pairs, service, pod);
  return pairs.map((text) => {
    const { local, remote } = split(text);
    if (service === undefined) {
      if (remote === '') throw failure('remote port cannot be empty');
      const port = isNumber(remote) ? remote : String(podPort(pod, remote));
      return { local: local === remote ? port : local, remote: port };
    }
    const number = isNumber(remote) ? Number(remote) : servicePort(service, remote);
    const port = String(targetPort(service, pod, number));
    return { local: local === remote ? String(number) : local, remote: port };
  });
}

/** A port that is UDP only cannot be forwarded. */
function checkProtocols(pairs: readonly string[], service: Service | undefined, pod: Pod): void {
  const ports = service
    ? (service.spec.ports ?? []).map(({ port, protocol }) => ({ port, protocol }))
    : pod.spec.containers
        .flatMap(({ ports = [] }) => ports)
        .map(({ containerPort, protocol }) => ({ port: containerPort, protocol }));
  const of = (wanted: string): readonly number[] =>
    ports.filter(({ protocol = 'TCP' }) => protocol === wanted).map(({ port }) => port);
  const [udp, tcp] = [of('UDP'), of('TCP')];
  for (const text of pairs) {
    const { remote } = split(text);
    if (remote === '') continue;
    const port = isNumber(remote) ? Number(remote) : service ? servicePort(service, remote) : podPort(pod, remote);
    if (udp.includes(port) && !tcp.includes(port)) throw failure(`UDP protocol is not supported for ${remote}`);
  }
}

function podPort({ metadata, spec }: Pod, name: string): number {
  const sidecars = (spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always');
  const ports = [...spec.containers, ...sidecars].flatMap(({ ports = [] }) => ports);
  const found = ports.find((port) => port.name === name);
  if (found === undefined) throw failure(`Pod '${metadata.name}' does not have a named port '${name}'`);
  return found.containerPort;
}

function servicePort({ metadata, spec }: Service, name: string): number {
  const found = spec.ports?.find((port) => port.name === name);
  if (found === undefined) throw failure(`Service '${metadata.name}' does not have a named port '${name}'`);
  return found.port;
}

function targetPort({ metadata, spec }: Service, pod: Pod, number: number): number {
  const found = spec.ports?.find(({ port }) => port === number);
  if (found === undefined) throw failure(`Service ${metadata.name} does not have a service port ${number}`);
  if (spec.clusterIP === 'None') return number;
  const { targetPort = 0 } = found;
  return typeof targetPort === 'number' ? targetPort || found.port : podPort(pod, targetPort);
}

export const readPorts = (pairs: readonly Pair[]): readonly ForwardedPort[] =>
  pairs.map(({ local, remote }) => {
    const ports = { local: portNumber('local', local || '0'), remote: portNumber('remote', remote) };
    if (ports.remote === 0) throw failure('remote port must be > 0');
    return ports;
  });

function portNumber(which: string, text: string): number {
  const wrong = !/^\d+$/.test(text) ? 'invalid syntax' : Number(text) > 65535 ? 'value out of range' : undefined;
  if (wrong === undefined) return Number(text);
  throw failure(`error parsing ${which} port '${text}': strconv.ParseUint: parsing ${JSON.stringify(text)}: ${wrong}`);
}

/** Returns the addresses to listen on, in order. */
export function listenAddresses(given: readonly string[]): readonly string[] {
  const addresses = given.flatMap((address) => {
    if (address === 'localhost') return ['127.0.0.1', '::1'];
    const isIp = /^(\d{1,3}\.){3}\d{1,3}$/.test(address)
      ? address.split('.').every((part) => Number(part) < 256)
      : /^[0-9a-f:]*:[0-9a-f:]*$/i.test(address) && address.length > 1;
    if (!isIp) throw failure(`${address} is not a valid IP`);
    return [address];
  });
  return [...new Set(addresses)].sort();
}

/** Why a probe failed, in the words of Go's network packages and the kubelet's probers. */
// Models kubernetes/pkg/probe/{http,tcp,grpc,exec}
import type { Container } from '../api/types.ts';
import type { Silence } from './process.ts';

type Spec = NonNullable<Container['readinessProbe']>;

/** @param timeout in seconds. */
export function probeFailure(
  { httpGet, tcpSocket, grpc, exec }: Spec,
  container: Container,
  silence: Silence,
  podIP: string,
  timeout: number,
): string {
  const dial = (address: string): string =>
    `dial tcp ${address}: ${silence === 'hangs' ? 'i/o timeout' : 'connect: connection refused'}`;
  if (httpGet !== undefined) {
    if (silence === 'unavailable') return 'HTTP probe failed with statuscode: 503';
    const address = `${httpGet.host ?? podIP}:${portNumber(httpGet.port, container)}`;
    const url = `${(httpGet.scheme ?? 'HTTP').toLowerCase()}://${address}${httpGet.path?.replace(/^\/?/, '/') ?? '/'}`;
    if (silence === 'refused') return `Get "${url}": ${dial(address)}`;
    return `Get "${url}": context deadline exceeded (Client.Timeout exceeded while awaiting headers)`;
  }
  if (tcpSocket !== undefined) return dial(`${tcpSocket.host ?? podIP}:${portNumber(tcpSocket.port, container)}`);
  if (grpc !== undefined) {
    if (silence === 'unavailable') return 'service unhealthy (responded with "NOT_SERVING")';
    const address = `${podIP}:${grpc.port}`;
    return `timeout: failed to connect service "${address}" within ${timeout}s: context deadline exceeded`;
  }
  // A command that fails prints nothing here.
  return silence === 'hangs' ? `command timed out: "${exec?.command?.join(' ')}" timed out after ${timeout}s` : '';
}

/** A port given by name stands for the container's port of that name. */
const portNumber = (port: string | number, { ports }: Container): string | number =>
  ports?.find((p) => p.name === port)?.containerPort ?? port;
